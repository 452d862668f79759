"""Write-offs as pages show them, to the payee, to the operator for whom it collects, and to whoever owed the money."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from booking.money.balancing import standing_of
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.finding import (
    ABOUT,
    ANSWERS,
    asked_organisation,
    found,
    is_due,
    is_part,
    sides_of,
)
from booking.money.write_offs.refusals import WriteOffUnknown
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.language import choose


@dataclass(frozen=True, slots=True)
class WriteOffView:
    """`state`: proposed, agreed, refused, withdrawn. `asks`: payee, operator, payer. `owed` is what is owed now.

    `may_answer`: whoever looks is of the side that is asked, may answer, and did not propose it.
    `is_part`: it is what a lost dispute left open, and not all that is owed.
    """

    id: str
    charge: str
    reference: str
    stay_id: int
    payee: str
    payer: str
    amount: Money
    taken_back: Money
    why: str
    asks: str
    state: str
    proposed_at: datetime
    by_name: str
    answered_at: datetime | None
    second_name: str
    answer: str
    owed: Money
    may_answer: bool
    is_payee: bool
    is_part: bool

    @property
    def is_due(self) -> bool:
        """It waits, and this is still owed."""
        return self.state == "proposed" and is_due(self.amount, self.owed, is_part=self.is_part)

    @property
    def still_off(self) -> Money:
        return self.amount - self.taken_back


async def write_off_of(write_off_public_id: str, *, by: Actor) -> WriteOffView:
    """Refused: WriteOffUnknown, for everybody but its sides."""
    row = await found(write_off_public_id)
    if not _is_told(row, await _sides(row, by)):
        raise WriteOffUnknown
    return await _view(row, by=by)


async def write_offs_of_stay(stay_id: int, *, by: Actor) -> tuple[WriteOffView, ...]:
    """What was written off of its charges or waits to be, the first one first. Whoever asks may already see its money."""
    rows = WriteOff.filter(charge__stay_id=stay_id, state__in=["proposed", "agreed"])
    every = await rows.order_by("id").prefetch_related(*ABOUT)
    return tuple([await _view(row, by=by) for row in every if _is_told(row, await _sides(row, by))])


async def write_offs_waiting(by: Actor) -> tuple[WriteOffView, ...]:
    """Proposals that this person may answer, the first one first."""
    mine = by.organisation_id
    payer = Q(asks="payer", charge__party__organisation_id=mine)
    operator = Q(asks="operator", charge__collected__operator_id=mine)
    asked = Q(asks="payee", charge__payee_id=mine) | payer | operator
    rows = WriteOff.filter(asked, state="proposed").order_by("id")
    views = [await _view(row, by=by) for row in await rows.prefetch_related(*ABOUT)]
    return tuple(view for view in views if view.may_answer)


async def _sides(row: Any, by: Actor) -> set[str]:
    """What the organisation of whoever looks is to this write-off."""
    return {side for side, who in (await sides_of(row)).items() if who == by.organisation_id}


def _is_told(row: Any, sides: set[str]) -> bool:
    """Whoever owed the money is told where its answer is asked, and once it was agreed to."""
    return bool(sides - {"payer"} or (sides and (row.asks == "payer" or row.state == "agreed")))


async def _view(row: Any, *, by: Actor) -> WriteOffView:
    charge, asked = row.charge, await asked_organisation(row)
    payer, payee = charge.party.organisation, charge.payee
    may = by.organisation_id == asked and by.may(ANSWERS[row.asks]) and by.user_id != row.by_user_id
    return WriteOffView(
        row.public_id, charge.public_id, charge.reference, charge.stay_id,
        choose(payee.name, payee.name_en), choose(payer.name, payer.name_en),
        Money(row.minor, row.currency), Money(row.reversed_minor, row.currency), row.why, row.asks,
        row.state, row.proposed_at, row.by_name, row.answered_at, row.second_name, row.answer,
        (await standing_of(charge)).owed, may, by.organisation_id == charge.payee_id,
        await is_part(row),
    )  # fmt: skip
