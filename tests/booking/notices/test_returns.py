from datetime import time

from booking import notices, receptions
from booking.notices.models import Letter, Notice
from scheduler.timetable import TIMETABLE
from sites.foundation import clock
from tests.factories.places import make_place


async def test_a_base_is_reminded_once_in_time_and_once_when_late_until_it_returns(
    database: str,
) -> None:
    place, month = await make_place(), receptions.last_over("month").first
    due = receptions.due_day(month)
    with clock.moved_to(clock.at(due, time(9))):
        assert await notices.remind_of_return(place.id) == 3  # front desk, sales, administrator
        assert await notices.remind_of_return(place.id) == 0
    with clock.moved_to(clock.at(due.replace(day=due.day + 1), time(9))):
        assert await notices.remind_of_return(place.id) == 3
    assert await Letter.all().count() == 6
    assert {n.topic for n in await Notice.all()} == {"return_due", "return_overdue"}
    assert {n.path for n in await Notice.all()} == {
        f"/operator/receptions/returns/{place.code}/{month.isoformat()[:7]}"
    }
    shown = (await notices.notices_of(place.operator.sales)).items[0]
    assert f"{month.month}月" in shown.subject


async def test_who_has_returned_is_not_reminded(database: str) -> None:
    place, month = await make_place(), receptions.last_over("month").first
    await receptions.return_month(
        place.code, month, counted=receptions.Counted(), by=place.operator.sales
    )
    assert await notices.remind_of_return(place.id) == 0
    assert await Notice.all().count() == 0


def test_the_worker_looks_daily_for_returns_that_are_missing() -> None:
    assert "remind_of_returns" in {sweep.name for sweep in TIMETABLE}
