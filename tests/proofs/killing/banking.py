"""Flows of money through the bank: statements, slips, refunds in a batch, payouts of a centre."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from booking import money
from booking.money.bank_models import BankLine, LineShare, RefundBatch, Slip
from booking.money.models import Charge, RefundOrder
from booking.money.payout_models import Payout, PayoutBatch
from booking.money.write_off_models import WriteOff
from booking.people.models import Membership
from booking.stays.models import Stay
from sites.foundation import clock
from tests.booking.money.statements.files import row
from tests.factories import stays as making
from tests.factories.centres import collecting, enter_account, make_centre, pay_charges
from tests.factories.invoices import invoiced
from tests.factories.people import make_operator, make_union
from tests.factories.places import make_place
from tests.proofs.killing.ended import Ending, ending
from tests.proofs.killing.world import World, received

PDF = ("回单.pdf", b"%PDF-1.4 sample", "application/pdf")


async def by_the_banks_statement(world: World) -> Ending:
    """A statement's lines: one is short, one of nobody's goes back, one is set aside twice; the next brings the rest."""
    case = await world.submitted()
    owed = (await money.account_of(case.number)).owed.minor // 100
    tag = case.code
    await world.imported(
        case, row(f"{owed - 100}.00", case.code, payer=case.union.name, serial=f"{tag}1"),
        row("88.00", "早餐", serial=f"{tag}2"), row("99.00", "转错了", payer="王某", serial=f"{tag}3"),
    )  # fmt: skip
    short, breakfast, wrong = [await BankLine.get(serial=f"{tag}{n}") for n in (1, 2, 3)]
    share = await world.decided(
        short, "application", charge=[case.charge, ""], amount=[f"{owed - 100}.00", ""], why="示例"
    )
    await _agreed(world, case, share)
    mistaken = await world.decided(breakfast, "aside", why="示例")
    await _undone(world, mistaken)
    await world.decided(breakfast, "aside", why="示例")
    back = await world.decided(wrong, "return", why="示例")

    async def is_paid() -> bool:
        return await LineShare.filter(id=back.id, paid_on__isnull=False).exists()

    page = f"/operator/money/returns/{back.public_id}"
    await world.house.act(case.operator.finance, page, until=is_paid, **world.on_paper())
    await world.imported(
        case, row("100.00", case.code, payer=case.union.name, serial=f"{tag}4"),
        row("", "退回", out="99.00", payer="王某", serial=f"{tag}5"),
    )  # fmt: skip
    await world.decided(await BankLine.get(serial=f"{tag}5"), "link", to=back.public_id)
    lines = await BankLine.filter(serial__startswith=tag).order_by("serial")
    return {
        **await ending(world, case),
        "lines": [(one.minor, one.state, one.finding) for one in lines],
        "fates": [
            (one.minor, one.fate, one.paid_on is not None, one.done_at is not None, one.undone_at is None)
            for one in await LineShare.filter(line__serial__startswith=tag).order_by("line__serial", "id")
        ],
    }  # fmt: skip


async def _agreed(world: World, case: SimpleNamespace, share: LineShare) -> None:
    async def is_agreed() -> bool:
        return await LineShare.filter(id=share.id, done_at__isnull=False).exists()

    line = await BankLine.get(id=share.line_id)
    act = f"/operator/money/decisions/{share.public_id}/approval"
    await world.house.act(case.operator.administrator, f"/operator/money/lines/{line.public_id}", act, until=is_agreed)  # fmt: skip


async def _undone(world: World, share: LineShare) -> None:
    async def is_undone() -> bool:
        return await LineShare.filter(id=share.id, undone_at__isnull=False).exists()

    line = await BankLine.get(id=share.line_id)
    act = f"/operator/money/decisions/{share.public_id}/undoing"
    await world.house.act(world.operator.finance, f"/operator/money/lines/{line.public_id}", act, until=is_undone, why="示例")  # fmt: skip


async def refunded_in_a_batch(world: World) -> Ending:
    """Too much came: the refund stands in a batch that is taken back, in another that a second person agrees to, and is paid."""
    case = await world.submitted()
    await received(world, case, (await money.account_of(case.number)).owed.minor // 100 + 500)
    first = await _batch(world, case, case.operator.finance)
    page = f"/operator/money/refund-batches/{first.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/withdrawal", until=lambda: _is(first, "withdrawn_at"))  # fmt: skip
    second = await _batch(world, case, case.operator.finance)
    page = f"/operator/money/refund-batches/{second.public_id}"
    await world.house.act(case.operator.administrator, page, f"{page}/approval", until=lambda: _is(second, "approved_at"))  # fmt: skip
    await world.refunded_by_transfer(case)
    return await ending(world, case)


async def _batch(world: World, case: SimpleNamespace, by: Any) -> RefundBatch:
    order = await RefundOrder.get(charge__public_id=case.charge, withdrawn_at=None, paid_on=None)
    rows = RefundBatch.filter(items__refund_id=order.id, withdrawn_at=None)

    async def is_made() -> bool:
        return await rows.exists()

    await world.house.act(by, "/operator/money/refunds", until=is_made, paper=order.public_id)
    return await rows.get()


async def _is(batch: RefundBatch, column: str) -> bool:
    return await RefundBatch.filter(id=batch.id, **{f"{column}__isnull": False}).exists()


async def confirmed_by_the_union(world: World) -> Ending:
    """Where the payee has nobody else, the union that gets the refund agrees to account and amount."""
    alone = World(world.house, await make_operator(), world.vouchers + 500_000)
    with clock.moved_to(clock.now() - timedelta(days=4)):
        await enter_account(alone.operator.finance, f"6225{alone.operator.organisation:08d}")
    gone = Membership.filter(user_id=alone.operator.administrator.user_id)
    case = await alone.submitted()
    await gone.update(ended_at=clock.now())
    await received(alone, case, (await money.account_of(case.number)).owed.minor // 100 + 500)
    batch = await _batch(alone, case, case.operator.finance)
    item = await batch.items.all().first()  # type: ignore[attr-defined]
    await alone.house.act(case.union.finance, f"/union/refunds/{item.public_id}", until=lambda: _is(batch, "approved_at"))  # fmt: skip
    await alone.refunded_by_transfer(case)
    world.vouchers += 1
    return await ending(alone, case)


async def told_by_slips(world: World) -> Ending:
    """The union sends a slip and takes it back, sends one that the operator does not find, and one that it does."""
    case = await world.submitted()
    owed = (await money.account_of(case.number)).owed.minor // 100
    first = await _slip(world, case, owed)
    await world.house.act(
        case.union.finance, case.page, f"/union/slips/{first.public_id}/withdrawal",
        until=lambda: _slip_is(first, "withdrawn"),
    )  # fmt: skip
    second = await _slip(world, case, owed)
    page = f"/operator/money/slips/{second.public_id}"
    await world.house.act(case.operator.finance, page, f"{page}/missing", until=lambda: _slip_is(second, "missing"), note="示例")  # fmt: skip
    third = await _slip(world, case, owed)
    page = f"/operator/money/slips/{third.public_id}"
    today = clock.today().isoformat()
    await world.house.act(
        case.operator.finance, page, f"{page}/receipt", until=lambda: _slip_is(third, "received"),
        amount=str(owed), received_on=today,
    )  # fmt: skip
    return await ending(world, case)


async def _slip(world: World, case: SimpleNamespace, yuan: int) -> Slip:
    rows = Slip.filter(charge__public_id=case.charge, state="waiting")

    async def is_sent() -> bool:
        return await rows.exists()

    await world.house.act(
        case.union.finance, f"/union/charges/{case.charge}/slip", until=is_sent, files={"file": PDF},
        amount=str(yuan), paid_on=clock.today().isoformat(),
    )  # fmt: skip
    return await rows.get()


async def _slip_is(slip: Slip, state: str) -> bool:
    return await Slip.filter(id=slip.id, state=state).exists()


async def paid_out_by_a_centre(world: World) -> Ending:
    """A centre collected; the stay is settled, and its money goes to the operator: dropped once, then confirmed."""
    operator, centre, union = await make_operator(), await make_centre(), await make_union()
    place = await make_place(operator=operator)
    await collecting(centre=centre, operator=operator, since_days=100, commission=100)
    case = await making.reconciled(place=place, union=union)
    await pay_charges(case, centre.cashier)
    await invoiced(case, by=centre.cashier)
    case.charge = (await Charge.get(stay_id=case.number)).public_id

    async def is_settled() -> bool:
        return await Stay.filter(id=case.number, state="settled").exists()

    page = f"/operator/stays/{case.id}/settlement"
    await world.house.act(operator.finance, page, until=is_settled)
    dropped = await _payout(world, centre)
    one = f"/centre/payouts/{(await dropped.batch).public_id}/{dropped.public_id}"
    await world.house.act(centre.cashier, one, f"{one}/drop", until=lambda: _paid_out(dropped, "dropped_at"), why="示例")  # fmt: skip
    made = await _payout(world, centre)
    one = f"/centre/payouts/{(await made.batch).public_id}/{made.public_id}"
    await world.house.act(centre.cashier, one, until=lambda: _paid_out(made, "paid_on"), **world.on_paper())  # fmt: skip
    return await ending(world, case, payee=None)


async def _payout(world: World, centre: SimpleNamespace) -> Payout:
    rows = PayoutBatch.filter(centre_id=centre.organisation, approved_at=None)

    async def is_prepared() -> bool:
        return await rows.exists()

    await world.house.act(centre.cashier, "/centre/payouts", "/centre/payouts/prepared", until=is_prepared)  # fmt: skip
    batch = await rows.get()

    async def is_approved() -> bool:
        return not await rows.exists()

    page = f"/centre/payouts/{batch.public_id}"
    await world.house.act(centre.finance, page, f"{page}/approval", until=is_approved)
    return await Payout.get(batch_id=batch.id)


async def _paid_out(payout: Payout, column: str) -> bool:
    return await Payout.filter(id=payout.id, **{f"{column}__isnull": False}).exists()


async def written_off(world: World) -> Ending:
    """What is missing is proposed to be written off and taken back, then refused, then agreed to; at last it comes."""
    case = await world.submitted()
    owed = (await money.account_of(case.number)).owed.minor // 100
    await received(world, case, owed - 30)
    finance, second = case.operator.finance, case.operator.administrator
    for by, act in ((finance, "withdrawal"), (second, "refusal"), (second, "agreement")):
        row = await _proposed(world, case)
        page = f"/operator/money/write-offs/{row.public_id}"
        given = {"why": "示例"} if act == "refusal" else {}

        async def is_answered() -> bool:
            return await WriteOff.filter(id=row.id).exclude(state="proposed").exists()  # noqa: B023 - awaited here

        await world.house.act(by, page, f"{page}/{act}", until=is_answered, **given)
    await received(world, case, 20)
    rows = WriteOff.filter(charge__public_id=case.charge).order_by("id")
    return {
        **await ending(world, case),
        "write_offs": [(one.state, one.minor, one.reversed_minor) for one in await rows],
    }


async def _proposed(world: World, case: SimpleNamespace) -> WriteOff:
    rows = WriteOff.filter(charge__public_id=case.charge, state="proposed")

    async def is_proposed() -> bool:
        return await rows.exists()

    page = f"/operator/money/charges/{case.charge}/write-off"
    await world.house.act(case.operator.finance, page, until=is_proposed, why="示例")
    return await rows.get()
