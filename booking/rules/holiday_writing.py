"""Putting notices about holidays on record: those that the program comes with, and what the host federation writes."""

from tortoise.exceptions import IntegrityError

from booking.people import demand
from booking.people.models import Organisation
from booking.rules.access import WRITES
from booking.rules.holiday_rules import demand_sound_notice
from booking.rules.holidays import published_holidays, writing_of
from booking.rules.models import HolidayVersion
from booking.rules.recording import PUBLISHED, demand_reason
from booking.rules.refusals import HolidaysChangedMeanwhile, HolidaysNotYours, HolidaysUnchanged
from booking.rules.working_days import HolidayYear
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


async def may_write_holidays(*, by: Actor) -> bool:
    """The days are the same for the whole country: one federation, the host, keeps them for all."""
    if not by.may(WRITES) or by.kind != "federation":
        return False
    return (await Organisation.get(id=by.organisation_id)).is_host


@transaction
async def record_known_holidays(*, by: Actor) -> int:
    """Put the notices that the program comes with on record, each year once; how many were new. What was written stays."""
    there = {row.year for row in await HolidayVersion.all()}
    new = [one for one in published_holidays() if one.year not in there]
    for notice in new:
        await _write(1, notice, why=PUBLISHED, by=by)
    return len(new)


async def write_holidays(notice: HolidayYear, *, seen: int, why: str, by: Actor) -> None:
    """Write what a year's notice says; `seen` is the version that was looked at, 0 where there was none.

    Needs `rules.write` of the host federation.
    Refused: HolidaysNotYours, HolidaysUnfit, HolidaysUnchanged, HolidaysChangedMeanwhile, PolicyReasonMissing.
    """
    try:
        await _write_next(notice, seen=seen, why=why, by=by)
    except IntegrityError as rival:  # somebody wrote the same version a moment before
        raise HolidaysChangedMeanwhile from rival


@transaction
async def _write_next(notice: HolidayYear, *, seen: int, why: str, by: Actor) -> None:
    demand(by, WRITES)
    if not await may_write_holidays(by=by):
        raise HolidaysNotYours
    demand_reason(why)
    demand_sound_notice(notice, today=clock.today())
    last = await HolidayVersion.filter(year=notice.year).order_by("-version").first()
    if (last.version if last else 0) != seen:
        raise HolidaysChangedMeanwhile
    if last and writing_of(last).notice == notice:
        raise HolidaysUnchanged
    await _write(seen + 1, notice, why=why, by=by)


async def _write(number: int, notice: HolidayYear, *, why: str, by: Actor) -> None:
    await HolidayVersion.create(
        year=notice.year, version=number, document=notice.document, source=notice.source,
        off=[[first.isoformat(), last.isoformat()] for first, last in notice.off],
        worked=[day.isoformat() for day in notice.on], at=clock.now(), by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, by_name=by.signature, why=why[:300],
    )  # fmt: skip
