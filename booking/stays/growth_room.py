"""Whether there is room now for what a change needs more: a hint before the claim, which decides."""

from collections.abc import Iterator
from datetime import date

from booking.stays.night_plan import NightPlan
from booking.stays.reckoning import Change, Present
from sites import calendar
from sites.calendar import ClosedThatNight, Grid, NightsNotOpened
from sites.foundation.errors import Refusal
from sites.packages import Heads

NOBODY = NightPlan(Heads(0), ())


async def why_no_room(change: Change, present: Present) -> Refusal | None:
    """What claiming the growth would be refused for just now, of the first night that lacks something."""
    free = await calendar.grid(change.site_id, first=change.check_in, until=change.check_out)
    for night in sorted(change.reserves):
        after, before = change.reserves[night], present.reserves.get(night, NOBODY)
        for lacking in _lacking(free, night, after, before):
            return lacking
    return None


def _lacking(free: Grid, night: date, after: NightPlan, before: NightPlan) -> Iterator[Refusal]:
    """Each of these needs more than it had, and finds less than that."""
    more = after.heads.total - before.heads.total
    date_row = free.receptions.get(night)
    if more > 0 and date_row is None:
        yield NightsNotOpened(night=night)
    elif more > 0 and date_row and date_row.left < more:
        yield calendar.too_few_places(night, left=date_row.left, held=date_row.held, asked=more)
    for room_type_id, rooms in after.rooms.items():
        more = rooms - before.rooms.get(room_type_id, 0)
        row = free.nights.get((room_type_id, night))
        if more > 0 and row is None:
            yield NightsNotOpened(night=night)
        elif more > 0 and row and row.is_closed:
            yield ClosedThatNight(night=night)
        elif more > 0 and row and row.left < more:
            yield calendar.too_few_rooms(night, left=row.left, held=row.held, asked=more)
