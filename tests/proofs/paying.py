"""Money online as a story told twice: once as it should go, once with everything that can go wrong on the way."""

import asyncio
import random
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import stays
from booking.money import online
from booking.money.balancing import even_out, locked
from booking.money.charges import _demand_instead
from booking.money.models import Charge, Posting, Receipt, RefundOrder
from booking.money.online_models import (
    OnlineAccount,
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
    OnlineRefund,
)
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.outbox import OutboxRow
from tests.booking.money.making import charged
from tests.booking.money.online_making import BACK
from tests.factories.provider import Provider

WAYS = ("card", "alipay", "refused_first", "refused", "never", "differs")
AFTER = ("kept", "gone", "gone_and_back", "disputed", "won")


@dataclass(frozen=True)
class Plan:
    """How one charge is paid, and what comes afterwards."""

    minor: int
    way: str
    after: str


def plans(chance: random.Random, many: int) -> list[Plan]:
    return [
        Plan(chance.randrange(500_00, 90_000_00), chance.choice(WAYS), chance.choice(AFTER))
        for _ in range(many)
    ]


class Telling:
    """What the provider told so far reaches us: in order and at once, or three times, shuffled, with losses, by two receivers.

    Or nothing of it, where nobody listens.
    """

    def __init__(
        self, provider: Provider, chance: random.Random | None, *, is_off: bool = False
    ) -> None:
        self.provider, self.chance, self.is_off = provider, chance, is_off
        self.at = 0
        self.late: list[dict[str, Any]] = []

    async def reach(self) -> None:
        fresh, self.at = self.provider.events(since=self.at), len(self.provider.events())
        if self.is_off:
            return
        if self.chance is None:
            await self._receive(fresh)
            return
        kept = [one for one in fresh if self.chance.random() >= 0.1]
        late = [one for one in kept if self.chance.random() < 0.05]
        now = [one for one in kept if one not in late] * 3 + self.late
        self.late = late * 3
        self.chance.shuffle(now)
        await asyncio.gather(self._receive(now[::2]), self._receive(now[1::2]))

    async def _receive(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            seen = self.provider.gateway.read_event(*self.provider.sent(event))
            event_id = await online.take_event(seen, is_live=False)
            if event_id is not None:
                await online.handle_event(event_id, at=self.provider.gateway)


async def told(
    written: list[Plan], *, chance: random.Random | None = None, off_for: timedelta | None = None
) -> list[dict[str, Any]]:
    """Play the whole story in a world of its own; how every charge ends.

    Where much goes wrong, the first comparison comes only after the deadlines; where nobody listens, only after
    `off_for`, counted from the beginning and once more from the middle.
    """
    provider = Provider()
    base = await charged(*[one.minor for one in written])
    await online.take_online(base.payee)
    charges = [await Charge.get(public_id=named) for named in base.charges]
    telling = Telling(provider, chance, is_off=off_for is not None)
    later = off_for or timedelta(hours=2)
    case = SimpleNamespace(at=provider.gateway, provider=provider, by=base.union.finance)
    for charge, plan in zip(charges, written, strict=True):
        await _pay(case, charge, plan)
    await telling.reach()
    if chance is None and off_for is None:
        await _compare(case)
    for charge, plan in zip(charges, written, strict=True):
        if plan.after.startswith("gone"):
            await lapse(charge.id)
    await telling.reach()
    await _compare(case, later=later)
    await _send_refunds(case)
    await _afterwards(case, charges, written)
    await telling.reach()
    await telling.reach()
    await _compare(case, later=later)
    await online.stop_taking_online(base.payee)
    unknown = await OnlineDifference.filter(kind="unknown_line")
    lines = {one["id"]: one for one in provider.store.every("balance_transaction")}
    assert not unknown, [lines[one.subject] for one in unknown]
    return [await ending(charge) for charge in charges]


@transaction
async def lapse(charge_id: int) -> None:
    """As when its group lapses: nothing is owed any more."""
    charge = await locked(charge_id)
    await _demand_instead(charge, Money(0), what="cancellation", by=SYSTEM)
    await even_out(charge, why="expired", by=SYSTEM)


async def _pay(case: SimpleNamespace, charge: Charge, plan: Plan) -> None:
    made = await stays.pay_online(charge.public_id, at=case.at, back=BACK, by=case.by)
    session = (await OnlinePayment.get(public_id=made)).session_id
    if plan.way in ("refused", "refused_first"):
        case.provider.refuse(session)
    if plan.way in ("card", "alipay"):
        case.provider.pay(session, plan.way)
    elif plan.way == "refused_first":
        case.provider.pay(session, "alipay")
    elif plan.way == "differs":
        case.provider.pay(session, amount=plan.minor - 1)


async def _send_refunds(case: SimpleNamespace) -> None:
    for row in await OutboxRow.filter(topic="online.refund", done_at=None).order_by("id"):
        await online.send_refund(row.payload["refund_id"], at=case.at)
        await OutboxRow.filter(id=row.id).update(done_at=clock.now())


async def _afterwards(case: SimpleNamespace, charges: list[Charge], written: list[Plan]) -> None:
    for charge, plan in zip(charges, written, strict=True):
        payment = await OnlinePayment.get(charge_id=charge.id)
        going = await OnlineRefund.get_or_none(payment_id=payment.id)
        if going is not None and going.refund_id:
            act = (
                case.provider.fail_refund
                if plan.after == "gone_and_back"
                else case.provider.settle_refund
            )
            act(going.refund_id)
        elif payment.state == "paid" and plan.after in ("disputed", "won"):
            opened = case.provider.dispute(payment.intent_id)
            if plan.after == "won":
                case.provider.close_dispute(opened["id"], is_won=True)


async def _compare(case: SimpleNamespace, *, later: timedelta = timedelta(hours=2)) -> None:
    """The nightly comparison; pages that nobody used are over by then."""
    account = await OnlineAccount.filter(closed_at=None).get()
    with clock.moved_to(clock.now() + later):
        while not await online.reconcile(account.id, at=case.at):
            pass
    await OnlineAccount.filter(id=account.id).update(told_until=account.told_until)


async def ending(charge: Charge) -> dict[str, Any]:
    """Everything that the charge ended in, without ids and times."""
    fresh = await Charge.get(id=charge.id)
    payment = await OnlinePayment.get(charge_id=charge.id)
    refunds = await OnlineRefund.filter(payment_id=payment.id).order_by("id")
    disputes = await OnlineDispute.filter(payment_id=payment.id)
    subjects = [
        payment.public_id,
        *(r.public_id for r in refunds),
        *(d.dispute_id for d in disputes),
    ]
    found = await OnlineDifference.filter(subject__in=subjects).order_by("kind")
    return {
        "voided": fresh.voided_at is not None,
        "payment": (payment.state, payment.got_minor, payment.fee_minor, payment.method),
        "receipts": [(r.minor, r.way) for r in await Receipt.filter(charge_id=charge.id)],
        "orders": sorted(
            [(o.minor, o.way, o.paid_on is not None) for o in await RefundOrder.filter(charge_id=charge.id, withdrawn_at=None)]
        ),
        "refunds": [(r.minor, r.state) for r in refunds],
        "disputes": [(d.state, d.taken_minor, d.fee_minor) for d in disputes],
        "list": [(d.kind, d.settled_at is None) for d in found],
        "accounts": await _accounts(subjects, charge),
    }  # fmt: skip


async def _accounts(subjects: list[str], charge: Charge) -> list[tuple[str, int]]:
    rows = await Posting.filter(account__subject__in=[charge.public_id, *subjects]).values(
        "account__kind", "minor"
    )
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["account__kind"]] = sums.get(row["account__kind"], 0) + row["minor"]
    return sorted((kind, minor) for kind, minor in sums.items() if minor)
