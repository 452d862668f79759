"""How a union approves within itself: up to three steps, and how far a stay may change without asking again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from booking.people.memberships import open_roles
from booking.people.models import Organisation
from booking.people.permissions import demand
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST_STEPS = 3


class NotAnApprover(Refusal):
    code = "not_an_approver"
    kind = Kind.BAD_INPUT
    words = N_(
        "Each step of approval is a different person with the role of approver, three at most."
    )


class ToleranceOutOfRange(Refusal):
    code = "tolerance_out_of_range"
    kind = Kind.BAD_INPUT
    words = N_("The tolerance lies between 0 and 20 per cent, and between 0 and 20 people.")


@dataclass(frozen=True)
class Approval:
    """`steps` are user ids in order. Within the tolerance a later change only notifies."""

    steps: tuple[int, ...] = ()
    tolerance_percent: int = 0
    tolerance_heads: int = 0


async def approval_of(organisation_id: int) -> Approval:
    row = await Organisation.get(id=organisation_id)
    kept = {**asdict(Approval()), **row.approval}
    return Approval(tuple(kept["steps"]), kept["tolerance_percent"], kept["tolerance_heads"])


@transaction
async def set_approval(
    steps: Sequence[int], *, tolerance_percent: int, tolerance_heads: int, by: Actor
) -> None:
    """Steps for stays submitted from now on. Needs `team.manage`. Refused: NotAnApprover, ToleranceOutOfRange."""
    demand(by, "team.manage")
    if not 0 <= tolerance_percent <= 20 or not 0 <= tolerance_heads <= 20:
        raise ToleranceOutOfRange(field="tolerance_percent")
    if len(steps) > MOST_STEPS or len(set(steps)) < len(steps):
        raise NotAnApprover(field="step_1")
    for user_id in steps:
        if "approver" not in await open_roles(user_id, by.organisation_id):
            raise NotAnApprover(field="step_1")
    await _write(Approval(tuple(steps), tolerance_percent, tolerance_heads), by.organisation_id)


async def hand_over_steps(leaving: int, successor: int, organisation_id: int) -> None:
    """Put the successor, an approver, in the place of whoever leaves; who stands in the steps already stays there once."""
    demand_transaction()
    present = await approval_of(organisation_id)
    if leaving not in present.steps:
        return
    replaced = (successor if step == leaving else step for step in present.steps)
    kept = tuple(dict.fromkeys(replaced))
    await _write(
        Approval(kept, present.tolerance_percent, present.tolerance_heads), organisation_id
    )


async def _write(approval: Approval, organisation_id: int) -> None:
    kept = {**asdict(approval), "steps": list(approval.steps)}
    await Organisation.filter(id=organisation_id).update(approval=kept)
