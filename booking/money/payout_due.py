"""What a centre owes the operators for whom it collects: charge by charge, what was paid out, and what can be now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.money.account import standings_by_charge
from booking.money.collecting import commission_of
from booking.money.models import Charge
from booking.money.payout_models import CollectedCharge, PayoutLine
from booking.money.standing import Standing
from sites.foundation.amounts import Money, total


@dataclass(frozen=True, slots=True)
class Collected:
    """One collected charge. `paid_out` counts what is prepared too, so nothing is paid twice. Pure but for its making."""

    charge_id: int
    reference: str
    stay_id: int
    operator_id: int
    standing: Standing
    commission: Money
    paid_out: Money
    settled_at: datetime | None

    @property
    def owed(self) -> Money:
        """To the operator in all, whether received yet or not."""
        return self.standing.worth - self.commission

    @property
    def due(self) -> Money:
        """Can be paid out now; below nothing where too much was paid out and the next payout is lowered.

        Never more than was received and not paid back.
        """
        rest = self.owed - self.paid_out
        if rest.minor <= 0:
            return rest
        is_ready = self.settled_at is not None and self.standing.is_square
        return rest if is_ready else rest * 0

    @property
    def waits(self) -> Money:
        """Owed and not due yet."""
        return max(self.owed - self.paid_out, self.owed * 0) - max(self.due, self.owed * 0)


async def collected_by(centre_id: int, *, operator_id: int | None = None) -> tuple[Collected, ...]:
    """Everything that this centre collects, by charge; of one operator where it is named. Five queries."""
    wanted = {"charge__payee_id": centre_id}
    if operator_id is not None:
        wanted["operator_id"] = operator_id
    rows = await CollectedCharge.filter(**wanted).order_by("charge_id")
    return await _all(rows)


async def collected_for(operator_id: int) -> tuple[Collected, ...]:
    """Everything that anybody collects for this operator."""
    return await _all(await CollectedCharge.filter(operator_id=operator_id).order_by("charge_id"))


def payable(found: Iterable[Collected]) -> dict[int, list[Collected]]:
    """By operator what a batch takes: everything that is due, clawbacks too, where the sum is more than nothing."""
    by_operator: dict[int, list[Collected]] = {}
    for one in found:
        if one.due:
            by_operator.setdefault(one.operator_id, []).append(one)
    return {
        operator: lines
        for operator, lines in by_operator.items()
        if total(one.due for one in lines).minor > 0
    }


async def _all(rows: Sequence[CollectedCharge]) -> tuple[Collected, ...]:
    ids = [row.charge_id for row in rows]
    charges = {row.id: row for row in await Charge.filter(id__in=ids)} if ids else {}
    standings = await standings_by_charge(charges.values())
    lines = PayoutLine.filter(charge_id__in=ids, payout__dropped_at=None)
    paid: dict[int, int] = {}
    for charge_id, minor in await lines.values_list("charge_id", "minor") if ids else []:
        paid[charge_id] = paid.get(charge_id, 0) + minor
    return tuple(
        _one(row, charges[row.charge_id], standings[row.charge_id], paid.get(row.charge_id, 0))
        for row in rows
    )


def _one(row: CollectedCharge, charge: Charge, standing: Standing, paid: int) -> Collected:
    return Collected(
        charge.id, charge.reference, charge.stay_id, row.operator_id, standing,
        commission_of(standing.worth, row.commission), Money(paid, charge.currency), row.settled_at,
    )  # fmt: skip
