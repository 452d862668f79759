"""What the union states of a trip for its rules, and the blocks that its approver passed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from booking.rules.facts import Insurance, TripFacts
from booking.rules.models import TripStatement, VerdictPass
from booking.rules.verdicts import Judgement, Outcome, Verdict
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import demand_transaction


@dataclass(frozen=True, slots=True)
class Statement:
    """Facts that no record has; None is not stated. Money in fen. Of the travellers the least favourable counts."""

    scheme: str | None = None
    years_since_last: int | None = None
    service_years: int | None = None
    spent_this_year: int | None = None
    cover: int | None = None
    medical: int | None = None
    no_show_before: bool | None = None
    organised_by: str | None = None
    merged_years: int | None = None
    trips_this_year: int | None = None
    days_this_year: int | None = None

    def beside(self, trip: TripFacts) -> TripFacts:
        """The trip with what was stated of it."""
        stated = {
            name: getattr(self, name)
            for name in ("scheme", "years_since_last", "service_years", "no_show_before", "organised_by",
                         "merged_years", "trips_this_year", "days_this_year")
            if getattr(self, name) is not None
        }  # fmt: skip
        return replace(
            trip, **stated, spent_this_year=_money(self.spent_this_year),
            insurance=Insurance(_money(self.cover), _money(self.medical)),
        )  # fmt: skip


async def statement_of(trip_id: int) -> Statement:
    """What was stated last; nothing where nothing was."""
    last = await TripStatement.filter(trip_id=trip_id).order_by("-id").first()
    return Statement(**last.facts) if last else Statement()


async def keep_statement(trip_id: int, statement: Statement, *, by: Actor) -> None:
    """Within a verb's transaction. What was stated before stays on record."""
    demand_transaction()
    if statement != await statement_of(trip_id):
        await TripStatement.create(
            trip_id=trip_id, at=clock.now(), by_user_id=by.user_id, by_name=by.signature,
            facts={name: value for name, value in asdict(statement).items() if value is not None},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passed:
    """A block that the approver let pass, as it was found then."""

    key: str
    reason: str
    by_name: str
    at: Any
    found: dict[str, Any]

    def covers(self, verdict: Verdict) -> bool:
        """The same finding by the same document; a trip that became longer or dearer is asked about anew."""
        return self.key == verdict.key and self.found == dict(verdict.found) and verdict.may_be_passed  # fmt: skip


async def passed_of(trip_id: int) -> tuple[Passed, ...]:
    rows = await VerdictPass.filter(trip_id=trip_id).order_by("id")
    return tuple(Passed(r.key, r.reason, r.by_name, r.at, r.found) for r in rows)


async def keep_pass(
    trip_id: int, verdict: Verdict, *, reason: str, paper_id: int, by: Actor
) -> None:
    """Within a verb's transaction."""
    demand_transaction()
    await VerdictPass.create(
        trip_id=trip_id, key=verdict.key[:400], found=dict(verdict.found), paper_id=paper_id,
        reason=reason, at=clock.now(), by_user_id=by.user_id, by_name=by.signature,
    )  # fmt: skip


def standing_blocks(judgement: Judgement, passed: Sequence[Passed]) -> tuple[Verdict, ...]:
    """Those that nobody let pass. Pure."""
    blocks = judgement.of(Outcome.BLOCK)
    return tuple(one for one in blocks if not any(each.covers(one) for each in passed))


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)
