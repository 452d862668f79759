"""What a person makes of a line on the list, what takes two people, and what can be undone."""

import pytest

from booking.money import (
    Part,
    account_of,
    apply_line,
    approve_share,
    link_line,
    record_receipt,
    record_refund_paid,
    return_line,
    set_limit,
    set_line_aside,
    undo_share,
    withdraw_receipt,
)
from booking.money.bank_models import BankLine, LineShare
from booking.money.ledger import Kind, balance
from booking.money.models import Receipt, RefundOrder
from booking.money.refusals import ChargeUnknown, PaidBackAlready, SeenInStatement
from booking.money.statements import deciding
from booking.money.statements.refusals import (
    LeftTheBank,
    LineUnknown,
    MoreThanLine,
    NotFitting,
    NothingChosen,
    OtherMoney,
    ReasonMissing,
    SamePerson,
    ShareSettled,
    ShareUnknown,
)
from booking.people import NotGranted
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.statements.files import row
from tests.booking.money.statements.making import imported, line_of, payee, paying
from tests.factories.people import make_operator


async def apply(case, line, *minors, by=None, charges=None):
    chosen = charges or case.charges
    parts = [Part(one, Money(minor)) for one, minor in zip(chosen, minors, strict=False)]
    await apply_line(line.public_id, parts, by=by or case.finance)


async def state_of(line) -> str:
    return str((await BankLine.get(id=line.id)).state)


async def test_a_short_line_pays_what_it_has(database):
    case = await payee(500_000)
    await imported(case, paying(case, "4000.00"))
    line = await line_of(case, "short")
    await apply(case, line, 400_000)

    assert (await account_of(case.stay)).owed == Money(100_000)
    assert await state_of(line) == "closed"
    assert await balance(case.payee, Kind.SUSPENSE, line.public_id) == Money(0)


async def test_what_a_long_line_has_too_much_becomes_a_refund_order(database):
    case = await payee(500_000)
    await imported(case, paying(case, "6000.00"))
    await apply(case, await line_of(case, "long"), 600_000)

    assert (await account_of(case.stay)).refund_due == Money(100_000)
    assert (await RefundOrder.get()).minor == 100_000


async def test_one_line_is_split_over_charges_and_the_rest_stays_on_the_list(database):
    case = await payee(100_000, 200_000)
    await imported(case, paying(case, "3500.00", " ".join(case.codes)))
    line = await line_of(case, "several")
    await apply(case, line, 100_000, 200_000)
    assert (await account_of(case.stay)).owed == Money(0)
    assert await state_of(line) == "open"
    await return_line(line.public_id, why="多付", by=case.finance)
    assert await state_of(line) == "closed"
    assert await balance(case.payee, Kind.REFUND_DUE, line.public_id) == Money(-50_000)


async def test_a_charge_is_named_by_its_code_too_but_only_an_own_one(database):
    case, other = await payee(500_000), await payee(500_000)
    await imported(case, paying(case, "5000.00", "疗休养费"))
    line = await line_of(case, "no_reference")
    for foreign in (other.charges[0], other.codes[0], "ZZZZZZZZ"):
        with pytest.raises(ChargeUnknown):
            await apply(case, line, 500_000, charges=[foreign])
    with pytest.raises(ChargeUnknown):
        await apply(case, line, 1, 1, charges=[case.charges[0], case.codes[0]])
    await apply(case, line, 500_000, charges=case.codes)
    assert (await account_of(case.stay)).is_square


async def test_no_more_is_decided_of_a_line_than_it_has(database):
    case = await payee(500_000)
    await imported(case, paying(case, "4000.00"))
    line = await line_of(case, "short")
    with pytest.raises(MoreThanLine):
        await apply(case, line, 400_001)
    with pytest.raises(NothingChosen):
        await apply(case, line, 0)
    await apply(case, line, 400_000)
    with pytest.raises(MoreThanLine):
        await apply(case, line, 1)
    with pytest.raises(MoreThanLine):
        await set_line_aside(line.public_id, why="x", by=case.finance)


async def test_without_that_guard_a_line_would_be_spent_twice(database, monkeypatch):
    """The control of the test above."""
    case = await payee(500_000)
    await imported(case, paying(case, "4000.00"))
    line = await line_of(case, "short")

    async def asks_nothing(*args):
        return None

    monkeypatch.setattr(deciding, "_demand_left", asks_nothing)
    await apply(case, line, 400_000)
    await apply(case, line, 100_000)
    assert await balance(case.payee, Kind.SUSPENSE, line.public_id) == Money(100_000)
    share = await LineShare.filter(line_id=line.id).order_by("-id").first()
    await undo_share(share.public_id, why="示例", by=case.finance)


