"""A charge whose payee takes money online, beside the double of the provider."""

from types import SimpleNamespace
from typing import Any

from booking import money, stays
from booking.money import online
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.online_models import OnlinePayment, OnlineRefund
from sites.foundation.actor import SYSTEM
from sites.foundation.outbox import OutboxRow
from tests.booking.money.making import charged, order_full_refund
from tests.factories import stays as making
from tests.factories.provider import Provider

BACK = "http://127.0.0.1:8000/union/payments/"


async def payable(*, provider: Provider | None = None, is_whole: bool = False) -> SimpleNamespace:
    """`.story`, `.charge` (row), `.provider`, `.at` (gateway) and `.by` (the union's finance person).

    `is_whole`: a group that its union submitted; else a charge beside a bare stay, which costs a tenth.
    """
    story = await (making.submitted() if is_whole else _bare())
    await online.take_online(story.operator.organisation)
    provider = provider or Provider()
    return SimpleNamespace(
        story=story, provider=provider, at=provider.gateway, by=story.union.finance,
        charge=await Charge.get(stay_id=story.number),
    )  # fmt: skip


async def _bare() -> SimpleNamespace:
    made = await charged(68_544_00)
    return SimpleNamespace(number=made.stay, operator=made.operator, union=made.union)


async def give_up_group(case: SimpleNamespace) -> None:
    """Nothing is owed any more, as when its union cancels before the answer."""
    await order_full_refund(case.story.number, why="cancelled", by=SYSTEM)


async def begin(case: SimpleNamespace) -> OnlinePayment:
    """The union presses the button and stands before the provider's page."""
    made = await stays.pay_online(case.charge.public_id, at=case.at, back=BACK, by=case.by)
    return await OnlinePayment.get(public_id=made)


async def paid(case: SimpleNamespace, method: str = "card") -> OnlinePayment:
    payment = await begin(case)
    case.provider.pay(payment.session_id, method)
    await online.look(payment.id, at=case.at)
    return await OnlinePayment.get(id=payment.id)


async def told(case: SimpleNamespace, events: list[dict[str, Any]] | None = None) -> list[int]:
    """Everything that the provider tells arrives, and is looked at; ids of what was new."""
    taken = []
    for event in case.provider.events() if events is None else events:
        seen = case.at.read_event(*case.provider.sent(event))
        if (event_id := await online.take_event(seen, is_live=False)) is not None:
            await online.handle_event(event_id, at=case.at)
            taken.append(event_id)
    return taken


async def send_refunds(case: SimpleNamespace) -> list[str]:
    """The job of each refund order that waits."""
    rows = await OutboxRow.filter(topic="online.refund", done_at=None).order_by("id")
    states = []
    for row in rows:
        states.append(await online.send_refund(row.payload["refund_id"], at=case.at))
        await OutboxRow.filter(id=row.id).update(done_at=row.created_at)
    return states


async def state_of(payment: OnlinePayment) -> str:
    return str((await OnlinePayment.get(id=payment.id)).state)


async def receipts(case: SimpleNamespace) -> list[int]:
    rows = await Receipt.filter(charge_id=case.charge.id, withdrawn_at=None).order_by("id")
    return [row.minor for row in rows]


async def orders(case: SimpleNamespace) -> list[tuple[int, str, bool]]:
    """Amount, way, and whether it counts as paid."""
    rows = await RefundOrder.filter(charge_id=case.charge.id, withdrawn_at=None).order_by("id")
    return [(row.minor, row.way, row.paid_on is not None) for row in rows]


async def only_refund() -> OnlineRefund:
    return await OnlineRefund.get()


async def owed(case: SimpleNamespace) -> int:
    return (await money.account_of(case.story.number)).owed.minor
