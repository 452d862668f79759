"""A centre collects for operators: what it owes them, who may pay it out, and what is taken back afterwards."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from tortoise.exceptions import IntegrityError

from booking import money
from booking.money import payouts as paying
from booking.money.collecting import commission_of, note_settled
from booking.money.ledger import Kind, balance
from booking.money.models import Charge, Entry
from booking.money.payout_models import CollectedCharge, Collection, Payout, PayoutBatch
from booking.money.payout_refusals import (
    AccountChangedSince,
    BatchClosed,
    BatchUnknown,
    CollectedAlready,
    CollectionClosed,
    CollectionUnknown,
    CommissionTooHigh,
    DocumentMissing,
    NotApproved,
    NothingToPayOut,
    OperatorUnknown,
    PayoutEnded,
    PayoutUnknown,
    SecondPersonNeeded,
)
from booking.people.permissions import NotGranted
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from tests.booking.money.making import _inquiry, charge_again, correct_charge, row
from tests.factories.centres import collecting, enter_account, make_centre
from tests.factories.people import make_operator, make_union

settled = transaction(note_settled)


async def collected(minor: int = 100_00, **made: object) -> SimpleNamespace:
    """A charge of a stay whose operator a centre collects for."""
    case = await collecting(**made)  # type: ignore[arg-type]
    await charge_more(case, minor)
    return case


async def charge_more(case: SimpleNamespace, minor: int) -> str:
    union = await make_union()
    case.stay = await _inquiry(case.operator.organisation, union.organisation)
    payee = await money.payee_for(case.operator.organisation, clock.today())
    case.charge = await charge_again(case.stay, payee, minor)
    return str(case.charge)


async def receive(case: SimpleNamespace, minor: int) -> None:
    await money.record_receipt(
        case.charge, amount=Money(minor), received_on=clock.today(),
        voucher=f"S{await Entry.all().count()}", by=case.centre.cashier,
    )  # fmt: skip


async def ready(minor: int = 100_00, **made: object) -> SimpleNamespace:
    """Received and settled."""
    case = await collected(minor, **made)
    await receive(case, minor)
    await settled(case.stay)
    return case


async def pay(case: SimpleNamespace) -> PayoutBatch:
    """Prepared by the cashier, approved by finance, every payout confirmed."""
    made = await money.prepare_payouts(by=case.centre.cashier)
    await money.approve_payouts(made, by=case.centre.finance)
    batch = await PayoutBatch.get(public_id=made)
    for payout in await Payout.filter(batch_id=batch.id):
        await money.confirm_payout(
            payout.public_id, paid_on=clock.today(), voucher=f"P{payout.id}", by=case.centre.cashier
        )
    return batch


async def due(case: SimpleNamespace) -> int:
    return sum(one.due.minor for one in await money.collected_by(case.centre.organisation))


def test_a_commission_is_rounded_half_up_to_the_fen() -> None:
    assert commission_of(Money(100_00), 0) == Money(0)
    assert commission_of(Money(100_00), 150) == Money(1_50)
    assert commission_of(Money(50), 100) == Money(1)
    assert commission_of(Money(49), 100) == Money(0)


async def test_an_operator_is_collected_for_once_both_agreed_and_until_it_ends(database):
    centre, operator = await make_centre(), await make_operator()
    made = await money.propose_collection(
        operator.public_id, starts_on=clock.today() + timedelta(days=1), commission=50,
        document="示例协议1号", by=centre.administrator,
    )  # fmt: skip
    tomorrow = clock.today() + timedelta(days=1)
    assert await money.payee_for(operator.organisation, tomorrow) == operator.organisation
    await money.agree_to_collection(made, by=operator.administrator)
    assert await money.payee_for(operator.organisation, clock.today()) == operator.organisation
    assert await money.payee_for(operator.organisation, tomorrow) == centre.organisation
    with clock.moved_to(clock.now() + timedelta(days=5)):
        await money.end_collection(made, why="示例：协议到期", by=operator.finance)
        assert await money.payee_for(operator.organisation, clock.today()) == operator.organisation
    assert await money.payee_for(operator.organisation, tomorrow) == centre.organisation
    for act in (
        money.agree_to_collection(made, by=operator.finance),
        money.end_collection(made, why="示例", by=centre.finance),
    ):
        with pytest.raises(CollectionClosed):
            await act


async def test_what_cannot_be_agreed(database):
    centre, operator = await make_centre(), await make_operator()

    async def propose(**changes: object) -> str:
        asked = {
            "starts_on": clock.today(),
            "commission": 0,
            "document": "示例",
            "by": centre.finance,
        }
        return await money.propose_collection(operator.public_id, **{**asked, **changes})  # type: ignore[arg-type]

    with pytest.raises(CommissionTooHigh):
        await propose(commission=2001)
    with pytest.raises(DocumentMissing):
        await propose(document="")
    with pytest.raises(NotGranted):
        await propose(by=centre.cashier)
    with pytest.raises(OperatorUnknown):
        await propose(by=operator.finance)
    made = await propose()
    with pytest.raises(CollectedAlready):
        await propose()
    stranger = await make_operator()
    with pytest.raises(CollectionUnknown):
        await money.agree_to_collection(made, by=stranger.finance)
    with pytest.raises(NotGranted):
        await money.agree_to_collection(made, by=operator.sales)
    await money.end_collection(made, why="示例：不同意", by=operator.finance)
    assert await Collection.filter(ends_on=None).count() == 0
    await propose()


async def test_a_centre_owes_what_it_collects_less_its_commission(database):
    case = await collected(100_00, commission=250)
    book = case.centre.organisation
    assert await balance(book, Kind.PAYABLE_OPERATOR, case.charge) == Money(-97_50)
    assert await balance(book, Kind.COMMISSION, case.charge) == Money(-2_50)
    assert await balance(book, Kind.INCOME, case.charge) == Money(0)
    await correct_charge(case.stay, to=Money(33_33), by=case.centre.finance)
    assert await balance(book, Kind.PAYABLE_OPERATOR, case.charge) == Money(-32_50)
    assert await balance(book, Kind.COMMISSION, case.charge) == Money(-83)
    await correct_charge(case.stay, to=Money(0), by=case.centre.finance)
    assert await balance(book, Kind.COMMISSION, case.charge) == Money(0)


async def test_a_charge_keeps_the_commission_of_its_day(database):
    case = await collected(100_00, commission=100)
    await money.end_collection(case.collection, why="示例", by=case.centre.finance)
    await collecting(centre=case.centre, operator=case.operator, commission=500, banked=False)
    assert (await CollectedCharge.get(charge_id=(await row(case.charge)).id)).commission == 100


async def test_only_what_is_settled_and_received_is_due(database):
    case = await collected(100_00)
    assert await due(case) == 0
    await receive(case, 60_00)
    await settled(case.stay)
    assert await due(case) == 0
    await receive(case, 40_00)
    assert await due(case) == 100_00


async def test_payouts_are_prepared_approved_and_confirmed_by_more_than_one_person(database):
    case = await ready(100_00, commission=100)
    made = await money.prepare_payouts(by=case.centre.finance)
    payout = await Payout.get()
    assert payout.minor == 99_00
    confirm = {"paid_on": clock.today(), "voucher": "P1", "by": case.centre.cashier}
    with pytest.raises(SecondPersonNeeded):
        await money.approve_payouts(made, by=case.centre.finance)
    with pytest.raises(NotGranted):
        await money.approve_payouts(made, by=case.centre.cashier)
    with pytest.raises(NotApproved):
        await money.confirm_payout(payout.public_id, **confirm)
    with pytest.raises(NotApproved):
        await money.transfers_of(made, by=case.centre.cashier)
    await money.approve_payouts(made, by=case.centre.administrator)
    with pytest.raises(BatchClosed):
        await money.approve_payouts(made, by=case.centre.administrator)
    (transfer,) = await money.transfers_of(made, by=case.centre.cashier)
    assert (transfer.amount, transfer.number) == (
        Money(99_00),
        f"62170{case.operator.organisation:08d}",
    )
    await money.confirm_payout(payout.public_id, **confirm)
    assert await balance(case.centre.organisation, Kind.BANK) == Money(1_00)
    assert await balance(case.centre.organisation, Kind.PAYABLE_OPERATOR, case.charge) == Money(0)
    with pytest.raises(PayoutEnded):
        await money.confirm_payout(payout.public_id, **confirm)
    with pytest.raises(PayoutEnded):
        await money.drop_payout(payout.public_id, why="示例", by=case.centre.cashier)
    assert await money.transfers_of(made, by=case.centre.cashier) == ()


async def test_with_the_refusal_taken_out_the_table_itself_says_no(database, monkeypatch):
    """Control of the two persons: the test above would fail, and still nothing is approved."""
    case = await ready()
    made = await money.prepare_payouts(by=case.centre.finance)
    monkeypatch.setattr(paying, "demand_second_person", lambda _batch, *, by: None)
    with pytest.raises(IntegrityError):
        await money.approve_payouts(made, by=case.centre.finance)
    assert (await PayoutBatch.get()).approved_at is None


async def test_what_is_prepared_is_not_prepared_again_until_it_is_dropped(database):
    case = await ready()
    await money.prepare_payouts(by=case.centre.cashier)
    with pytest.raises(NothingToPayOut):
        await money.prepare_payouts(by=case.centre.cashier)
    payout = await Payout.get()
    await money.drop_payout(payout.public_id, why="示例：银行退回", by=case.centre.cashier)
    await money.prepare_payouts(by=case.centre.cashier)
    assert await Payout.all().count() == 2


async def test_a_bank_account_gets_nothing_for_72_hours_after_a_change(database):
    case = await ready()
    await enter_account(case.operator.finance, "6217000099990001")
    with pytest.raises(NothingToPayOut):
        await money.prepare_payouts(by=case.centre.cashier)
    with clock.moved_to(clock.now() + timedelta(hours=72)):
        await money.prepare_payouts(by=case.centre.cashier)


async def test_an_account_that_changed_since_stops_the_banks_file(database):
    case = await ready()
    made = await money.prepare_payouts(by=case.centre.cashier)
    await money.approve_payouts(made, by=case.centre.finance)
    await enter_account(case.operator.finance, "6217000099990001")
    with pytest.raises(AccountChangedSince):
        await money.transfers_of(made, by=case.centre.cashier)


async def test_a_refund_after_the_payout_lowers_the_next_one(database):
    case = await ready(100_00)
    await pay(case)
    first = case.charge
    await correct_charge(case.stay, to=Money(70_00), by=case.centre.finance)
    assert await due(case) == -30_00
    with pytest.raises(NothingToPayOut):
        await money.prepare_payouts(by=case.centre.cashier)
    await charge_more(case, 50_00)
    await receive(case, 50_00)
    await settled(case.stay)
    await pay(case)
    last = await Payout.all().order_by("-id").first()
    assert last
    assert last.minor == 20_00
    assert await due(case) == 0
    assert await balance(case.centre.organisation, Kind.PAYABLE_OPERATOR, first) == Money(0)


async def test_more_to_take_back_than_is_due_waits(database):
    case = await ready(100_00)
    await pay(case)
    await correct_charge(case.stay, to=Money(0), by=case.centre.finance)
    await charge_more(case, 99_99)
    await receive(case, 99_99)
    await settled(case.stay)
    with pytest.raises(NothingToPayOut):
        await money.prepare_payouts(by=case.centre.cashier)


async def test_nobody_else_sees_or_moves_a_batch(database):
    case, other = await ready(), await make_centre()
    made = await money.prepare_payouts(by=case.centre.cashier)
    payout = await Payout.get()
    with pytest.raises(BatchUnknown):
        await money.approve_payouts(made, by=other.finance)
    with pytest.raises(BatchUnknown):
        await money.batch_of(made, by=other.finance)
    with pytest.raises(PayoutUnknown):
        await money.drop_payout(payout.public_id, why="示例", by=other.finance)
    with pytest.raises(NotGranted):
        await money.prepare_payouts(by=case.operator.sales)
    assert await money.payouts_to(case.operator.organisation) == ()


async def test_a_direct_payee_keeps_its_income_and_is_paid_out_nothing(database):
    operator, union = await make_operator(), await make_union()
    stay = await _inquiry(operator.organisation, union.organisation)
    charge = await charge_again(stay, operator.organisation, 100_00)
    assert await balance(operator.organisation, Kind.INCOME, charge) == Money(-100_00)
    assert await CollectedCharge.all().count() == 0
    assert await Charge.all().count() == 1
