"""Money in the story: what the operator's finance person puts on record."""

from booking import money, stays
from booking.money import Buyer, Issued
from scheduler.demo.story.act import Act, Plot
from scheduler.demo.story.scene import Scene, key_of
from sites.foundation import clock
from sites.foundation.amounts import Money


async def pay(scene: Scene, plot: Plot, act: Act) -> None:
    """So many per cent of what is owed on each charge; nothing where nothing is owed."""
    account = await money.account_of(await scene.stay_id(plot))
    for charge in account.charges:
        by = scene.payee(plot, charge.payee_id)
        owed = charge.standing.owed
        amount = Money(owed.minor * int(act.facts["percent"]) // 100, owed.currency)
        if amount:
            await money.record_receipt(
                charge.id, amount=amount, received_on=clock.today(), voucher=_voucher("S", act),
                by=by, key=key_of(act.number, f"pay-{act.order}"),
            )  # fmt: skip


async def refund(scene: Scene, plot: Plot, act: Act) -> None:
    account = await money.account_of(await scene.stay_id(plot))
    payees = {charge.id: charge.payee_id for charge in account.charges}
    for order in account.refunds:
        if order.paid_on is None:
            by = scene.payee(plot, payees[order.charge_id])
            await money.record_refund_paid(
                order.id, paid_on=clock.today(), voucher=_voucher("T", act), by=by
            )


async def settle(scene: Scene, plot: Plot, act: Act) -> None:
    """What was cancelled without a fee has no account to close."""
    stay_id = await scene.stay_id(plot)
    if (await stays.lines_by_id([stay_id]))[stay_id].state is not stays.State.RECONCILED:
        return
    by = scene.operator(plot, "finance")
    await invoice(scene, plot, act)
    await stays.settle(await scene.stay(plot), by=by)


async def invoice(scene: Scene, plot: Plot, act: Act) -> None:
    """Everything that is charged, unasked: one invoice for each charge."""
    title, stay = plot.union.name, await scene.stay_id(plot)
    payees = {one.id: one.payee_id for one in (await money.account_of(stay)).charges}
    for charge in await money.invoices_of(stay):
        if charge.standing.free:
            by = scene.payee(plot, payees[charge.id])
            number = f"示例{act.number:08d}"
            issued = Issued(
                number, clock.today(), charge.standing.free, await scene.sample_invoice()
            )
            buyer = Buyer(title, plot.union.credit_code)
            await money.issue_invoice(charge.id, issued, buyer=buyer, by=by)


async def ask_invoice(scene: Scene, plot: Plot, _: Act) -> None:
    by = scene.organiser(plot)
    for charge in await money.invoices_of(await scene.stay_id(plot)):
        if charge.standing.free:
            buyer = Buyer(plot.union.name, plot.union.credit_code)
            await money.request_invoice(charge.id, buyer, note="示例：请开普通发票", by=by)


def _voucher(kind: str, act: Act) -> str:
    return f"示例{kind}{act.number:04d}-{act.order}"
