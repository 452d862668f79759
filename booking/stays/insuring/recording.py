"""Recording a policy, withdrawing it, the union's own rule, and the reason at the door."""

from dataclasses import replace

from booking.people import demand
from booking.rosters.insurance import Asked, Policy, add_policy, withdraw_policy, write_asked
from booking.stays.access import stay_of_operator
from booking.stays.insured import insurance_lacking
from booking.stays.models import Stay
from booking.stays.moves import record
from booking.stays.naming import own_party
from booking.stays.papers import StoredUpload, keep_paper
from booking.stays.states import State
from sites.foundation import idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.idempotency import Key
from sites.foundation.language import N_


class PolicyUnfit(Refusal):
    code = "insurance_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "A policy has an insurer, a number, people, an insured sum, and ends no earlier than it begins."
    )


class PolicyUnknown(Refusal):
    code = "insurance_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such policy, or it was withdrawn.")


@transaction
async def record_insurance(
    public_id: str,
    policy: Policy,
    *,
    paper: StoredUpload | None = None,
    by: Actor,
    key: Key | None = None,
) -> None:
    """Keep a policy of the trip, with its paper where one is brought; what waited only for it is confirmed by the job.

    Refused: NotGranted, StayUnknown, PolicyUnfit, AlreadyMoved once the group has left, HoldOver.
    """
    demand(by, "rosters.write")
    if await idempotency.claim(key, by=by) is not None:
        return
    stay, party = await own_party(public_id, by=by)
    await keep_policy(stay, party.id, policy, paper=paper, by=by)
    await idempotency.keep(key, "insured", by=by)


async def keep_policy(
    stay: Stay, party_id: int, policy: Policy, *, paper: StoredUpload | None, by: Actor
) -> None:
    """The same in the caller's transaction, which holds the party's row. Refused: PolicyUnfit."""
    _demand_fit(policy)
    paper_id = await keep_paper(stay, paper, kind="insurance", by=by) if paper else None
    await add_policy(party_id, replace(policy, paper_id=paper_id), by=by)
    await record(
        stay, act="insured", by=by, facts={"insurer": policy.insurer, "heads": policy.heads}
    )
    await _try_to_confirm(stay)


@transaction
async def withdraw_insurance(public_id: str, policy: str, *, by: Actor) -> None:
    """A policy that was wrong counts no more. Refused: NotGranted, StayUnknown, PolicyUnknown, AlreadyMoved, HoldOver."""
    demand(by, "rosters.write")
    stay, party = await own_party(public_id, by=by)
    if not await withdraw_policy(party.id, policy):
        raise PolicyUnknown
    await record(stay, act="insurance_withdrawn", by=by)


@transaction
async def set_insurance_rule(asked: Asked, *, by: Actor) -> None:
    """What the union asks of its stays from now on. Refused: NotGranted."""
    demand(by, "team.manage")
    await write_asked(by.organisation_id, asked, by=by)


@transaction
async def note_uninsured(public_id: str, reason: str, *, by: Actor) -> None:
    """Why the base received a group whose insurance lacks something: kept with the stay. Attendance never waits for it.

    Refused: NotGranted, StayUnknown.
    """
    demand(by, "stays.receive")
    stay = await stay_of_operator(public_id, by=by)
    facts = {"lacking": [*await insurance_lacking(stay)]}
    await record(stay, act="received_uninsured", note=reason, by=by, facts=facts)


def _demand_fit(policy: Policy) -> None:
    sums = policy.heads >= 1 and policy.cover_minor >= 1 and policy.medical_minor >= 0
    if not (sums and policy.insurer and policy.number and policy.starts_on <= policy.ends_on):
        raise PolicyUnfit(field="number")


async def _try_to_confirm(stay: Stay) -> None:
    if State(stay.state) is State.SUBMITTED and stay.accepted_at is not None:
        await outbox.post("stay.accepted", {"stay_id": stay.id})
