"""A statement is taken up once, line by line: exact lines pay, all others wait, and no fen is in two places."""

from datetime import timedelta

import pytest

from booking.money import account_of, add_statement, breaches, record_receipt, start_statement
from booking.money.bank_models import BankAccount, BankLine, BankStatement, LineShare
from booking.money.ledger import Kind, balance
from booking.money.models import Receipt
from booking.money.statements import working
from booking.money.statements.columns import ColumnsMissing, Layout, guessed
from booking.money.statements.importing import (
    NoAccountOnFile,
    StatementBegun,
    StatementEmpty,
    StatementUnknown,
)
from booking.money.statements.working import STEP, work_through
from booking.people import NotGranted
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.making import charged, order_full_refund
from tests.booking.money.statements.files import grid, row
from tests.booking.money.statements.making import enter, imported, payee, paying
from tests.factories.people import make_operator


async def findings(case) -> list[str]:
    rows = BankLine.filter(payee_id=case.payee).order_by("row")
    return [str(one) for one in await rows.values_list("finding", flat=True)]


async def test_an_exact_line_pays_its_charge_at_once(database):
    case = await payee(500_000)
    await imported(case, paying(case, "5000.00", serial="S1"))

    assert (await account_of(case.stay)).is_square
    receipt = await Receipt.get()
    assert (receipt.voucher, receipt.received_on, receipt.by_user_id) == ("S1", clock.today(), case.finance.user_id)  # fmt: skip
    assert await balance(case.payee, Kind.BANK) == Money(500_000)
    assert (await BankLine.get()).state == "closed"


async def test_the_twelve_kinds_of_other_lines_stand_on_the_list_and_pay_nothing(database):
    case = await payee(500_000, 100_000, 200_000, 300_000)
    second, third, fourth = case.codes[1:]
    await record_receipt(case.charges[3], amount=Money(300_000), received_on=clock.today() - timedelta(days=30), voucher="A", by=case.finance)  # fmt: skip
    gone = await charged_elsewhere(case)
    late = clock.today() + timedelta(days=2)
    await imported(
        case, paying(case, "4000.00"), paying(case, "6000.00", serial="2"), paying(case, "3000", fourth),
        paying(case, "5000.00", day=late), paying(case, "3000.00", f"{second} {third}"),
        paying(case, "5000", "AWD497KX"), paying(case, "5000", "疗休养费"),
        paying(case, "5000.00", payer="王某"), paying(case, "700.00", gone),
        row("", "手续费", out="15.00", payer="示例银行"), ("2026-02-30", "", "5", "", "", "", "", "", "", ""),
    )  # fmt: skip

    assert await findings(case) == [
        "short", "long", "twice", "late", "several", "wrong_reference", "no_reference", "other_payer",
        "gone", "went_out", "unreadable",
    ]  # fmt: skip
    assert await Receipt.filter(way="transfer").count() == 1
    assert await BankLine.filter(state="open").count() == 11
    assert await LineShare.all().count() == 0


async def charged_elsewhere(case) -> str:
    """The code of a charge of the same payee whose stay was given up."""
    from booking.money.models import Charge
    from tests.booking.money.making import charge_again

    other = await charged(70_000)
    made = await charge_again(other.stay, case.payee, 70_000)
    await order_full_refund(other.stay, why="expired", by=case.finance)
    return str((await Charge.get(public_id=made)).reference)


async def test_foreign_money_lies_in_a_book_of_its_own(database):
    case = await payee(500_000)
    cells = [["日期", "金额", "币种", "摘要"], [clock.today().isoformat(), "5000.00", "USD", case.codes[0]]]  # fmt: skip
    made = await add_statement("x.csv", cells, by=case.finance)
    await start_statement(made, guessed(cells, {}), by=case.finance)
    await work_through((await BankStatement.get()).id, start=0)

    assert await findings(case) == ["foreign"]
    assert await balance(case.payee, Kind.BANK, currency="USD") == Money(500_000, "USD")


async def test_a_file_twice_changes_nothing_and_overlapping_files_bring_what_is_new(database):
    case = await payee(500_000)
    rows = [paying(case, "5000.00", serial="S1"), row("12", "饭费"), row("12", "饭费")]
    await imported(case, *rows)
    again = await imported(case, *rows)
    assert (again.known, again.total, await BankLine.all().count()) == (3, 3, 3)
    more = await imported(case, *rows[1:], row("12", "饭费"), row("13", "饭费"))
    assert (more.known, await BankLine.all().count()) == (2, 5)
    assert await Receipt.all().count() == 1


