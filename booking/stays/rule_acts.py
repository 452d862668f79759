"""What the union says of a trip for its rules before it submits: facts that no record has, and blocks let pass."""

from dataclasses import dataclass

from booking.people import demand, demand_principal
from booking.rules import (
    Judgement,
    Outcome,
    Passed,
    Statement,
    Verdict,
    keep_pass,
    keep_statement,
    passed_of,
    standing_blocks,
    statement_of,
)
from booking.stays.access import stay_of_union
from booking.stays.judging import judge_trip_of
from booking.stays.models import Paper, Stay
from booking.stays.moves import record
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from booking.stays.trip_stays import alone_with
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import N_, _

DOCUMENT = "policy"
ASKS_REASON = (Outcome.WARN, Outcome.INCOMPLETE)


class RulesStandAgainst(Refusal):
    code = "rules_stand_against"
    words = N_("A rule of the sending region stands against this trip: %(document)s. Look at the rules of the trip.")  # fmt: skip


class RuleReasonMissing(Refusal):
    code = "rule_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write the reason for what the rules mark; it is kept with the booking.")


class BlockNotPassable(Refusal):
    code = "block_not_passable"
    words = N_("Only a block from a document of a secondary source can be let pass.")


class PassReasonMissing(Refusal):
    code = "pass_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write why the trip may go ahead.")


@dataclass(frozen=True)
class TripRules:
    """The verdicts as they are now, what was stated, and what was let pass."""

    judgement: Judgement
    passed: tuple[Passed, ...]
    statement: Statement

    @property
    def blocks(self) -> tuple[Verdict, ...]:
        """Blocks that nobody let pass."""
        return standing_blocks(self.judgement, self.passed)

    @property
    def outcome(self) -> Outcome:
        """Where every block was let pass, a reason is on record."""
        found = self.judgement.outcome
        return Outcome.WARN if found is Outcome.BLOCK and not self.blocks else found

    @property
    def asks_reason(self) -> bool:
        return bool(self.judgement.of(*ASKS_REASON))


async def rules_now(stay: Stay) -> TripRules:
    return TripRules(
        await judge_trip_of(stay), await passed_of(stay.trip_id), await statement_of(stay.trip_id)
    )


async def trip_rules(public_id: str, *, by: Actor) -> TripRules:
    """Refused: NotGranted, StayUnknown."""
    demand(by, "stays.see")
    return await rules_now(await stay_of_union(public_id, by=by))


def demand_rules(rules: TripRules, *, reason: str) -> None:
    """Refused: RulesStandAgainst, RuleReasonMissing where something is marked and nobody says why."""
    if rules.blocks:
        raise RulesStandAgainst(document=rules.blocks[0].document)
    if rules.asks_reason and not reason.strip():
        raise RuleReasonMissing(field="reason")


@transaction
async def state_facts(public_id: str, statement: Statement, *, by: Actor) -> None:
    """Say of the stay's trip what no record has. Needs `stays.book`. Refused: StayUnknown, AlreadyMoved once submitted."""
    demand(by, "stays.book")
    stay = await stay_of_union(public_id, by=by)
    await alone_with(stay.trip_id)
    _demand_open(stay)
    await keep_statement(stay.trip_id, statement, by=by)
    await record(stay, act="facts_stated", by=by)


@transaction
async def pass_block(
    public_id: str, key: str, *, reason: str, shown_name: str, stored_name: str, media_type: str, size: int, by: Actor,
) -> None:  # fmt: skip
    """Let a block of a document of a secondary source pass, with the document itself. Needs `stays.approve`.

    Refused: PrincipalsOwn, StayUnknown, AlreadyMoved once submitted, BlockNotPassable, PassReasonMissing.
    """
    demand(by, "stays.approve")
    demand_principal(by)
    stay = await stay_of_union(public_id, by=by)
    await alone_with(stay.trip_id)
    _demand_open(stay)
    blocks = {one.key: one for one in (await rules_now(stay)).blocks}
    if key not in blocks or not blocks[key].may_be_passed:
        raise BlockNotPassable
    if not reason.strip():
        raise PassReasonMissing(field="reason")
    paper = await Paper.create(
        public_id=new_id(), stay_id=stay.id, kind=DOCUMENT, shown_name=shown_name[:120],
        stored_name=stored_name, media_type=media_type, size=size, by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, added_at=clock.now(),
    )  # fmt: skip
    await keep_pass(stay.trip_id, blocks[key], reason=reason, paper_id=paper.id, by=by)
    await record(
        stay, act="block_passed", by=by, note=reason, facts={"document": blocks[key].document}
    )


def _demand_open(stay: Stay) -> None:
    if State(stay.state) not in {State.INQUIRY, State.HELD}:
        raise AlreadyMoved(state=_(State(stay.state).words))
