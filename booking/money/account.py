"""A stay's account as pages show it: charges, payments, refunds, and a statement that adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.money.models import Charge, Posting, Receipt, RefundOrder
from booking.money.standing import Standing
from booking.money.written_off import written_off_of
from sites.foundation.amounts import Money, total


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    id: str
    charge_id: str
    amount: Money
    received_on: date
    voucher: str
    note: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class RefundLine:
    """`why` is a code of vocabulary.WHY; unpaid while `paid_on` is None."""

    id: str
    charge_id: str
    amount: Money
    why: str
    ordered_at: datetime
    paid_on: date | None
    voucher: str


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A charge as it stands now. `reference` is what the payer writes on the transfer."""

    id: str
    reference: str
    party_id: int
    payee_id: int
    kind: str
    due_on: date | None
    made_at: datetime
    standing: Standing
    bearer: str = "union"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry: by how much the party now owes more (or less), and what it then owed.

    `what` is a code of vocabulary.LINE; a negative `balance` is due back.
    """

    at: datetime
    what: str
    charge_id: str
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class StayAccount:
    """`owed` and `refund_due` are sums over the charges; withdrawn orders are left out."""

    charges: tuple[ChargeLine, ...]
    receipts: tuple[ReceiptLine, ...]
    refunds: tuple[RefundLine, ...]
    lines: tuple[StatementLine, ...]
    charged: Money
    received: Money
    refunded: Money
    written_off: Money
    owed: Money
    refund_due: Money

    @property
    def is_square(self) -> bool:
        return not self.owed and not self.refund_due

    @property
    def taken_back(self) -> Money:
        """What of the refunds the payer's bank took, and nobody paid."""
        taken = (one.amount for one in self.refunds if one.why == "disputed")
        return total(taken, currency=self.refunded.currency)


@dataclass(frozen=True, slots=True)
class PayeeCharge:
    """A charge as its payee keeps it, with what arrived for it and what is to go back."""

    stay_id: int
    charge: ChargeLine
    receipts: tuple[ReceiptLine, ...]
    refunds: tuple[RefundLine, ...]