async def test_the_same_account_entered_anew_knows_its_lines(database):
    case = await payee(500_000)
    await imported(case, paying(case, "5000.00"))
    await BankAccount.filter(organisation_id=case.payee).update(replaced_at=clock.now())
    await enter(case.operator.administrator)

    assert (await imported(case, paying(case, "5000.00"))).known == 1
    assert await Receipt.all().count() == 1


async def test_without_the_key_a_second_file_would_pay_twice(database, monkeypatch):
    """The control of the tests above: with keys of the file, the same line is another one."""
    case = await payee(500_000)
    await imported(case, row("12", "饭费"))
    keys_of = working.keys_of
    monkeypatch.setattr(working, "keys_of", lambda lines, account: keys_of(lines, account="file 2"))
    await imported(case, row("12", "饭费"))
    assert await balance(case.payee, Kind.BANK) == Money(2400)


async def test_the_second_payment_of_one_file_sees_the_first(database):
    case = await payee(500_000)
    await imported(case, paying(case, "5000.00", serial="S1"), paying(case, "5000.00", serial="S2"))
    assert await findings(case) == ["exact", "twice"]


async def test_long_files_are_worked_through_in_steps_and_a_step_runs_once(database):
    case = await payee(500_000)
    cells = grid(*(row("1", f"第{n}行") for n in range(STEP + 10)), paying(case, "5000.00"))
    made = await add_statement("x.csv", cells, by=case.finance)
    await start_statement(made, guessed(cells, {}), by=case.finance)
    number = (await BankStatement.get()).id
    for _ in range(2):
        await work_through(number, start=0)
        half = await BankStatement.get()
        assert (half.done, half.state, half.total) == (STEP, "working", STEP + 11)
    await work_through(number, start=STEP)
    whole = await BankStatement.get()
    assert (whole.done, whole.state, whole.known) == (STEP + 11, "done", 0)
    assert (await account_of(case.stay)).is_square


async def test_a_statement_needs_an_account_and_its_payee_s_finance(database):
    operator = await make_operator()
    with pytest.raises(NoAccountOnFile):
        await add_statement("x.csv", grid(row("1")), by=operator.finance)
    case = await payee(500_000)
    with pytest.raises(NotGranted):
        await add_statement("x.csv", grid(row("1")), by=case.operator.sales)
    made = await add_statement("x.csv", grid(row("1")), by=case.finance)
    with pytest.raises(StatementUnknown):
        await start_statement(made, guessed(grid(row("1")), {}), by=operator.finance)


async def test_a_statement_begins_once_and_only_with_day_and_amount(database):
    case = await payee(500_000)
    cells = grid(row("1"))
    made = await add_statement("x.csv", cells, by=case.finance)
    with pytest.raises(ColumnsMissing):
        await start_statement(made, Layout(2, {"day": (0,)}), by=case.finance)
    with pytest.raises(StatementEmpty):
        await start_statement(made, Layout(4, {"day": (0,), "amount": (2,)}), by=case.finance)
    await start_statement(made, guessed(cells, {}), by=case.finance)
    with pytest.raises(StatementBegun):
        await start_statement(made, guessed(cells, {}), by=case.finance)


async def test_the_columns_of_a_bank_are_kept_for_its_next_file(database):
    case = await payee(500_000)
    cells = [["Tag", "Betrag"], [clock.today().isoformat(), "12.00"]]
    made = await add_statement("x.csv", cells, by=case.finance)
    await start_statement(made, Layout(0, {"day": (0,), "amount": (1,)}), by=case.finance)
    await add_statement("y.csv", cells, by=case.finance)
    assert (await BankStatement.all().order_by("-id").first()).columns == {"day": [0], "amount": [1]}  # fmt: skip


@pytest.mark.breaks_invariants("money")
async def test_a_line_of_which_more_is_decided_than_it_has_is_a_breach(database):
    case = await payee(500_000)
    await imported(case, paying(case, "4000.00"))
    line = await BankLine.get()
    await LineShare.create(
        public_id="0" * 32, line_id=line.id, minor=400_001, fate="outside", by_user_id=1,
        decided_at=clock.now(), done_at=clock.now(),
    )  # fmt: skip
    assert any("400001 decided of 400000" in one for one in await breaches())
