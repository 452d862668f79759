"""A base's list as it stands now: who waits in which order, for whom everything is free, and who cannot hold."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.people.models import Organisation
from booking.stays.waiting.fairness import Choice, Stretch, Waiter, choose
from booking.stays.waiting.models import Wait, WaitingPriority, WaitPlace
from booking.stays.waiting.possible import Base, Kind, Need, Possible, possible
from sites import calendar
from sites.calendar import Window
from sites.certification import records
from sites.foundation import clock
from sites.listings import WaitingRule, rule_of
from sites.listings.models import RoomType, Site
from sites.packages import offers


@dataclass(frozen=True)
class Entry:
    """One entry on the list. `held_up` says why its union could not take an offer now, as a refusal's code."""

    wait: Wait
    place: WaitPlace
    need: Need
    possible: tuple[Possible, ...]
    goes_first: bool
    held_up: str

    @property
    def waiter(self) -> Waiter:
        return Waiter(
            self.wait.id, self.need.window, self.wait.joined_at, self.place.passed,
            self.goes_first, tuple(one.stay for one in self.possible),
        )  # fmt: skip


@dataclass(frozen=True)
class Look:
    """`window` counts rooms that are kept for the list as free."""

    site: Site
    rule: WaitingRule
    base: Base
    window: Window
    entries: dict[int, Entry]

    def choose(self, *, without: Collection[int] = ()) -> Choice | None:
        """Whom the rule lets go first. Who cannot hold stands in nobody's way."""
        queue = [
            entry.waiter
            for id_, entry in self.entries.items()
            if id_ not in without and not entry.held_up
        ]
        return choose(queue, self.rule, now=clock.now())


async def look_at(site_id: int) -> Look:
    """Everything open on the base's list, an entry past its time left out."""
    site = await Site.get(id=site_id)
    rows = await WaitPlace.filter(
        site_id=site_id, wait__state="waiting", wait__waits_until__gte=clock.today()
    ).prefetch_related("wait")
    first, until = _range([row.wait for row in rows])
    base = await base_of(site_id, first=first, until=until)
    window = await calendar.window_for_waiting(first, (until - first).days + 1, site_ids=[site_id])
    firsts = await _goes_first([row.wait for row in rows])
    held_up = await _held_up({row.wait.union_id for row in rows})
    entries = {
        row.wait_id: _entry(row, base, window, firsts, held_up.get(row.wait.union_id, ""))
        for row in rows
    }
    return Look(site, rule_of(site), base, window, entries)


def _entry(
    place: WaitPlace, base: Base, window: Window, firsts: Collection[int], held_up: str
) -> Entry:
    need = need_of(place.wait, place, base.kinds)
    stays = possible(need, base, window, today=clock.today())
    return Entry(place.wait, place, need, stays, place.wait_id in firsts, held_up)


async def base_of(site_id: int, *, first: date, until: date) -> Base:
    """Of what the base sells only the prices from `first` until before `until`."""
    kinds = await RoomType.filter(site_id=site_id).order_by("position", "id")
    return Base(
        site_id,
        tuple(Kind(k.id, k.code, k.beds, k.name, k.name_en) for k in kinds),
        (await offers(first=first, until=until, site_ids=[site_id])).get(site_id, ()),
        (await records([site_id])).get(site_id, ()),
    )


def need_of(wait: Wait, place: WaitPlace, kinds: Iterable[Kind]) -> Need:
    ids = {kind.code: kind.id for kind in kinds}
    return Need(
        Stretch(wait.starts_on, wait.ends_on), wait.nights,
        wait.workers + wait.family + wait.crew,
        {ids[code]: rooms for code, rooms in place.rooms.items() if code in ids},
        place.any_rooms, place.package_code,
    )  # fmt: skip


def _range(waits: Sequence[Wait]) -> tuple[date, date]:
    today = clock.today()
    first = max(today, min((wait.starts_on for wait in waits), default=today))
    return first, max((wait.ends_on for wait in waits), default=first + timedelta(days=1))


async def _goes_first(waits: Iterable[Wait]) -> set[int]:
    """Entries whose programme the host federation lets go first, by the first day on which they could arrive."""
    rows = await WaitingPriority.filter(ended_at=None, organisation__is_host=True)
    return {
        wait.id
        for wait in waits
        for row in rows
        if wait.programme == row.programme and row.first_day <= wait.starts_on <= row.last_day
    }


async def _held_up(union_ids: Collection[int]) -> dict[int, str]:
    """Unions that could hold nothing now, and why."""
    found = {}
    for union in await Organisation.filter(id__in=[*union_ids]):
        if union.standing != "verified":
            found[union.id] = "union_not_verified"
        elif union.open_holds >= union.hold_limit:
            found[union.id] = "too_many_holds"
    return found
