"""A person closes a month, a quarter or a year: the table is frozen under the next number, for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.people import demand
from booking.receptions.models import ClosedPeriod
from booking.receptions.months import Period
from booking.receptions.refusals import (
    LaterPeriodClosed,
    PeriodClosed,
    PeriodNotOver,
    PeriodUnknown,
)
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import change, fetch, transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Closed:
    """A closed period with its frozen lines, and what it reports of earlier ones."""

    public_id: str
    period: Period
    number: int
    closed_at: datetime
    by_name: str
    lines: tuple[Facts, ...]
    adjustments: tuple[Facts, ...]


@transaction
async def close_period(
    period: Period, *, lines: Sequence[Facts], adjustments: Sequence[Facts], by: Actor,
    key: Key | None = None,
) -> str:  # fmt: skip
    """Freeze these lines under the federation's next number of that kind; the public id.

    Needs `periods.close`. Refused: PeriodNotOver, PeriodClosed, LaterPeriodClosed.
    """
    demand(by, "periods.close")
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    if not period.is_over:
        raise PeriodNotOver(day=period.until)
    number = await _next_number(by.organisation_id, period.kind)
    await _demand_next(period, by=by)
    made = await ClosedPeriod.create(
        public_id=new_id(), federation_id=by.organisation_id, kind=period.kind, number=number,
        starts_on=period.first, closed_at=clock.now(), by_user_id=by.user_id,
        by_name=by.name, lines=[*lines], adjustments=[*adjustments],
    )  # fmt: skip
    await idempotency.keep(key, made.public_id, by=by)
    return str(made.public_id)


async def closed_periods(federation_id: int, kind: str) -> list[Closed]:
    """Closed periods of this kind, the earliest first."""
    rows = await ClosedPeriod.filter(federation_id=federation_id, kind=kind).order_by("starts_on")
    return [_closed(row) for row in rows]


async def closed_period(public_id: str, *, by: Actor) -> Closed:
    """Refused: PeriodUnknown."""
    own = ClosedPeriod.filter(federation_id=by.organisation_id)
    row = await own.get_or_none(public_id=public_id) if is_public_id(public_id) else None
    if row is None:
        raise PeriodUnknown
    return _closed(row)


async def _next_number(federation_id: int, kind: str) -> int:
    # The row of the series is the lock: two who close at once come one after the other.
    await change(
        "INSERT INTO closing_numbers (federation_id, kind, given) VALUES ($1, $2, 0) "
        "ON CONFLICT (federation_id, kind) DO NOTHING",
        federation_id, kind,
    )  # fmt: skip
    given = await fetch(
        "UPDATE closing_numbers SET given = given + 1 WHERE federation_id = $1 AND kind = $2 RETURNING given",
        federation_id, kind,
    )  # fmt: skip
    return int(given[0]["given"])


async def _demand_next(period: Period, *, by: Actor) -> None:
    closed = ClosedPeriod.filter(federation_id=by.organisation_id, kind=period.kind)
    if await closed.filter(starts_on=period.first).exists():
        raise PeriodClosed
    if await closed.filter(starts_on__gt=period.first).exists():
        raise LaterPeriodClosed


def _closed(row: ClosedPeriod) -> Closed:
    return Closed(
        row.public_id, Period(row.kind, row.starts_on), row.number, row.closed_at, row.by_name,
        tuple(row.lines), tuple(row.adjustments),
    )  # fmt: skip
