from datetime import date, datetime, time

import pytest

from booking import people, receptions
from booking.insights.closing import frozen_table
from booking.insights.received import Asked, Sums, sums
from booking.insights.year import year_figures
from booking.receptions.models import ClosedPeriod, MonthlyReturn, RecordedVersion
from scheduler.demo.load import load
from scheduler.demo.off_platform import off_platform
from scheduler.demo.receiving import _return, keep_ledger
from scheduler.demo.unions import demo_federations
from sites.foundation import clock
from sites.foundation.actor import SYSTEM

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_demonstration_has_a_ledger_returns_and_closed_periods_and_adds_nothing_twice(
    database: str,
) -> None:
    with clock.moved_to(clock.at(TODAY, time(16, 30))):
        await load(TODAY, one_in=300)
        cast = await people.invented_people()
        host = cast[next(body.email for body in demo_federations() if body.is_host)]
        counts = await _counts()
        recorded, returned, closed = counts
        assert recorded >= 196
        assert 150 < returned < 400
        assert closed == 10
        lines = await receptions.groups_of(host)
        assert all("示例" in line.name for line in lines)
        assert {line.check_in.year for line in lines if line.is_historic} == {2025}
        year = await year_figures(2026)
        assert year.now.sums(source="recorded").people > 400
        assert (await sums(Asked(date(2025, 1, 1), date(2026, 1, 1)))).groups == 168
        assert 1 < len(await receptions.returns_missing()) < 20
        months = await receptions.closed_periods(host.organisation_id, "month")
        (september,) = [one for one in months if one.period.first == date(2026, 9, 1)]
        (adjustment,) = frozen_table(september).adjustments
        assert adjustment.difference.people == 2
        await keep_ledger(cast, TODAY)
        assert await _counts() == counts


async def test_in_the_first_days_of_a_month_no_return_is_dated_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Bases return November within five days of its end; who would do so later has not yet, as on the desk of that day."""
    told: list[datetime] = []

    async def return_month(*_: object, **__: object) -> None:
        told.append(clock.now())

    monkeypatch.setattr(receptions, "return_month", return_month)
    many, month = [f"T-{n:05d}" for n in range(40)], date(2026, 11, 1)
    for day in range(1, 7):
        now = clock.at(date(2026, 12, day), time(11))
        told.clear()
        with clock.moved_to(now):
            for code in many:
                await _return(code, month, Sums(), by=SYSTEM)
        assert max(told) <= now
        assert len(told) < len(many) if day < 5 else len(told) == len(many)


async def _counts() -> tuple[int, int, int]:
    return (
        await RecordedVersion.all().count(),
        await MonthlyReturn.all().count(),
        await ClosedPeriod.all().count(),
    )


def test_the_same_day_gives_the_same_groups_and_none_begins_before_it_is_recorded() -> None:
    first, second = tuple(off_platform(TODAY)), tuple(off_platform(TODAY))
    assert first == second
    assert len(first) == 200
    gone = [one for one in first if one.draft.check_in < TODAY]
    assert all(one.draft.check_out <= one.recorded_on for one in gone)


@pytest.mark.parametrize(
    "today", [date(2027, 1, 1), date(2027, 1, 9), date(2028, 2, 29), date(2026, 12, 31)]
)
def test_a_demonstration_begins_on_any_day(today: date) -> None:
    assert len({one.number for one in off_platform(today)}) == 200
