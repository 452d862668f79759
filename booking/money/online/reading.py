"""Payments online as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from booking.money.ledger import Kind, balance
from booking.money.models import Charge
from booking.money.online.accounts import open_account
from booking.money.online.differences import own_difference
from booking.money.online.held_money import left_of
from booking.money.online.intending import payment_of_party
from booking.money.online_models import (
    HeldDecision,
    OnlineAccount,
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
    OnlineRefund,
)
from booking.people import names_of
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money

MOST, FEW = 50, 10


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """`state`: made, open, checking, paid, taken (paid, and taken back by the payer's bank), held, returned (held, and gone
    again), ended. `url` leads to the provider's page while it is open.
    """

    id: str
    number: int
    charge: str
    reference: str
    stay_id: int
    payee_id: int
    amount: Money
    state: str
    url: str
    made_at: datetime
    ends_at: datetime
    paid_at: datetime | None
    got: Money | None
    fee: Money
    method: str

    @property
    def is_live(self) -> bool:
        return self.state in ("made", "open", "checking")


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """`kind` is a code of vocabulary.DIFFERENCE. `may_be_taken`: held money that can pay its charge or go back.

    `refund` is the open order that a refund which came back left behind, to be paid by transfer. `dispute` is the
    provider's word for how a dispute stands, a code of vocabulary.DISPUTE. `number` is what it is called at the provider.
    `by_name` says who dealt with it, and is empty for what righted itself.
    """

    id: str
    kind: str
    subject: str
    ours: Money | None
    theirs: Money | None
    found_at: datetime
    stay_id: int | None
    may_be_taken: bool
    refund: str = ""
    is_open: bool = True
    dispute: str = ""
    number: str = ""
    settled_at: datetime | None = None
    by_name: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        """The code of vocabulary.DIFFERENCE under which it stands."""
        is_foreign = self.ours and self.theirs and self.ours.currency != self.theirs.currency
        return "currency" if self.kind == "amount" and is_foreign else self.kind

    @property
    def may_be_noted(self) -> bool:
        """A note ends it: no money would stay behind."""
        return self.is_open and not self.may_be_taken and self.kind != "dispute"


@dataclass(frozen=True, slots=True)
class OnlineDesk:
    """What a payee sees of its money online. `lies_there` is what the provider owes it now; `settled` was dealt with last."""

    is_open: bool
    compared_until: datetime
    lies_there: Money
    differences: tuple[DifferenceLine, ...]
    settled: tuple[DifferenceLine, ...]
    payments: tuple[PaymentLine, ...]


async def online_payment(payment_public_id: str, *, by: Actor) -> PaymentLine:
    """Refused: PaymentUnknown for everybody but the party's own people."""
    payment = await payment_of_party(payment_public_id, by=by)
    return await _standing(payment, await Charge.get(id=payment.charge_id))


async def live_payments(charges: Iterable[str]) -> dict[str, PaymentLine]:
    """By charge: the payment that is under way."""
    rows = {row.id: row for row in await Charge.filter(public_id__in=[*charges])}
    live = OnlinePayment.filter(charge_id__in=[*rows], state__in=["made", "open", "checking"])
    return {
        rows[one.charge_id].public_id: _line(one, rows[one.charge_id])
        for one in (await live if rows else ())
    }


async def payable_online(payee_ids: set[int]) -> set[int]:
    """Which of these payees take money online now."""
    account = await open_account()
    return {account.payee_id} & payee_ids if account else set()


async def has_account(payee_id: int) -> bool:
    """Whether this payee takes money online, or has taken some."""
    return await OnlineAccount.filter(payee_id=payee_id).exists()


async def online_desk(payee_id: int) -> OnlineDesk | None:
    """None for a payee that never took money online."""
    account = await OnlineAccount.filter(payee_id=payee_id).order_by("-id").first()
    if account is None:
        return None
    rows = OnlinePayment.filter(charge__payee_id=payee_id).order_by("-id").limit(MOST)
    return OnlineDesk(
        is_open=account.closed_at is None, compared_until=account.told_until,
        lies_there=await balance(payee_id, Kind.STRIPE), differences=await _differences(payee_id),
        settled=await _settled(payee_id),
        payments=tuple([await _standing(one, one.charge) for one in await rows.prefetch_related("charge")]),
    )  # fmt: skip


async def difference_of(difference_public_id: str, *, by: Actor) -> DifferenceLine:
    """Refused: DifferenceUnknown, for everybody but its payee's own people."""
    row = await own_difference(difference_public_id, by=by)
    found = (await _lines([row]))[0]
    return replace(found, refund=await _open_order(row)) if row.kind == "refund_failed" else found


