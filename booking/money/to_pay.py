"""What an organisation has to pay next: of each open charge the first part that is not paid, the nearest date first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking.money.account import standings_by_charge
from booking.money.bank_models import Slip
from booking.money.models import Charge
from booking.money.own_statement import BEARERS, UNION
from booking.money.plan_models import Instalment
from booking.money.plans import filled
from booking.money.standing import Standing
from sites.foundation import clock
from sites.foundation.amounts import Money


@dataclass(frozen=True, slots=True)
class ToPay:
    """`amount` is due on `due_on`, or later, once it is dated; `owed` is all that is owed of the charge. `is_told`: a bank
    slip was sent and waits for the payee's answer.
    """

    charge: str
    reference: str
    stay_id: int
    payee_id: int
    amount: Money
    owed: Money
    due_on: date | None
    is_told: bool

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < clock.today()


async def to_pay(union_id: int, *, of: str = UNION) -> tuple[ToPay, ...]:
    """`of` as for `owed_by`. Whoever asks must already be allowed to see its money. Six queries."""
    own = Charge.filter(
        party__organisation_id=union_id, bearer__in=BEARERS[of], voided_at=None
    ).order_by("id")
    rows = {row.id: row for row in await own}
    standings = await standings_by_charge(rows.values())
    owing = [number for number, standing in standings.items() if standing.owed]
    parts, told = await _parts(owing), await _told(owing)
    found = [
        _next(rows[one], standings[one], parts.get(one, []), is_told=one in told) for one in owing
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.stay_id)))


async def _parts(charges: Iterable[int]) -> dict[int, list[Instalment]]:
    rows: dict[int, list[Instalment]] = {}
    for row in await Instalment.filter(charge_id__in=[*charges]).order_by("charge_id", "number"):
        rows.setdefault(row.charge_id, []).append(row)
    return rows


async def _told(charges: Iterable[int]) -> set[int]:
    waiting = Slip.filter(charge_id__in=[*charges], state="waiting")
    return {int(str(one)) for one in await waiting.values_list("charge_id", flat=True)}


def _next(charge: Charge, standing: Standing, parts: list[Instalment], *, is_told: bool) -> ToPay:
    """Without parts, or where they are all paid and something is owed after all, all of it on the charge's date."""
    paid = filled(standing.covered, [row.minor for row in parts])
    missing = [(row, row.minor - part.minor) for row, part in zip(parts, paid, strict=True) if row.minor > part.minor]  # fmt: skip
    first = missing[0] if missing else None
    return ToPay(
        charge.public_id, charge.reference, charge.stay_id, charge.payee_id,
        min(Money(first[1], charge.currency), standing.owed) if first else standing.owed, standing.owed,
        first[0].due_on if first else charge.due_on, is_told,
    )  # fmt: skip
