import asyncio
from datetime import date
from types import SimpleNamespace

import pytest

from booking import receptions
from booking.insights.closing import close, frozen_table, next_to_close, table_of
from booking.insights.received import Sums
from booking.people import NotGranted
from booking.receptions import Period
from booking.receptions.models import ClosedPeriod
from booking.receptions.refusals import (
    LaterPeriodClosed,
    PeriodClosed,
    PeriodNotOver,
    PeriodUnknown,
)
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories.people import make_federation
from tests.factories.places import make_place
from tests.factories.receptions import recorded

JUNE, JULY, AUGUST = (Period("month", date(2026, month, 1)) for month in (6, 7, 8))


def recorded_on(place: SimpleNamespace, day: date, **changes: object) -> object:
    return recorded(place, starts_in=(day - clock.today()).days, **changes)


async def test_a_closed_period_stays_and_the_correction_stands_in_the_next(database: str) -> None:
    place, host = await make_place(), await make_federation()
    with clock.moved_to(clock.now().replace(year=2026, month=9, day=10, hour=4)):
        group = await recorded_on(place, date(2026, 6, 29), nights=4, income=Money(900_00))
        june = await close(JUNE, by=host.clerk)
        before = frozen_table(await receptions.closed_period(june, by=host.viewer))
        assert before.total == Sums(1, 30, 4, 60, 900_00)
        assert (await table_of(JULY, federation_id=host.organisation)).own == Sums(nights=60)

        await receptions.withdraw(group.id, why="重复登记", seen=1, by=group.by)
        late = await recorded_on(place, date(2026, 6, 3), nights=1, heads=Heads(9))
        july = await close(JULY, by=host.clerk)

        after = frozen_table(await receptions.closed_period(july, by=host.viewer))
        assert frozen_table(await receptions.closed_period(june, by=host.viewer)) == before
        assert {one.line.public_id for one in after.adjustments} == {group.id, late.id}
        assert (after.own, after.adjusted) == (Sums(), Sums(0, -21, -4, -51, -900_00))
        # Reported once: the period after the next says nothing of it again.
        assert (await table_of(AUGUST, federation_id=host.organisation)).total == Sums()


async def test_a_correction_of_what_was_adjusted_is_told_from_the_adjustment_on(
    database: str,
) -> None:
    place, host = await make_place(), await make_federation()
    with clock.moved_to(clock.now().replace(year=2026, month=9, day=10, hour=4)):
        await close(JUNE, by=host.clerk)
        group = await recorded_on(place, date(2026, 6, 3), nights=1, heads=Heads(9))
        await close(JULY, by=host.clerk)
        await receptions.withdraw(group.id, why="x", seen=1, by=group.by)
        august = await table_of(AUGUST, federation_id=host.organisation)
        assert august.adjusted == Sums(-1, -9, 0, -9, 0)


async def test_numbers_have_no_gap_and_each_kind_and_federation_has_its_own(database: str) -> None:
    host, other = await make_federation(), await make_federation()
    with clock.moved_to(clock.now().replace(year=2026, month=9, day=10, hour=4)):
        await close(JUNE, by=host.clerk)
        with pytest.raises(PeriodClosed):
            await close(JUNE, by=host.clerk)
        await close(JULY, by=host.clerk)
        await close(Period("quarter", date(2026, 4, 1)), by=host.clerk)
        await close(JUNE, by=other.clerk)
    numbers = await ClosedPeriod.all().order_by("id").values_list("kind", "number")
    assert [*numbers] == [("month", 1), ("month", 2), ("quarter", 1), ("month", 1)]


async def test_two_who_close_at_once_close_once(database: str) -> None:
    host = await make_federation()
    with clock.moved_to(clock.now().replace(year=2026, month=9, day=10, hour=4)):
        acts = [close(JUNE, by=by) for by in (host.clerk, host.administrator)]
        ended = await asyncio.gather(*acts, return_exceptions=True)
    assert sorted(isinstance(one, PeriodClosed) for one in ended) == [False, True]
    assert await ClosedPeriod.all().count() == 1


async def test_what_is_not_over_or_lies_before_a_closed_one_is_not_closed(database: str) -> None:
    host = await make_federation()
    with clock.moved_to(clock.now().replace(year=2026, month=8, day=31, hour=4)):
        with pytest.raises(PeriodNotOver):
            await close(AUGUST, by=host.clerk)
        await close(JULY, by=host.clerk)
        with pytest.raises(LaterPeriodClosed):
            await close(JUNE, by=host.clerk)
        assert await next_to_close("month", federation_id=host.organisation) is None
        assert await next_to_close("quarter", federation_id=host.organisation) == Period(
            "quarter", date(2026, 4, 1)
        )


async def test_only_the_federations_clerks_close_and_only_its_people_read(database: str) -> None:
    host, other, place = await make_federation(), await make_federation(), await make_place()
    with clock.moved_to(clock.now().replace(year=2026, month=9, day=10, hour=4)):
        for reader in (host.viewer, host.reviewer, place.operator.administrator):
            with pytest.raises(NotGranted):
                await close(JUNE, by=reader)
        june = await close(JUNE, by=host.clerk)
        for address in (june, "f" * 32, "nonsense"):
            with pytest.raises(PeriodUnknown):
                await receptions.closed_period(address, by=other.viewer)