async def test_a_receipt_that_was_put_on_record_by_hand_is_linked_and_not_paid_twice(database):
    case = await payee(500_000)
    receipt = await record_receipt(case.charges[0], amount=Money(500_000), received_on=clock.today(), voucher="手", by=case.finance)  # fmt: skip
    await imported(case, paying(case, "5000.00"))
    line = await line_of(case, "recorded")
    assert await balance(case.payee, Kind.BANK) == Money(1_000_000)
    await link_line(line.public_id, to=receipt, by=case.finance)

    assert await balance(case.payee, Kind.BANK) == Money(500_000)
    assert await state_of(line) == "closed"
    with pytest.raises(SeenInStatement):
        await withdraw_receipt(receipt, why="x", by=case.finance)


async def test_money_that_went_out_pays_the_refund_order_it_fits(database):
    case = await payee(500_000)
    await imported(case, paying(case, "6000.00"))
    await apply(case, await line_of(case, "long"), 600_000)
    order = await RefundOrder.get()
    await imported(case, row("", "退款", out="1000.00", payer=case.union.name, serial="R1"), row("", "手续费", out="1.00"))  # fmt: skip
    line = await BankLine.get(minor=-100_000)
    await link_line(line.public_id, to=order.public_id, by=case.finance)

    paid = await RefundOrder.get()
    assert (paid.paid_on, paid.voucher) == (clock.today(), "R1")
    assert await balance(case.payee, Kind.BANK) == Money(500_000 - 100)
    assert (await account_of(case.stay)).is_square
    with pytest.raises(LeftTheBank):
        await undo_share((await LineShare.get(line_id=line.id)).public_id, why="x", by=case.finance)


async def test_a_refund_that_was_recorded_as_paid_is_linked_to_its_line(database):
    case = await payee(500_000)
    await record_receipt(case.charges[0], amount=Money(600_000), received_on=clock.today(), voucher="手", by=case.finance)  # fmt: skip
    order = await RefundOrder.get()
    await record_refund_paid(order.public_id, paid_on=clock.today(), voucher="R", by=case.finance)
    await imported(case, row("", "退款", out="1000.00"))
    line = await line_of(case, "went_out")
    await link_line(line.public_id, to=order.public_id, by=case.finance)
    assert await balance(case.payee, Kind.BANK) == Money(500_000)
    with pytest.raises(NotFitting):
        await apply(case, line, 1)
    with pytest.raises(NotFitting):
        await return_line(line.public_id, why="x", by=case.finance)


async def test_what_goes_back_to_its_payer_is_owed_until_the_bank_shows_it(database):
    case = await payee(500_000)
    await imported(case, row("80.00", "转错了", payer="王某"))
    line = await line_of(case, "no_reference")
    await return_line(line.public_id, why="转错了", by=case.finance)
    owed = await LineShare.get()
    assert await balance(case.payee, Kind.REFUND_DUE, line.public_id) == Money(-8_000)
    await imported(case, row("", "退回", out="80.00", payer="王某"))
    await link_line((await line_of(case, "went_out")).public_id, to=owed.public_id, by=case.finance)

    assert (await LineShare.get(id=owed.id)).paid_on == clock.today()
    assert await balance(case.payee, Kind.BANK) == Money(0)
    with pytest.raises(LeftTheBank):
        await undo_share(owed.public_id, why="x", by=case.finance)


async def test_what_is_none_of_ours_leaves_the_book_with_a_reason(database):
    case = await payee(500_000)
    await imported(case, row("80.00", "餐费"), ("x", "", "y", "", "", "", "", "", "", ""))
    for finding in ("no_reference", "unreadable"):
        line = await line_of(case, finding)
        with pytest.raises(ReasonMissing):
            await set_line_aside(line.public_id, why=" ", by=case.finance)
        await set_line_aside(line.public_id, why="散客餐费", by=case.finance)
        assert await state_of(line) == "closed"
        with pytest.raises(MoreThanLine):
            await set_line_aside(line.public_id, why="再一次", by=case.finance)
    assert await balance(case.payee, Kind.BANK) == Money(0)


