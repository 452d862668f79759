"""Nights and places of a recorded group that is still to come: claimed like any other group's."""

from collections.abc import Mapping
from datetime import date

from booking.receptions.drafts import GroupDraft
from booking.receptions.refusals import BedsShort
from sites import calendar
from sites.calendar import FreeRooms, Grid, ReceptionFull
from sites.foundation import clock
from sites.listings.models import RoomType, Site

Rooms = Mapping[int, int]


def first_night_to_take(draft: GroupDraft) -> date | None:
    """Nights that are over take nothing. None: the group has come and gone."""
    first = max(draft.check_in, clock.today())
    return first if first < draft.check_out else None


async def take(draft: GroupDraft, site: Site, *, holder: str) -> Rooms:
    """Claim the nights that are to come; the rooms by room type id.

    Refused: BedsShort, and the calendar's ReceptionFull, NightsTaken, ClosedThatNight, NightsNotOpened.
    """
    first = first_night_to_take(draft)
    if first is None:
        return {}
    rooms = await _rooms(draft, site, first)
    wanted = calendar.Wanted(
        site_id=site.id, check_in=first, check_out=draft.check_out, rooms=rooms,
        people=draft.heads.total,
    )  # fmt: skip
    await calendar.claim(wanted, holder=holder, is_sold=True)
    return rooms


async def tell_nights(site_id: int, *spans: tuple[date, date], source: str) -> None:
    """Programs of the base learn that other rooms are free from today on; `spans` are of check-in and check-out."""
    coming = [(max(first, clock.today()), until) for first, until in spans if until > clock.today()]
    if coming:
        first, until = min(one for one, _ in coming), max(one for _, one in coming)
        await calendar.tell_span(site_id, first, until, source=source)


async def _rooms(draft: GroupDraft, site: Site, first: date) -> Rooms:
    types = await RoomType.filter(site_id=site.id).order_by("position", "id")
    asked = {t.id: draft.rooms[t.code] for t in types if draft.rooms.get(t.code)}
    if asked:
        return asked
    seen = await calendar.grid(site.id, first=first, until=draft.check_out)
    nights = calendar.nights_between(first, draft.check_out)
    free = [FreeRooms(t.id, t.code, t.beds, _free(seen, t.id, nights)) for t in types]
    proposed = calendar.propose(draft.heads.total, free)
    if not proposed:
        raise _the_smallest_limit(draft, seen, types, nights)
    return proposed


def _free(seen: Grid, room_type_id: int, nights: list[date]) -> int:
    rows = [seen.nights.get((room_type_id, night)) for night in nights]
    return min(0 if row is None or row.is_closed else row.left for row in rows)


def _the_smallest_limit(
    draft: GroupDraft, seen: Grid, types: list[RoomType], nights: list[date]
) -> Exception:
    beds = {night: sum(t.beds * _free(seen, t.id, [night]) for t in types) for night in nights}
    places = {night: seen.receptions[night].left for night in nights if night in seen.receptions}
    worst = min(nights, key=lambda night: beds[night])
    fewest = min(places, key=lambda night: places[night], default=worst)
    if places and places[fewest] < beds[worst]:
        return ReceptionFull(night=fewest, left=places[fewest], asked=draft.heads.total)
    return BedsShort(night=worst, left=beds[worst], asked=draft.heads.total, field="workers")
