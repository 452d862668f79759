"""Notices about holidays on record: the host federation writes them, every version stays, and verdicts follow."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from booking import rules, stays
from booking.rules import HolidayYear, Outcome
from booking.rules.models import HolidayVersion
from booking.rules.refusals import (
    HolidaysChangedMeanwhile,
    HolidaysUnchanged,
    HolidaysUnfit,
    PolicyReasonMissing,
)
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.errors import Refusal
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union
from tests.factories.rules import on_record

TODAY = date(2026, 11, 1)
MAY = (date(2027, 5, 1), date(2027, 5, 5))
NOTICE = HolidayYear(2027, "示例放假通知", "https://example.test/1", (MAY,), (date(2027, 5, 8),))
WORKING = {"kind": "max_days", "value": 2, "unit": "working_days", "effect": "block"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"off": ()}, "off"),
        ({"off": (MAY[::-1],)}, "off"),
        ({"off": ((date(2027, 5, 1), date(2027, 7, 1)),)}, "off"),
        ({"off": (MAY, (date(2027, 5, 5), date(2027, 5, 6)))}, "off"),
        ({"off": ((date(2028, 1, 1), date(2028, 1, 1)),)}, "off"),
        ({"off": ((date(2026, 11, 30), date(2026, 11, 30)),)}, "off"),
        ({"on": (date(2027, 5, 7),)}, "on"),
        ({"on": (date(2027, 5, 2),)}, "on"),
        ({"on": (date(2027, 5, 8), date(2027, 5, 8))}, "on"),
        ({"document": ""}, "document"),
        ({"source": ""}, "source"),
        ({"year": 2019}, "off"),
        ({"year": 2029}, "off"),
    ],
)
def test_a_notice_names_days_of_its_year_each_once_and_works_only_at_weekends(changed, field):
    rules.demand_sound_notice(NOTICE, today=TODAY)
    with pytest.raises(HolidaysUnfit) as refused:
        rules.demand_sound_notice(replace(NOTICE, **changed), today=TODAY)
    assert refused.value.field == field


def test_a_notice_may_begin_with_the_last_days_of_the_year_before():
    new_year = (date(2026, 12, 31), date(2027, 1, 3))
    notice = replace(NOTICE, off=(new_year,), on=())
    rules.demand_sound_notice(notice, today=TODAY)
    counted = rules.Holidays((notice,)).working_days(date(2026, 12, 31), date(2027, 1, 4))
    assert counted == (1, False)


async def test_what_the_program_comes_with_is_recorded_once_and_never_over_what_was_written(
    database,
):
    assert await rules.record_known_holidays(by=SYSTEM) == 2
    assert await rules.record_known_holidays(by=SYSTEM) == 0
    host = await make_federation()
    known = (await rules.holidays_on_file()).of(2026)
    changed = replace(known, document="示例更正")
    await rules.write_holidays(changed, seen=1, why="示例", by=host.clerk)
    assert await rules.record_known_holidays(by=SYSTEM) == 0
    assert (await rules.holidays_on_file()).of(2026) == changed


async def test_a_trip_is_judged_by_the_days_on_record(database):
    story = await trip_of_working_days()
    assert await outcome_of(story) is Outcome.BLOCK
    host = await make_federation()
    off = notice_off(story)
    changed, looked = await stays.trips_recounted(off, by=host.clerk)
    assert [(one.before, one.after) for one in changed] == [(Outcome.BLOCK, Outcome.PASS)]
    assert looked == 1
    assert await outcome_of(story) is Outcome.BLOCK
    await rules.write_holidays(off, seen=0, why="示例", by=host.clerk)
    assert await outcome_of(story) is Outcome.PASS
    assert (await stays.trips_recounted(off, by=host.clerk))[0] == []


async def test_days_of_another_year_are_looked_at_in_no_trip(database):
    story = await trip_of_working_days()
    host = await make_federation()
    for years in (-2, 2):
        far = replace(notice_off(story), year=story.check_out.year + years)
        assert await stays.trips_recounted(far, by=host.clerk) == ([], 0)


async def test_only_the_host_federation_writes_them(database):
    partner, union = await make_federation(host=False), await make_union()
    notice = soon()
    for by in (partner.clerk, union.administrator, union.organiser):
        assert not await rules.may_write_holidays(by=by)
        with pytest.raises(Refusal):
            await rules.write_holidays(notice, seen=0, why="示例", by=by)
    assert await rules.holidays_seen(by=partner.clerk) == ()
    assert await HolidayVersion.all().count() == 0


async def test_a_version_is_written_with_a_reason_over_the_one_that_was_looked_at(database):
    host = await make_federation()
    notice = soon()
    with pytest.raises(PolicyReasonMissing):
        await rules.write_holidays(notice, seen=0, why=" ", by=host.clerk)
    await rules.write_holidays(notice, seen=0, why="示例", by=host.clerk)
    with pytest.raises(HolidaysUnchanged):
        await rules.write_holidays(notice, seen=1, why="示例", by=host.clerk)
    other = replace(notice, document="示例更正")
    with pytest.raises(HolidaysChangedMeanwhile):
        await rules.write_holidays(other, seen=0, why="示例", by=host.clerk)
    await rules.write_holidays(other, seen=1, why="更正", by=host.clerk)
    ((first, second),) = await rules.holidays_seen(by=host.clerk)
    assert (first.notice, second.notice) == (notice, other)
    assert (second.number, second.by_name, second.why) == (2, host.clerk.name, "更正")


async def test_of_two_that_write_at_once_one_is_told(database):
    host = await make_federation()
    drafts = [replace(soon(), document=f"示例{n}") for n in range(2)]
    answers = await asyncio.gather(
        *(rules.write_holidays(one, seen=0, why="示例", by=host.clerk) for one in drafts),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in answers) == ["HolidaysChangedMeanwhile", "NoneType"]
    assert await HolidayVersion.all().count() == 1


def soon() -> HolidayYear:
    """Next year's, whenever the tests run."""
    year = clock.today().year + 1
    return HolidayYear(year, "示例放假通知", "https://example.test/1", ((date(year, 1, 1),) * 2,))


def notice_off(story) -> HolidayYear:
    span = (story.check_in, story.check_out)
    return HolidayYear(story.check_out.year, "示例放假通知", "https://example.test/1", (span,))


async def trip_of_working_days():
    """Over a whole week, so it has more than two weekdays on whatever day the tests run."""
    story = await made.held()
    await on_record(WORKING, grade="official")
    return story


async def outcome_of(story):
    return (await stays.trip_rules(story.id, by=story.union.organiser)).outcome