async def test_a_decision_is_undone_and_its_money_is_on_the_list_again(database):
    case = await payee(500_000)
    await imported(case, paying(case, "4000.00"), row("80.00", "餐费"))
    short, other = await line_of(case, "short"), await line_of(case, "no_reference")
    await apply(case, short, 400_000)
    await set_line_aside(other.public_id, why="餐费", by=case.finance)
    for share in await LineShare.all():
        with pytest.raises(ReasonMissing):
            await undo_share(share.public_id, why="", by=case.finance)
        await undo_share(share.public_id, why="弄错了", by=case.finance)
        with pytest.raises(ShareSettled):
            await undo_share(share.public_id, why="弄错了", by=case.finance)

    assert (await account_of(case.stay)).owed == Money(500_000)
    assert await BankLine.filter(state="open").count() == 2
    await apply(case, short, 400_000)
    await return_line(other.public_id, why="退回", by=case.finance)
    await undo_share(
        (await LineShare.get(fate="returned")).public_id, why="弄错了", by=case.finance
    )
    assert await balance(case.payee, Kind.SUSPENSE, other.public_id) == Money(-8_000)


async def test_what_was_paid_back_from_a_line_keeps_it(database):
    case = await payee(500_000)
    await imported(case, paying(case, "6000.00"))
    await apply(case, await line_of(case, "long"), 600_000)
    await record_refund_paid((await RefundOrder.get()).public_id, paid_on=clock.today(), voucher="R", by=case.finance)  # fmt: skip
    with pytest.raises(PaidBackAlready):
        await undo_share((await LineShare.get()).public_id, why="x", by=case.finance)


async def test_above_the_limit_a_second_person_agrees_before_anything_moves(database):
    case = await payee(900_000, limit=None)
    await imported(case, paying(case, "5000.01"), paying(case, "80.00", "餐费"))
    line = await line_of(case, "short")
    await apply(case, line, 500_001)
    share = await LineShare.get()
    assert (share.done_at, await state_of(line), await Receipt.all().count()) == (None, "open", 0)
    with pytest.raises(MoreThanLine):
        await apply(case, line, 1)
    with pytest.raises(SamePerson):
        await approve_share(share.public_id, by=case.finance)
    with pytest.raises(NotGranted):
        await approve_share(share.public_id, by=case.operator.sales)
    with pytest.raises(ShareUnknown):
        await approve_share(share.public_id, by=(await make_operator()).administrator)
    await approve_share(share.public_id, by=case.operator.administrator)

    assert (await account_of(case.stay)).owed == Money(399_999)
    assert (await LineShare.get()).second_user_id == case.operator.administrator.user_id
    with pytest.raises(ShareSettled):
        await approve_share(share.public_id, by=case.operator.administrator)
    await set_line_aside(
        (await line_of(case, "no_reference")).public_id, why="餐费", by=case.finance
    )
    assert await LineShare.filter(done_at=None).count() == 0


async def test_without_asking_who_proposed_one_person_would_do_both(database, monkeypatch):
    """The control of the test above; the table's own rule refuses it too."""
    from tortoise.exceptions import IntegrityError

    case = await payee(900_000, limit=0)
    await imported(case, paying(case, "80.00", "餐费"))
    await set_line_aside((await BankLine.get()).public_id, why="餐费", by=case.finance)
    monkeypatch.setattr(deciding, "SamePerson", ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        await approve_share((await LineShare.get()).public_id, by=case.finance)
    with pytest.raises(IntegrityError):
        await LineShare.all().update(second_user_id=case.finance.user_id)


async def test_a_proposal_is_taken_back_without_a_trace_in_the_books(database):
    case = await payee(900_000, limit=0)
    await imported(case, paying(case, "80.00", "餐费"))
    line = await BankLine.get()
    await return_line(line.public_id, why="退回", by=case.finance)
    await undo_share((await LineShare.get()).public_id, why="不对", by=case.finance)
    with pytest.raises(ShareSettled):
        await approve_share((await LineShare.get()).public_id, by=case.operator.administrator)
    await set_line_aside(line.public_id, why="餐费", by=case.finance)


async def test_the_limit_is_the_administrator_s_who_records_nothing(database):
    case = await payee(900_000)
    with pytest.raises(NotGranted):
        await set_limit(Money(1), by=case.finance)
    with pytest.raises(NotGranted):
        await approve_nothing(case)


async def approve_nothing(case):
    await set_line_aside("0" * 32, why="x", by=case.operator.administrator)


async def test_lines_of_others_do_not_exist(database):
    case, other = await payee(500_000), await make_operator()
    await imported(case, paying(case, "4000.00"))
    line = await BankLine.get()
    for act in (return_line, set_line_aside):
        with pytest.raises(LineUnknown):
            await act(line.public_id, why="x", by=other.finance)
    with pytest.raises(OtherMoney):
        await link_line(line.public_id, to=await record_receipt(case.charges[0], amount=Money(1), received_on=clock.today(), voucher="x", by=case.finance), by=case.finance)  # fmt: skip
