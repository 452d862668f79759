"""A base confirms the list of a month, or says that there was nothing; who has not is asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.people import demand
from booking.receptions.access import site_for
from booking.receptions.models import MonthlyReturn
from booking.receptions.months import last_over, months_later
from booking.receptions.refusals import MonthNotOver
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import fetch, transaction


@dataclass(frozen=True)
class Counted:
    """What a month's list says: groups by their first night, people once, workers' nights on each date."""

    groups: int = 0
    workers: int = 0
    family: int = 0
    nights: int = 0


@dataclass(frozen=True)
class Returned:
    """The newest confirmation of a month. Nothing came where `counted.groups` is 0."""

    month: date
    version: int
    at: datetime
    by_name: str
    counted: Counted


@transaction
async def return_month(site: str, month: date, *, counted: Counted, by: Actor) -> None:
    """Confirm the list as it was seen, an empty one too; once more after corrections, as a new version.

    Needs `receptions.record`. Refused: SiteUnknown, MonthNotOver.
    """
    demand(by, "receptions.record")
    place = await site_for(site, by=by)
    ends = months_later(month, 1)
    if ends > clock.today():
        raise MonthNotOver(day=ends)
    versions = await MonthlyReturn.filter(site_id=place.id, month=month).count()
    await MonthlyReturn.create(
        site_id=place.id, month=month, version=versions + 1, at=clock.now(), by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, by_name=by.name, groups=counted.groups,
        workers=counted.workers, family=counted.family, nights=counted.nights,
    )  # fmt: skip


async def returns_of(site_id: int) -> dict[date, Returned]:
    """The newest confirmation of each month that this base returned."""
    rows = await MonthlyReturn.filter(site_id=site_id).order_by("version")
    return {row.month: _returned(row) for row in rows}


async def returns_in(month: date) -> Mapping[int, Returned]:
    """By base id: who has returned this month, with the newest confirmation."""
    rows = await MonthlyReturn.filter(month=month).order_by("version")
    return {row.site_id: _returned(row) for row in rows}


async def asked_for(month: date) -> list[int]:
    """The bases that return this month: certified in it, and their operator was here before its end."""
    until = months_later(month, 1)
    rows = await fetch(
        "SELECT s.id FROM sites s JOIN organisations o ON o.id = s.operator_id AND o.created_at < $1 WHERE EXISTS "
        "(SELECT 1 FROM certificates c WHERE c.site_id = s.id AND c.valid_from < $2 AND c.valid_to >= $3) "
        "ORDER BY s.code",
        clock.end_of(until), until, month,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def returns_missing() -> list[int]:
    """Bases that have not returned the month that is just over."""
    month = last_over("month").first
    there = await returns_in(month)
    return [site_id for site_id in await asked_for(month) if site_id not in there]


def _returned(row: MonthlyReturn) -> Returned:
    counted = Counted(row.groups, row.workers, row.family, row.nights)
    return Returned(row.month, row.version, row.at, row.by_name, counted)
