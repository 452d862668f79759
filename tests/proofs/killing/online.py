"""Flows of money through the provider of online payment."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import money
from booking.money.models import Receipt
from booking.money.online_models import (
    DisputeDecision,
    HeldDecision,
    OnlineAccount,
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
    OnlinePayout,
    OnlineRefund,
)
from scheduler.double.paying import balance_line
from sites.foundation import clock
from tests.proofs.killing.ended import Ending, ending, store_of
from tests.proofs.killing.world import World, became, received


async def paid_and_sent_back(world: World) -> Ending:
    """Paid on the provider's page; the union cancels, the money goes back by the same way, and nobody tells when it arrives."""
    case = await world.submitted()
    payment = await world.paid(case, "alipay")
    await world.house.provider("faults", is_silent=True)
    await world.cancelled(case)
    await world.house.until(lambda: _refund_is(payment, "pending", "succeeded"), what="the refund")
    world.house.move(timedelta(hours=6, minutes=10))
    await world.house.until(lambda: _refund_is(payment, "succeeded"), what="its arrival")
    await world.house.provider("faults", is_silent=False)
    return await ending(world, case)


async def sent_back_unheard(world: World) -> Ending:
    """The refund is made there, and the answer is lost on the way."""
    case = await world.submitted()
    payment = await world.paid(case)
    await world.house.provider("faults", is_silent=True, plan=[["/v1/refunds", "after"]])
    await world.cancelled(case)
    await world.house.until(lambda: _refund_is(payment, "succeeded"), what="the refund")
    await world.house.provider("faults", is_silent=False)
    return await ending(world, case)


async def _refund_is(payment: OnlinePayment, *states: str) -> bool:
    return await OnlineRefund.filter(payment_id=payment.id, state__in=states).exists()


async def ended_by_the_union(world: World) -> Ending:
    """The page is closed, and the whole is paid by transfer, put on record by hand; one receipt is a mistake."""
    case = await world.submitted()
    payment = await world.begin(case)
    page = f"/union/payments/{payment.public_id}"
    await world.house.act(case.union.finance, page, f"{page}/end", until=lambda: became(payment, "ended"))  # fmt: skip
    owed = (await money.account_of(case.number)).owed.minor // 100
    await received(world, case, owed)
    mistaken = await Receipt.get(charge__public_id=case.charge)

    async def is_withdrawn() -> bool:
        return await Receipt.filter(id=mistaken.id, withdrawn_at__isnull=False).exists()

    page = f"/operator/money/receipts/{mistaken.public_id}/withdrawal"
    await world.house.act(case.operator.finance, page, until=is_withdrawn, why="示例")
    await received(world, case, owed)
    return await ending(world, case)


async def lost_on_the_way(world: World) -> Ending:
    """The answer to the first question is lost, then one is refused without an effect; at last it is paid."""
    case = await world.submitted()
    await world.house.provider("faults", plan=[["/v1/checkout/sessions", "before"]])
    first = await world.pressed(case)
    await world.house.until(lambda: became(first, "ended"), what="given up")
    await world.house.provider("faults", plan=[["/v1/checkout/sessions", "after"]])
    await world.paid(case, "wechat_pay")
    return await ending(world, case)


async def sent_back_by_a_stranger(world: World) -> Ending:
    """Somebody paid it back in the provider's own pages: our refund is refused there, is paid by transfer before anybody
    looks at the list, and a person settles both.
    """
    case = await world.submitted()
    payment = await world.paid(case)
    await _foreign_refund(world, payment)
    await world.cancelled(case)
    await world.house.until(lambda: _refund_is(payment, "failed"), what="refused")
    await world.refunded_by_transfer(case)
    await world.settled_by_hand(case, "refund_failed")
    await world.settled_by_hand(case, "foreign_refund")
    return await ending(world, case)


async def put_on_record(world: World) -> Ending:
    """Somebody paid it back in the provider's own pages, and the payee puts that on record: nothing more goes back."""
    case = await world.submitted()
    await _foreign_refund(world, await world.paid(case))
    rows = OnlineDifference.filter(kind="foreign_refund", settled_at=None)
    await world.house.until(rows.exists, what="the list")  # type: ignore[arg-type]
    found = await rows.get()

    async def is_recorded() -> bool:
        return not await rows.exists()

    page = f"/operator/money/online/{found.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/record", until=is_recorded)
    await world.cancelled(case)
    return await ending(world, case)


async def _foreign_refund(world: World, payment: OnlinePayment) -> None:
    import httpx2

    from tests.proofs.killing.house import KEY

    async with httpx2.AsyncClient(base_url=world.house.double, trust_env=False) as stranger:
        asked = {"payment_intent": str(payment.intent_id)}
        answer = await stranger.post("/v1/refunds", data=asked, headers={"Authorization": f"Bearer {KEY}"})  # fmt: skip
    assert answer.is_success, answer.text


async def disputed_and_won(world: World) -> Ending:
    """The payer's bank takes the money and gives it back; of the payment itself nobody was told before."""
    case = await world.submitted()
    payment = await world.begin(case)
    await world.house.provider("faults", is_silent=True)
    await world.house.provider("pay", id=payment.session_id, method="card")
    made = await _disputed(world, payment)
    await world.house.tell(store_of(world.house).every("event")[0])
    await world.house.until(lambda: _dispute_is(made["id"]), what="the dispute")
    await world.house.provider("faults", is_silent=False)
    await world.house.provider("close_dispute", id=made["id"], is_won=True)
    await world.house.until(lambda: _dispute_is(made["id"], "won"), what="won")
    return await ending(world, case)


