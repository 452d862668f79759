"""The parts of a charge on record: laid out with it, restated with it, filled by what was received for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.money.balancing import standing_of
from booking.money.models import Charge
from booking.money.plan_models import Instalment
from booking.money.plans import Part, balance_due, deposit_due, filled, refilled
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.foundation.database import demand_transaction, fetch, read_day
from sites.listings import Payment

# What came for a charge and stayed, or is written off, and which of its parts it does not reach.
_SHORT = (
    "SELECT c.stay_id, i.due_on FROM instalments i JOIN charges c ON c.id = i.charge_id "
    "JOIN stays s ON s.id = c.stay_id WHERE c.voided_at IS NULL AND i.minor > 0 AND {which} "
    "AND (SELECT COALESCE(SUM(r.minor), 0) FROM receipts r WHERE r.charge_id = c.id AND r.withdrawn_at IS NULL) - "
    "(SELECT COALESCE(SUM(o.minor), 0) FROM refund_orders o WHERE o.charge_id = c.id AND o.paid_on IS NOT NULL) + "
    "(SELECT COALESCE(SUM(w.minor - w.reversed_minor), 0) FROM write_offs w WHERE w.charge_id = c.id AND w.state = 'agreed') < "
    "(SELECT SUM(e.minor) FROM instalments e WHERE e.charge_id = c.id AND e.number <= i.number) "
    "ORDER BY c.stay_id, i.number"
)


@dataclass(frozen=True, slots=True)
class InstalmentLine:
    charge_id: str
    number: int
    kind: str
    amount: Money
    paid: Money
    due_on: date | None

    @property
    def owed(self) -> Money:
        return self.amount - self.paid

    @property
    def is_overdue(self) -> bool:
        return bool(self.owed) and self.due_on is not None and self.due_on < clock.today()


async def lay_out(charge_public_id: str, parts: Sequence[Part]) -> None:
    """With the charge, in the caller's transaction."""
    demand_transaction()
    charge = await Charge.get(public_id=charge_public_id)
    await Instalment.bulk_create(
        Instalment(
            charge_id=charge.id, number=one.number, kind=one.kind, minor=one.amount.minor,
            due_on=one.due_on,
        )
        for one in parts
    )  # fmt: skip


async def restate(charge: Charge, to: Money) -> None:
    """Let the parts add up to what the charge demands now. The charge must be locked."""
    rows = await Instalment.filter(charge_id=charge.id).order_by("number")
    if not rows:
        return
    for row, part in zip(rows, refilled(to, [row.minor for row in rows]), strict=True):
        if row.minor != part.minor:
            await Instalment.filter(id=row.id).update(minor=part.minor)


async def date_deposits(
    stay_id: int, plan: Payment, *, accepted_on: date, check_in: date
) -> date | None:
    """Give deposits that have no date yet theirs, now that the base has said yes. The nearest date, if any."""
    demand_transaction()
    due = deposit_due(plan, accepted_on, check_in=check_in)
    await Instalment.filter(charge__stay_id=stay_id, kind="deposit", due_on=None).update(due_on=due)
    return due


async def redate_balances(
    stay_id: int, bearer: str, plan: Payment, *, check_in: date, check_out: date
) -> None:
    """The stay has other dates: what a bearer owes before or after them moves along."""
    demand_transaction()
    due = balance_due(plan, today=clock.today(), check_in=check_in, check_out=check_out)
    own = await Charge.filter(stay_id=stay_id, bearer=bearer).values_list("id", flat=True)
    await Instalment.filter(charge_id__in=own, kind="balance").update(due_on=due)
    await Charge.filter(id__in=own).update(due_on=due)


async def deposit_missing(stay_id: int) -> bool:
    return bool(await fetch(_SHORT.format(which="i.kind = 'deposit' AND c.stay_id = $1"), stay_id))


async def deposit_due_on(stay_id: int) -> date | None:
    """The date of the deposit that has not come; None where none is missing, or none is dated."""
    rows = await fetch(_SHORT.format(which="i.kind = 'deposit' AND c.stay_id = $1"), stay_id)
    dated = [read_day(row["due_on"]) for row in rows if row["due_on"]]
    return min(dated, default=None)


async def stays_short(first: date, until: date, *, states: Sequence[str]) -> list[tuple[int, date]]:
    """Stays in these states with a part that is due on a day in [first, until) and is not paid, with that day."""
    listed = ", ".join(f"'{state}'" for state in states)
    which = f"i.due_on >= $1 AND i.due_on < $2 AND s.state IN ({listed})"
    rows = await fetch(_SHORT.format(which=which), first, until)
    return [(row["stay_id"], read_day(row["due_on"])) for row in rows]


async def next_payment(stay_id: int) -> InstalmentLine | None:
    """The part that is due first of those that have a date and are not paid."""
    open_parts = [one for one in await instalments_of(stay_id) if one.owed and one.due_on]
    return min(open_parts, key=lambda one: one.due_on or date.max, default=None)


async def owed_through(charge: Charge, number: int) -> Money:
    """What is still owed of the charge's parts up to this one."""
    parts = [
        one for one in await instalments_of(charge.stay_id) if one.charge_id == charge.public_id
    ]
    due = (one.owed for one in parts if one.number <= number)
    return total(due, currency=charge.currency)


async def instalments_of(stay_id: int) -> tuple[InstalmentLine, ...]:
    """The parts of every charge of the stay that stands. Whoever asks may already see its money."""
    found: list[InstalmentLine] = []
    for charge in await Charge.filter(stay_id=stay_id, voided_at=None).order_by("id"):
        rows = await Instalment.filter(charge_id=charge.id).order_by("number")
        standing = await standing_of(charge)
        paid = filled(standing.covered, [row.minor for row in rows])
        found += [
            InstalmentLine(charge.public_id, row.number, row.kind, Money(row.minor, charge.currency), part, row.due_on)
            for row, part in zip(rows, paid, strict=True)
        ]  # fmt: skip
    return tuple(found)
