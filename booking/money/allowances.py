"""A union's own measure: what it spends on a worker at most, who bears what is beyond, and what programmes give."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from booking.money.plan_models import UnionAllowance
from booking.money.subsidies.rates import Rate, rate_for
from booking.people import demand
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import fetch, read_json, transaction
from sites.packages import Allowance


@dataclass(frozen=True)
class Measure:
    """In fen for each worker, None where there is no ceiling. `excess_by` is `union` or `worker`."""

    per_trip: int | None = None
    per_day: int | None = None
    excess_by: str = "worker"
    subsidies: Mapping[str, int] = field(default_factory=dict)

    def for_programme(self, programme: str) -> Allowance:
        given = self.subsidies.get(programme, 0) if programme else 0
        return Allowance(self.per_trip, self.per_day, self.excess_by, given)


async def measure_of(union_id: int) -> Measure:
    # With every hold, so without the ORM's way round.
    rows = await fetch(
        "SELECT per_trip, per_day, excess_by, subsidies FROM union_allowances WHERE union_id = $1",
        union_id,
    )
    if not rows:
        return Measure()
    row = rows[0]
    return Measure(row["per_trip"], row["per_day"], row["excess_by"], read_json(row["subsidies"]))


async def allowance_of(
    union_id: int, *, programme: str = "", starts_on: date | None = None
) -> Allowance:
    """What is kept with a price that the union is quoted now, for a trip that begins on that day.

    What a federation gives for the programme goes before what the union itself expects of it.
    """
    own = (await measure_of(union_id)).for_programme(programme)
    rate = await rate_for(union_id, programme, starts_on) if starts_on else None
    return with_rate(own, rate) if rate else own


def with_rate(own: Allowance, rate: Rate) -> Allowance:
    """The union's ceilings with a federation's subsidy. Pure."""
    minor, is_for_trip = rate.amount.minor, rate.per == "trip"
    return replace(
        own, rate=rate.id, subsidy=minor if is_for_trip else 0, subsidy_per_day=0 if is_for_trip else minor
    )  # fmt: skip


@transaction
async def set_measure(measure: Measure, *, by: Actor) -> None:
    """Write the union's own measure. Prices that were quoted before keep theirs. Refused: NotGranted."""
    demand(by, "team.manage")
    columns = {
        "per_trip": measure.per_trip, "per_day": measure.per_day, "excess_by": measure.excess_by,
        "subsidies": {code: fen for code, fen in measure.subsidies.items() if fen},
        "by_user_id": by.user_id, "changed_at": clock.now(),
    }  # fmt: skip
    await UnionAllowance.update_or_create(defaults=columns, union_id=by.organisation_id)
