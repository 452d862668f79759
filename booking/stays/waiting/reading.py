"""A union's entries as its pages and programs read them, each with its place on every list and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.stays.states import State
from booking.stays.waiting.access import own_wait
from booking.stays.waiting.fate import Fate, fate_of
from booking.stays.waiting.models import Wait, WaitEvent, WaitPlace
from booking.stays.waiting.standing import PlaceStanding, standing_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.listings.models import Site
from sites.packages import Heads

COLUMNS = (
    "id", "public_id", "state", "starts_on", "ends_on", "nights", "workers", "family", "crew", "programme",
    "waits_until", "joined_at", "ended_at", "kept_at", "stay__public_id", "stay__state", "stay__submitted_at",
    "stay__hold_expires_at", "stay__site__name", "stay__site__name_en", "stay__check_in", "stay__check_out",
)  # fmt: skip
MOST = 100


@dataclass(frozen=True)
class WaitSite:
    """A base of an entry. `rooms` by room type code, empty where any with beds for all will do."""

    code: str
    name: str
    rooms: dict[str, int]
    any_rooms: bool


@dataclass(frozen=True)
class WaitLine:
    """One entry as a list shows it. `stay` and what follows belong to the offer, where there was one."""

    public_id: str
    fate: Fate
    starts_on: date
    ends_on: date
    nights: int
    heads: Heads
    programme: str
    waits_until: date
    joined_at: datetime
    sites: tuple[WaitSite, ...]
    stay: str
    offered_at: datetime | None
    answer_until: datetime | None
    offered_site: str
    check_in: date | None
    check_out: date | None


@dataclass(frozen=True)
class WaitHappening:
    at: datetime
    act: str
    site_name: str
    by_name: str
    by_agent: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class WaitPage:
    """`standings` only while it waits, in the order of preference."""

    line: WaitLine
    standings: tuple[PlaceStanding, ...]
    events: tuple[WaitHappening, ...]


async def waits_of(by: Actor) -> list[WaitLine]:
    """The union's own, open ones first, then the newest."""
    rows = await Wait.filter(union_id=by.organisation_id).order_by("-id").limit(MOST).values(*COLUMNS)  # fmt: skip
    lines = await _lines(rows)
    return sorted(lines, key=lambda one: not one.fate.is_open)


async def wait_of(public_id: str, *, by: Actor) -> WaitLine:
    """Refused: WaitUnknown for everybody but its union."""
    wait = await own_wait(public_id, by=by)
    return (await _lines(await Wait.filter(id=wait.id).values(*COLUMNS)))[0]


async def page_of_wait(public_id: str, *, by: Actor) -> WaitPage:
    """Refused: WaitUnknown for everybody but its union."""
    wait, line = await own_wait(public_id, by=by), await wait_of(public_id, by=by)
    places = await WaitPlace.filter(wait_id=wait.id).order_by("position")
    waits = line.fate is Fate.WAITING
    standings = [await standing_of(wait, place) for place in places] if waits else []
    return WaitPage(line, tuple(one for one in standings if one), await _events(wait.id))


async def open_offers(by: Actor) -> dict[str, str]:
    """By the public id of the offered stay: the entry that waits for the union's answer."""
    rows = Wait.filter(union_id=by.organisation_id, stay__state=State.HELD, kept_at=None)
    return {
        row["stay__public_id"]: row["public_id"]
        for row in await rows.values("public_id", "stay__public_id")
    }


async def _lines(rows: list[dict[str, Any]]) -> list[WaitLine]:
    sites = await _sites([row["id"] for row in rows])
    return [_line(row, tuple(sites.get(row["id"], ()))) for row in rows]


async def _sites(wait_ids: Iterable[int]) -> dict[int, list[WaitSite]]:
    found: dict[int, list[WaitSite]] = {}
    rows = WaitPlace.filter(wait_id__in=[*wait_ids]).order_by("position").prefetch_related("site")
    for row in await rows:
        name = choose(row.site.name, row.site.name_en)
        one = WaitSite(row.site.code, name, row.rooms, row.any_rooms)
        found.setdefault(row.wait_id, []).append(one)
    return found


def _line(row: dict[str, Any], sites: tuple[WaitSite, ...]) -> WaitLine:
    fate = fate_of(
        row["state"], stay=row["stay__state"], kept_at=row["kept_at"], now=clock.now(),
        submitted_at=row["stay__submitted_at"], hold_ends=row["stay__hold_expires_at"],
    )  # fmt: skip
    return WaitLine(
        row["public_id"], fate, row["starts_on"], row["ends_on"], row["nights"],
        Heads(row["workers"], row["family"], row["crew"]), row["programme"], row["waits_until"],
        row["joined_at"], sites, row["stay__public_id"] or "",
        row["ended_at"] if row["state"] == "offered" else None,
        row["stay__hold_expires_at"] if fate is Fate.OFFERED else None,
        choose(row["stay__site__name"] or "", row["stay__site__name_en"] or ""),
        row["stay__check_in"], row["stay__check_out"],
    )  # fmt: skip


async def _events(wait_id: int) -> tuple[WaitHappening, ...]:
    """The newest first."""
    rows = await WaitEvent.filter(wait_id=wait_id).order_by("-id")
    ids = {row.site_id for row in rows if row.site_id}
    names = {site.id: choose(site.name, site.name_en) for site in await Site.filter(id__in=[*ids])}
    return tuple(
        WaitHappening(
            row.at, row.act, names.get(row.site_id or 0, ""), row.by_name, row.by_agent, row.facts
        )
        for row in rows
    )
