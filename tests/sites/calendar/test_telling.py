"""Who takes nights without a stay tells those who listen: calendars from outside, and groups that came by telephone."""

from datetime import date, timedelta
from types import SimpleNamespace

from booking import receptions
from sites import calendar
from sites.calendar import OutsideEvent
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.packages import Heads
from tests.factories.places import TWIN, make_place
from tests.factories.receptions import draft, recorded


async def told(place: SimpleNamespace) -> list[tuple[int, int]]:
    """First and last night that were told since the last look, in days from today."""
    rows = await OutboxRow.filter(topic="nights.changed").order_by("id")
    await OutboxRow.filter(topic="nights.changed").delete()
    assert {row.payload["site_id"] for row in rows} <= {place.id}
    assert len({row.payload["source"] for row in rows}) == len(rows)
    return [(_ahead(row.payload["first"]), _ahead(row.payload["until"]) - 1) for row in rows]


def _ahead(day: str) -> int:
    return (date.fromisoformat(day) - clock.today()).days


def event(ahead: int, nights: int = 2) -> OutsideEvent:
    first = clock.today() + timedelta(days=ahead)
    return OutsideEvent(first, first + timedelta(days=nights), f"{ahead}")


async def test_a_calendar_from_outside_tells_what_came_and_what_went_and_nothing_when_it_is_the_same(
    database: str,
) -> None:
    place = await make_place()
    by = place.operator.steward
    made = await calendar.add_outside(place.id, room_type=TWIN, name="示例平台", by=by)
    inner = await calendar.inner_id_of_outside(made, by=by)
    await calendar.take_outside(inner, [event(10), event(20)])
    assert await told(place) == [(10, 21)]
    await calendar.take_outside(inner, [event(10), event(20)])
    assert await told(place) == []
    await calendar.take_outside(inner, [event(20), event(-1, nights=3)])
    assert await told(place) == [(0, 11)]
    await calendar.remove_outside(made, by=by)
    assert await told(place) == [(0, 21)]


async def test_a_coming_group_tells_its_nights_when_it_is_recorded_moved_and_withdrawn(
    database: str,
) -> None:
    group = await recorded(starts_in=20, heads=Heads(4), rooms={TWIN: 2})
    assert await told(group.place) == [(20, 22)]
    moved = draft(group.place, starts_in=10, heads=Heads(4), rooms={TWIN: 2})
    await receptions.correct(group.id, moved, why="示例", seen=1, by=group.by)
    assert await told(group.place) == [(10, 22)]
    await receptions.withdraw(group.id, why="示例", seen=2, by=group.by)
    assert await told(group.place) == [(10, 12)]


async def test_a_group_that_has_left_tells_nothing(database: str) -> None:
    group = await recorded(starts_in=-10)
    await receptions.withdraw(group.id, why="示例", seen=1, by=group.by)
    assert await told(group.place) == []