async def charges_to(payee_id: int) -> tuple[PayeeCharge, ...]:
    """Every charge of this payee, the oldest first. Four queries."""
    rows = await Charge.filter(payee_id=payee_id).order_by("due_on", "id")
    ids = {row.id: row.public_id for row in rows}
    receipts, refunds = await _receipts(ids), await _refunds(ids)
    forgone = await written_off_of(rows)
    return tuple(
        PayeeCharge(
            row.stay_id,
            _charge(row, receipts, refunds, forgone),
            tuple(r for r in receipts if r.charge_id == row.public_id),
            tuple(r for r in refunds if r.charge_id == row.public_id),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class OwedCharge:
    stay_id: int
    charge: ChargeLine


async def charge_owner(charge: str) -> int:
    """The organisation that owes it; 0 where there is no such charge."""
    row = await Charge.filter(public_id=charge).values_list("party__organisation_id", flat=True)
    return int(str(row[0])) if row else 0


async def charge_owed(charge: str, *, by_organisation: int) -> OwedCharge | None:
    """A charge of one of this organisation's parties; None for everything else."""
    row = await Charge.get_or_none(public_id=charge, party__organisation_id=by_organisation)
    if row is None:
        return None
    ids = {row.id: row.public_id}
    receipts, refunds = await _receipts(ids), await _refunds(ids)
    return OwedCharge(row.stay_id, _charge(row, receipts, refunds, await written_off_of([row])))


async def standings_by_charge(rows: Iterable[Charge]) -> dict[int, Standing]:
    """Where each of these charges stands, by its inner id. Three queries."""
    every = list(rows)
    ids = {row.id: row.public_id for row in every}
    receipts, refunds = await _receipts(ids), await _refunds(ids)
    forgone = await written_off_of(every)
    return {row.id: _charge(row, receipts, refunds, forgone).standing for row in every}


async def standings_of(stay_ids: Iterable[int]) -> dict[int, tuple[Standing, ...]]:
    """Where the charges of each of these stays stand; without an entry where nothing was charged. Four queries."""
    rows = await Charge.filter(stay_id__in=list(stay_ids)).order_by("id")
    standings = await standings_by_charge(rows)
    found: dict[int, tuple[Standing, ...]] = {}
    for row in rows:
        found[row.stay_id] = (*found.get(row.stay_id, ()), standings[row.id])
    return found


async def account_of(stay_id: int) -> StayAccount:
    """Everything about the stay's money. Whoever asks must already be allowed to see it."""
    rows = await Charge.filter(stay_id=stay_id).order_by("id")
    ids = {row.id: row.public_id for row in rows}
    receipts = await _receipts(ids)
    refunds = await _refunds(ids)
    forgone = await written_off_of(rows)
    charges = tuple(_charge(row, receipts, refunds, forgone) for row in rows)
    currency = rows[0].currency if rows else "CNY"
    standings = [charge.standing for charge in charges]
    return StayAccount(
        charges,
        receipts,
        refunds,
        await _lines(stay_id, currency),
        charged=total((s.charged for s in standings), currency=currency),
        received=total((s.received for s in standings), currency=currency),
        refunded=total((s.refunded for s in standings), currency=currency),
        written_off=total((s.written_off for s in standings), currency=currency),
        owed=total((s.owed for s in standings), currency=currency),
        refund_due=total((s.refund_due for s in standings), currency=currency),
    )


async def is_square(stay_id: int) -> bool:
    """Nothing is owed and nothing is due back; true where nothing was ever charged."""
    return (await account_of(stay_id)).is_square


def _charge(
    row: Charge, receipts: tuple[ReceiptLine, ...], refunds: tuple[RefundLine, ...],
    forgone: Mapping[int, Money],
) -> ChargeLine:  # fmt: skip
    mine = [r.amount for r in receipts if r.charge_id == row.public_id and not r.is_withdrawn]
    back = [r.amount for r in refunds if r.charge_id == row.public_id and r.paid_on]
    standing = Standing(
        Money(0 if row.voided_at else row.minor, row.currency),
        total(mine, currency=row.currency),
        total(back, currency=row.currency),
        forgone[row.id],
    )
    return ChargeLine(
        row.public_id, row.reference, row.party_id, row.payee_id, row.kind, row.due_on, row.made_at, standing,
        row.bearer,
    )  # fmt: skip


async def _receipts(ids: dict[int, str]) -> tuple[ReceiptLine, ...]:
    rows = await Receipt.filter(charge_id__in=list(ids)).order_by("id") if ids else []
    return tuple(
        ReceiptLine(
            row.public_id,
            ids[row.charge_id],
            Money(row.minor, row.currency),
            row.received_on,
            row.voucher,
            row.note,
            row.withdrawn_at is not None,
        )
        for row in rows
    )


async def _refunds(ids: dict[int, str]) -> tuple[RefundLine, ...]:
    standing = RefundOrder.filter(charge_id__in=list(ids), withdrawn_at=None)
    return tuple(
        RefundLine(
            row.public_id,
            ids[row.charge_id],
            Money(row.minor, row.currency),
            row.why,
            row.ordered_at,
            row.paid_on,
            row.voucher,
        )
        for row in (await standing.order_by("id") if ids else [])
    )


async def _lines(stay_id: int, currency: str) -> tuple[StatementLine, ...]:
    """Entries that change what the party owes on balance; moving an excess to a refund order does not."""
    postings = (
        await Posting.filter(stay_id=stay_id, account__kind__in=("receivable", "refund_due"))
        .order_by("entry_id", "id")
        .values("entry_id", "entry__at", "entry__what", "account__subject", "minor")
    )
    changes: dict[int, int] = {}
    for posting in postings:
        changes[posting["entry_id"]] = changes.get(posting["entry_id"], 0) + posting["minor"]
    facts = {posting["entry_id"]: posting for posting in postings}
    lines: list[StatementLine] = []
    balance = Money(0, currency)
    for entry_id, minor in changes.items():
        if minor:
            change, fact = Money(minor, currency), facts[entry_id]
            balance = balance + change
            lines.append(
                StatementLine(fact["entry__at"], fact["entry__what"], fact["account__subject"], change, balance)
            )  # fmt: skip
    return tuple(lines)