async def _open_order(row: OnlineDifference) -> str:
    going = await OnlineRefund.filter(public_id=row.subject).prefetch_related("order").first()
    order = going.order if going else None
    return str(order.public_id) if order and order.paid_on is None and order.withdrawn_at is None else ""  # fmt: skip


async def held_waiting(by: Actor) -> tuple[tuple[str, Money], ...]:
    """Held money about which somebody else decided and this person may agree: its entry of the list, and how much."""
    rows = await HeldDecision.filter(
        payment__charge__payee_id=by.organisation_id, done_at=None, undone_at=None
    ).exclude(by_user_id=by.user_id).order_by("id").prefetch_related("payment")  # fmt: skip
    subjects = [row.payment.public_id for row in rows]
    found = OnlineDifference.filter(kind="amount", subject__in=subjects)
    entries = dict(await found.values_list("subject", "public_id")) if rows else {}
    return tuple((entries[row.payment.public_id], Money(row.minor, row.currency)) for row in rows)


async def open_differences(payee_id: int) -> int:
    return await OnlineDifference.filter(payee_id=payee_id, settled_at=None).count()


async def _differences(payee_id: int) -> tuple[DifferenceLine, ...]:
    rows = await OnlineDifference.filter(payee_id=payee_id, settled_at=None).order_by("found_at")
    return await _lines(rows)


async def _settled(payee_id: int) -> tuple[DifferenceLine, ...]:
    rows = OnlineDifference.filter(payee_id=payee_id, settled_at__isnull=False)
    return await _lines(await rows.order_by("-settled_at", "-id").limit(FEW))


async def _lines(rows: list[OnlineDifference]) -> tuple[DifferenceLine, ...]:
    subjects = [row.subject for row in rows]
    about = "payment__charge"
    disputes = {one.dispute_id: one for one in await OnlineDispute.filter(dispute_id__in=subjects).prefetch_related(about)}  # fmt: skip
    paid = await OnlinePayment.filter(public_id__in=subjects).prefetch_related("charge")
    back = await OnlineRefund.filter(public_id__in=subjects).prefetch_related(about)
    payments = {one.public_id: one for one in paid}
    payments |= {one.public_id: one.payment for one in back}
    payments |= {subject: one.payment for subject, one in disputes.items()}
    held = {one.public_id for one in paid if await left_of(one)}
    names = await names_of({row.settled_by_id for row in rows if row.settled_by_id})
    found = [
        _difference(row, payments.get(row.subject), disputes.get(row.subject), is_held=row.subject in held)
        for row in rows
    ]  # fmt: skip
    return tuple(
        replace(one, settled_at=row.settled_at, by_name=names.get(row.settled_by_id or 0, ""), note=row.note)
        for one, row in zip(found, rows, strict=True)
    )  # fmt: skip


def _difference(
    row: OnlineDifference, payment: OnlinePayment | None, dispute: OnlineDispute | None, *, is_held: bool
) -> DifferenceLine:  # fmt: skip
    ours = _money(row.ours_minor, row.currency)
    if ours and payment:  # what came may be of another currency
        ours = Money(payment.minor, payment.currency)
    return DifferenceLine(
        row.public_id, row.kind, row.subject, ours,
        _money(row.theirs_minor, row.currency), row.found_at,
        payment.charge.stay_id if payment else None, is_held and row.kind == "amount",
        is_open=row.settled_at is None, dispute=dispute.state if dispute else "",
        number=(payment.intent_id or "") if payment and row.kind == "amount" else row.subject,
    )  # fmt: skip


async def _standing(payment: OnlinePayment, charge: Charge) -> PaymentLine:
    line = _line(payment, charge)
    if payment.state == "held" and not await left_of(payment):
        return replace(line, state="returned")
    disputes = OnlineDispute.filter(payment_id=payment.id, taken_minor__gt=0)
    is_taken = payment.state == "paid" and await disputes.exists()
    return replace(line, state="taken") if is_taken else line


def _line(payment: OnlinePayment, charge: Charge) -> PaymentLine:
    return PaymentLine(
        payment.public_id, payment.id, charge.public_id, charge.reference, charge.stay_id,
        charge.payee_id, Money(payment.minor, payment.currency), payment.state, payment.url,
        payment.made_at, payment.ends_at, payment.paid_at,
        _money(payment.got_minor, payment.got_currency), Money(payment.fee_minor, payment.currency),
        payment.method,
    )  # fmt: skip


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
