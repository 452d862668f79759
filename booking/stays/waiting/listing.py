"""A base's list for its operator: who waits, in which order, and what was offered."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.stays.states import State
from booking.stays.waiting.fairness import in_order
from booking.stays.waiting.look import Entry, Look, look_at
from booking.stays.waiting.models import Wait
from booking.stays.waiting.possible import nearest
from booking.stays.waiting.remedies import Remedy, remedies
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.listings import SiteUnknown, WaitingRule
from sites.listings.models import Site
from sites.packages import Heads


@dataclass(frozen=True)
class ListedWait:
    """`union_name` is empty for those who answer no requests. `remedies` would take it in, from `start` on."""

    number: int
    union_name: str
    origin_code: str
    heads: Heads
    starts_on: date
    ends_on: date
    nights: int
    rooms: dict[str, int]
    any_rooms: bool
    programme: str
    goes_first: bool
    joined_at: datetime
    passed: int
    days: int
    held_up: str
    is_free: bool
    start: date | None
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True)
class OpenOffer:
    """A hold made for an entry, which its union has not answered."""

    stay: str
    union_name: str
    check_in: date
    check_out: date
    heads: int
    until: datetime


@dataclass(frozen=True)
class WaitingList:
    """`rooms` are names of room types by id, `kinds` by code."""

    rule: WaitingRule
    entries: tuple[ListedWait, ...]
    offers: tuple[OpenOffer, ...]
    rooms: dict[int, str]
    kinds: dict[str, str]


async def list_of(site_id: int, *, by: Actor) -> WaitingList:
    """Refused: SiteUnknown for everybody but the base's operator."""
    if not await Site.filter(id=site_id, operator_id=by.organisation_id).exists():
        raise SiteUnknown
    look, names = await look_at(site_id), by.may("stays.answer")
    unions = await _unions(look) if names else {}
    order = in_order(entry.waiter for entry in look.entries.values())
    entries = [
        _listed(look, look.entries[one.id], n, unions) for n, one in enumerate(order, start=1)
    ]
    return WaitingList(
        look.rule, tuple(entries), await _offers(site_id, names=names),
        {kind.id: choose(kind.name, kind.name_en) for kind in look.base.kinds},
        {kind.code: choose(kind.name, kind.name_en) for kind in look.base.kinds},
    )  # fmt: skip


async def _unions(look: Look) -> dict[int, tuple[str, str]]:
    rows = await Wait.filter(id__in=[*look.entries]).values(
        "id", "union__name", "union__name_en", "union__area_code"
    )
    return {
        row["id"]: (choose(row["union__name"], row["union__name_en"]), row["union__area_code"])
        for row in rows
    }


def _listed(
    look: Look, entry: Entry, number: int, unions: dict[int, tuple[str, str]]
) -> ListedWait:
    wait, place = entry.wait, entry.place
    name, origin = unions.get(wait.id, ("", ""))
    near = nearest(entry.need, look.base, look.window, today=clock.today())
    return ListedWait(
        number, name, origin, Heads(wait.workers, wait.family, wait.crew), wait.starts_on,
        wait.ends_on, wait.nights, place.rooms, place.any_rooms, wait.programme, entry.goes_first,
        wait.joined_at, place.passed, (clock.now() - wait.joined_at).days,
        entry.held_up or place.aside, bool(entry.possible), near[0] if near else None,
        remedies(near[1]) if near else (),
    )  # fmt: skip


async def _offers(site_id: int, *, names: bool) -> tuple[OpenOffer, ...]:
    rows = await Wait.filter(
        state="offered", kept_at=None, stay__site_id=site_id, stay__state=State.HELD,
        stay__hold_expires_at__gt=clock.now(),
    ).order_by("stay__hold_expires_at").values(
        "workers", "family", "crew", "union__name", "union__name_en", "stay__public_id",
        "stay__check_in", "stay__check_out", "stay__hold_expires_at",
    )  # fmt: skip
    return tuple(
        OpenOffer(
            row["stay__public_id"],
            choose(row["union__name"], row["union__name_en"]) if names else "",
            row["stay__check_in"], row["stay__check_out"],
            row["workers"] + row["family"] + row["crew"], row["stay__hold_expires_at"],
        )
        for row in rows
    )  # fmt: skip
