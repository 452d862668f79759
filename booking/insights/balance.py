"""Sent and received: what a city's unions took elsewhere, and whom its own bases received, month by month.

Groups and people stand in the month of arrival, person-nights (workers alone) on each night's date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from booking import people, stays
from booking.stays import Travel
from sites.foundation.actor import Actor

MOST_MONTHS = 24


@dataclass(frozen=True)
class Tally:
    """`people` are all heads, each once; `workers` those among them who count for quotas."""

    groups: int = 0
    people: int = 0
    workers: int = 0
    person_nights: int = 0

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(
            self.groups - other.groups, self.people - other.people,
            self.workers - other.workers, self.person_nights - other.person_nights,
        )  # fmt: skip


@dataclass(frozen=True)
class Month:
    first: date
    sent: Tally
    received: Tally


@dataclass(frozen=True)
class Counterpart:
    region_code: str
    sent: Tally
    received: Tally


@dataclass(frozen=True)
class Balance:
    """`[first, until)`. `inside` are groups of the city in the city itself: on neither side of the balance."""

    region_code: str
    first: date
    until: date
    months: tuple[Month, ...]
    sent: Tally
    received: Tally
    inside: Tally
    counterparts: tuple[Counterpart, ...]
    travels: tuple[Travel, ...]

    @property
    def net(self) -> Tally:
        """Sent less received."""
        return self.sent - self.received


async def balance(*, first: date, months: int, by: Actor) -> Balance:
    """From the month of `first`, at most two years. Needs `partners.see`; the federation's own city alone."""
    people.demand(by, "partners.see")
    region = (await people.area_of(by.organisation_id)).region_code
    starts = [_month(first, n) for n in range(min(months, MOST_MONTHS) + 1)]
    found = await stays.travels(region, first=starts[0], until=starts[-1])
    return _balanced(region, starts, found)


def _balanced(region: str, starts: Sequence[date], found: Sequence[Travel]) -> Balance:
    sent = [one for one in found if one.origin_code == region != one.host_code]
    received = [one for one in found if one.host_code == region != one.origin_code]
    inside = [one for one in found if one.host_code == region == one.origin_code]
    span = (starts[0], starts[-1])
    return Balance(
        region, *span,
        months=tuple(Month(a, _tally(sent, a, b), _tally(received, a, b)) for a, b in pairwise(starts)),
        sent=_tally(sent, *span), received=_tally(received, *span), inside=_tally(inside, *span),
        counterparts=_counterparts(sent, received, span), travels=(*sent, *received),
    )  # fmt: skip


def _counterparts(
    sent: Sequence[Travel], received: Sequence[Travel], span: tuple[date, date]
) -> tuple[Counterpart, ...]:
    """Every other city with which there is traffic, the busiest first."""
    found = [
        Counterpart(
            code,
            _tally([one for one in sent if one.host_code == code], *span),
            _tally([one for one in received if one.origin_code == code], *span),
        )
        for code in sorted({one.host_code for one in sent} | {one.origin_code for one in received})
    ]
    return tuple(sorted(found, key=lambda one: -(one.sent.people + one.received.people)))


def _tally(kept: Sequence[Travel], since: date, end: date) -> Tally:
    arrived = [one for one in kept if since <= one.check_in < end]
    return Tally(
        len(arrived),
        sum(one.heads.total for one in arrived),
        sum(one.heads.workers for one in arrived),
        sum(one.person_nights(since, end) for one in kept),
    )


def _month(first: date, later: int) -> date:
    years, month = divmod(first.month - 1 + later, 12)
    return date(first.year + years, month + 1, 1)
