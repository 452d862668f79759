"""Money in the story: what the operator's finance person puts on record."""

from booking import money, stays
from scheduler.demo.story.act import Act, Plot
from scheduler.demo.story.scene import Scene, key_of
from sites.foundation import clock
from sites.foundation.amounts import Money


async def pay(scene: Scene, plot: Plot, act: Act) -> None:
    """So many per cent of what is owed on each charge; nothing where nothing is owed."""
    by = scene.operator(plot, "finance")
    account = await money.account_of(await scene.stay_id(plot))
    for charge in account.charges:
        owed = charge.standing.owed
        amount = Money(owed.minor * int(act.facts["percent"]) // 100, owed.currency)
        if amount:
            await money.record_receipt(
                charge.id, amount=amount, received_on=clock.today(), voucher=_voucher("S", act),
                by=by, key=key_of(act.number, f"pay-{act.order}"),
            )  # fmt: skip


async def refund(scene: Scene, plot: Plot, act: Act) -> None:
    by = scene.operator(plot, "finance")
    account = await money.account_of(await scene.stay_id(plot))
    for order in account.refunds:
        if order.paid_on is None:
            await money.record_refund_paid(
                order.id, paid_on=clock.today(), voucher=_voucher("T", act), by=by
            )


async def settle(scene: Scene, plot: Plot, act: Act) -> None:
    """What was cancelled without a fee has no account to close."""
    stay_id = await scene.stay_id(plot)
    if (await stays.lines_by_id([stay_id]))[stay_id].state is not stays.State.RECONCILED:
        return
    by = scene.operator(plot, "finance")
    number = f"示例{act.number:08d}"
    await stays.settle(await scene.stay(plot), invoice_number=number, by=by)


def _voucher(kind: str, act: Act) -> str:
    return f"示例{kind}{act.number:04d}-{act.order}"