async def disputed_and_lost(world: World) -> Ending:
    """The payer's bank keeps the money: the payee has it owed again, and the union pays it anew by transfer."""
    case = await world.submitted()
    payment = await world.paid(case)
    made = await _disputed(world, payment)
    await world.house.provider("close_dispute", id=made["id"], is_won=False)
    await world.house.until(lambda: _dispute_is(made["id"], "lost"), what="lost")
    found = await OnlineDifference.get(kind="dispute", subject=made["id"])

    async def is_decided() -> bool:
        return await DisputeDecision.filter(dispute__dispute_id=made["id"]).exists()

    page = f"/operator/money/online/{found.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/owing", until=is_decided)
    await received(world, case, (await money.account_of(case.number)).owed.minor // 100)
    return await ending(world, case)


async def _disputed(world: World, payment: OnlinePayment) -> dict[str, Any]:
    session = store_of(world.house).get("checkout.session", str(payment.session_id))
    return await world.house.provider("dispute", id=session["payment_intent"])


async def _dispute_is(named: str, *states: str) -> bool:
    rows = OnlineDispute.filter(dispute_id=named)
    return await (rows.filter(state__in=states) if states else rows).exists()


async def of_another_currency(world: World) -> Ending:
    """It pays nothing: one person has it sent back, a second one agrees, and it goes back whole by the way it came."""
    case = await world.submitted()
    payment = await world.paid(case, amount=500_00, currency="hkd")
    found = await OnlineDifference.get(kind="amount", subject=payment.public_id)
    page = f"/operator/money/online/{found.public_id}"

    async def is_proposed() -> bool:
        return await HeldDecision.filter(payment_id=payment.id, undone_at=None).exists()

    await world.house.act(
        case.operator.finance, page, f"{page}/taken", until=is_proposed, why="示例"
    )
    await world.house.act(
        case.operator.administrator, page, f"{page}/approval",
        until=lambda: _refund_is(payment, "ordered", "pending", "succeeded"),
    )  # fmt: skip
    await world.house.until(lambda: _refund_is(payment, "succeeded"), what="sent back")
    return await ending(world, case)


async def other_than_asked(world: World) -> Ending:
    """Less came than was asked: one person lets it pay, takes that back, decides anew, and a second one agrees."""
    case = await world.submitted()
    asked = (await money.account_of(case.number)).owed.minor
    payment = await world.paid(case, amount=asked - 100)
    found = await OnlineDifference.get(kind="amount", subject=payment.public_id)
    page = f"/operator/money/online/{found.public_id}"
    finance, second = case.operator.finance, case.operator.administrator

    async def is_proposed() -> bool:
        return await HeldDecision.filter(payment_id=payment.id, undone_at=None).exists()

    async def is_dropped() -> bool:
        return not await is_proposed()

    await world.house.act(finance, page, f"{page}/taken", until=is_proposed, why="示例")
    await world.house.act(finance, page, f"{page}/dropping", until=is_dropped)
    await world.house.act(finance, page, f"{page}/taken", until=is_proposed, why="示例")
    await world.house.act(second, page, f"{page}/approval", until=lambda: became(payment, "paid"))
    return await ending(world, case)


async def told_a_day_late(world: World) -> Ending:
    """Nothing is told for a day: the comparison finds payment and payout, and lists a line of nobody's."""
    case, made = await _unheard(world, timedelta(hours=22))
    unknown = OnlineDifference.filter(kind="unknown_line", theirs_minor=900_000_00)

    async def is_found() -> bool:
        return await OnlinePayout.filter(payout_id=made["id"]).exists() and await unknown.exists()

    await world.house.until(is_found, what="what was not told")
    return await ending(world, case)


async def never_told(world: World) -> Ending:
    """The same for longer than the provider remembers: the list says so. The group lapsed meanwhile, its money goes back."""
    case, _made = await _unheard(world, timedelta(days=31, hours=2))
    await world.house.until(
        lambda: OnlineRefund.filter(
            payment__charge__public_id=case.charge, state="succeeded"
        ).exists(),  # type: ignore[arg-type, return-value]
        what="the refund",
    )
    assert await OnlineDifference.filter(kind="out_of_reach").exists()
    return await ending(world, case)


async def _unheard(world: World, away: timedelta) -> tuple[SimpleNamespace, dict[str, Any]]:
    """Paid, and paid out, while the provider tells nobody; so long after that the comparison has come to its end."""
    house = world.house
    case = await world.submitted()
    payment = await world.begin(case)
    await house.provider("faults", is_silent=True)
    await house.provider("pay", id=payment.session_id, method="card")
    # A line of nobody's, and large enough that there is something to be paid out whatever was refunded before.
    balance_line(store_of(house), "adjustment", 900_000_00, 0, f"adj_{case.code}", "cny")
    made = await house.provider("pay_out")
    house.move(away)

    async def is_compared() -> bool:
        account = await OnlineAccount.get()
        return clock.now() - account.told_until < timedelta(hours=3)

    await house.until(is_compared, what="every day compared")
    await house.provider("faults", is_silent=False)
    return case, made
