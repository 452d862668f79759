"""A service centre that collects for an operator, both agreed, and bank accounts that may be paid."""

from datetime import timedelta
from types import SimpleNamespace

from booking import money, stays
from booking.money import AccountDraft, bank_accounts
from sites.foundation import clock
from sites.foundation.actor import Actor
from tests.factories.invoices import invoiced
from tests.factories.people import make, make_operator


async def make_centre() -> SimpleNamespace:
    """cashier, finance, administrator."""
    return await make("service_centre")


async def collecting(
    *,
    centre: SimpleNamespace | None = None,
    operator: SimpleNamespace | None = None,
    commission: int = 0,
    since_days: int = 0,
    banked: bool = True,
) -> SimpleNamespace:
    """`.centre`, `.operator`, `.collection`: in force from today on; the operator's account is older than 72 hours."""
    centre, operator = centre or await make_centre(), operator or await make_operator()
    made = await money.propose_collection(
        operator.public_id, starts_on=clock.today() - timedelta(days=since_days), commission=commission, document="示例协议1号",
        by=centre.administrator,
    )  # fmt: skip
    await money.agree_to_collection(made, by=operator.finance)
    if banked:
        with clock.moved_to(clock.now() - timedelta(days=4)):
            await enter_account(operator.finance, f"62170{operator.organisation:08d}")
    return SimpleNamespace(centre=centre, operator=operator, collection=made)


async def pay_charges(story: SimpleNamespace, by: Actor) -> None:
    """Everything that the stay owes is received by this payee's person."""
    for charge in (await money.account_of(story.number)).charges:
        await money.record_receipt(
            charge.id, amount=charge.standing.owed, received_on=clock.today(),
            voucher=f"示例{story.number}", by=by,
        )  # fmt: skip


async def settled(story: SimpleNamespace, by: Actor) -> None:
    """Paid to, and invoiced by, this payee's person; then settled by the operator."""
    await pay_charges(story, by)
    await invoiced(story, by=by)
    await stays.settle(story.id, by=story.operator.finance)


async def enter_account(by: Actor, number: str) -> None:
    """Without the password, which another test asks for."""
    draft = AccountDraft("示例户名", "示例银行", "示例支行", number)
    await bank_accounts._enter(draft, by=by)
