"""Room calendars as operators keep them: most confirmed these days, some not for weeks, a few nights closed or under repair."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta

from scheduler.demo.cast import desk_email
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.chance import chance
from scheduler.demo.founding import Cast
from scheduler.demo.unions import staffed_sites
from sites import calendar, listings
from sites.calendar import Change, Selection
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.idempotency import Key

FRESH_DAYS, STALE_DAYS = (0, 4), (9, 19)
SILENT_LATER, SILENT_SOON = 5, 2
OTHERS_WITH_EDITS = 6


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """Made `ago` days ago for `days` nights from `ahead` on; `kind` counts the base's room types."""

    kind: int
    ahead: int
    days: int
    ago: int
    change: Change


EDITS = (
    PlannedEdit(1, 17, 12, 3, Change("stop", note="冬季锅炉检修（示例）")),
    PlannedEdit(0, 8, 5, 2, Change("repair", 2, "卫生间防水（示例）")),
    PlannedEdit(0, 24, 3, 2, Change("min_stay", 3)),
    PlannedEdit(0, 29, 1, 1, Change("no_arrival")),
    PlannedEdit(1, 33, 3, 1, Change("min_through", 2)),
    PlannedEdit(0, 60, 7, 1, Change("book_until", 21)),
    PlannedEdit(1, 4, 2, 1, Change("note", note="下午两点至四点停热水（示例）")),
    PlannedEdit(0, 96, 3, 2, Change(calendar.RECEIVE, 20, "餐厅装修（示例）")),
)
# A smaller story has not every night open; where more people are booked than the edit would let in, it is left out.
NOT_HERE = (calendar.NothingToChange, calendar.TooFewForPeople, calendar.MoreThanReceived)


async def confirm_rooms(ids: Mapping[str, int], operators: Mapping[str, int], today: date) -> None:
    """Every base before the story begins: one that confirms at once must know its rooms."""
    silent = set(_codes(today, way="accept", count=SILENT_LATER))
    for site in demo_sites(today):
        days = STALE_DAYS if site.code in silent else FRESH_DAYS
        by = Actor(organisation_id=operators[site.code], kind="operator")
        await _confirm(ids[site.code], today, site.code, days=days, by=by)


async def keep_calendars(cast: Cast, today: date) -> None:
    """After the story: closed nights, repairs and notes, and bases that fell silent. Run again, it adds nothing."""
    others = _codes(today, way="accept", count=SILENT_LATER + OTHERS_WITH_EDITS)[SILENT_LATER:]
    for number, code in enumerate((*staffed_sites(), *others)):
        for place, planned in enumerate(EDITS if number < len(staffed_sites()) else EDITS[:2]):
            await _edit(code, planned, today, f"{number}-{place}", by=cast[desk_email(code)])
    for code in _codes(today, way="instant", count=SILENT_SOON):
        site = await listings.profile(code)
        await _confirm(site.id, today, code, days=STALE_DAYS, by=cast[desk_email(code)])


async def _edit(code: str, planned: PlannedEdit, today: date, name: str, *, by: Actor) -> None:
    site = await listings.profile(code)
    kind = site.room_types[planned.kind % len(site.room_types)]
    first = today + timedelta(days=planned.ahead)
    nights = Selection(site.id, first, first + timedelta(days=planned.days), frozenset({kind.id}))
    key = Key(f"demo-calendar-{name}", "demonstration")
    moment = clock.at(today - timedelta(days=planned.ago), time(10, 20))
    with clock.moved_to(moment), suppress(*NOT_HERE):
        await calendar.edit(nights, planned.change, key=key, by=by)


async def _confirm(
    site_id: int, today: date, code: str, *, days: tuple[int, int], by: Actor
) -> None:
    dice = chance("rooms", code)
    day, minute = today - timedelta(days=dice.randint(*days)), dice.randint(0, 59)
    with clock.moved_to(min(clock.at(day, time(8, minute)), clock.now())):
        await listings.check_rooms(site_id, by=by)


def _codes(today: date, *, way: str, count: int) -> tuple[str, ...]:
    """So many bases without people of their own that book this way, the same each time."""
    found: Iterable[DemoSite] = demo_sites(today)
    codes = [s.code for s in found if s.booking_way == way and s.code not in staffed_sites()]
    return tuple(chance("calendars", way).sample(codes, count))
