"""Quotas made by their verbs: what a test finds, a federation could have done."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from booking import quotas, stays
from booking.quotas.models import Quota
from sites.foundation import clock

WHY = "示例理由"


def draft(**changes: Any) -> quotas.QuotaDraft:
    """A hundred workers of anybody, this year and the next."""
    year = clock.today().year
    days = {"first_day": date(year, 1, 1), "last_day": date(year + 1, 12, 31)}
    return quotas.QuotaDraft(**{"name": "示例名额", "ceiling": 100, **days, **changes})


async def make_quota(
    owner: SimpleNamespace, *, parent: SimpleNamespace | None = None, **changes: Any
) -> SimpleNamespace:
    """`.id` is public, `.number` the inner one. A share has its parent's days unless told otherwise."""
    days = {"first_day": None, "last_day": None} if parent else {}
    made = await quotas.make(
        draft(**{**days, **changes}), parent=parent.id if parent else "", why=WHY,
        trips=stays.trips_taking, by=owner.clerk,
    )  # fmt: skip
    return SimpleNamespace(id=made, number=(await Quota.get(public_id=made)).id, owner=owner)


async def node(made: SimpleNamespace) -> Quota:
    return await Quota.get(id=made.number)


async def numbers(made: SimpleNamespace) -> tuple[int, int, int, int, int]:
    """Limit, used here, used below, granted, over."""
    row = await node(made)
    return row.ceiling, row.used_here, row.used_below, row.granted, row.over_by


async def change(made: SimpleNamespace, **changes: Any) -> None:
    """With everything else as it stands."""
    row = await node(made)
    await quotas.change(
        made.id, as_drafted(row, **changes), why=WHY, seen=row.version, trips=stays.trips_taking,
        by=made.owner.clerk,
    )  # fmt: skip


def as_drafted(row: Quota, **changes: Any) -> quotas.QuotaDraft:
    names = ("name", "ceiling", "unit", "origin_code", "unit_kind", "programme", "district_code", "opens_at", "release_on")  # fmt: skip
    stands = {name: getattr(row, name) for name in names}
    last = date.fromordinal(row.ends_on.toordinal() - 1)
    return quotas.QuotaDraft(**{**stands, "first_day": row.starts_on, "last_day": last, **changes})
