"""What the service centre owes its base after the story: two groups are settled, and one payout waits for a second person."""

from contextlib import suppress
from datetime import timedelta

from booking import money, stays
from booking.money import AccountDraft, Buyer, Issued
from booking.stays import State, StayLine
from scheduler.demo.collected import finance_of
from scheduler.demo.story.scene import Scene
from scheduler.demo.unions import staffed_sites
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.errors import Refusal

SETTLED = 2


async def keep_payout(scene: Scene) -> None:
    """After the story: one batch over what is settled and received, for a second person. Run again, it adds nothing."""
    cast = scene.cast
    cashier, finance = cast["cashier@centre.example"], cast[finance_of(staffed_sites()[1])]
    if await money.batches_of(cashier.organisation_id):
        return
    if not (await money.account_to_pay(finance.organisation_id)).number:
        with clock.moved_to(clock.now() - timedelta(days=20)):
            draft = AccountDraft("示例山庄（示例）", "示例银行", "黄山示例支行", "6222000000000342")
            viewer = Viewer(finance, finance.name, "", finance.kind, "/")
            await money.enter_bank_account(draft, password="", address="", viewer=viewer)
    with clock.moved_to(clock.now() - timedelta(hours=5)):
        for line in (await stays.lines_of(finance, states=[State.RECONCILED]))[:SETTLED]:
            with suppress(Refusal):
                await _settle(line, scene, cashier, finance)
    with suppress(Refusal), clock.moved_to(clock.now() - timedelta(hours=3)):
        await money.prepare_payouts(by=cashier)


async def _settle(line: StayLine, scene: Scene, cashier: Actor, finance: Actor) -> None:
    """What the centre still misses comes, goes back and is invoiced; then the base closes the group."""
    stay, today = await stays.inner_id(line.public_id, by=finance), clock.today()
    for charge in (await money.account_of(stay)).charges:
        if charge.standing.owed and charge.payee_id == cashier.organisation_id:
            await money.record_receipt(
                charge.id, amount=charge.standing.owed, received_on=today, voucher=f"示例C{stay}", by=cashier
            )  # fmt: skip
    for order in (await money.account_of(stay)).refunds:
        if order.paid_on is None:
            await money.record_refund_paid(order.id, paid_on=today, voucher=f"示例D{stay}", by=cashier)  # fmt: skip
    await _invoice(stay, line.union_name, scene, cashier)
    await stays.settle(line.public_id, by=finance)


async def _invoice(stay: int, title: str, scene: Scene, cashier: Actor) -> None:
    """What was asked for first, then the rest."""
    today = clock.today()
    for charge in await money.invoices_of(stay):
        for number, asked in enumerate(charge.open_requests):
            paper = Issued(f"示例C{stay:06d}{number}", today, asked.amount, await scene.sample_invoice())  # fmt: skip
            await money.issue_invoice(charge.id, paper, request=asked.id, by=cashier)
    for charge in await money.invoices_of(stay):
        if charge.standing.free:
            paper = Issued(f"示例C{stay:06d}9", today, charge.standing.free, await scene.sample_invoice())  # fmt: skip
            await money.issue_invoice(charge.id, paper, buyer=Buyer(title), by=cashier)
