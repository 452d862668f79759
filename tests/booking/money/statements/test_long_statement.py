"""A statement of two thousand lines: every line is posted once, the exact ones pay, each kind of bad one lands where it should."""

import random
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking.money import (
    account_of,
    add_statement,
    open_counts,
    record_receipt,
    start_statement,
    work_through,
)
from booking.money.bank_models import BankLine, BankStatement
from booking.money.ledger import Kind, balance
from booking.money.models import Charge
from booking.money.statements import working
from booking.money.statements.columns import guessed
from booking.money.statements.matching import EXACT, FINDING
from booking.money.statements.working import STEP
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.money.making import _inquiry, charge_again, order_full_refund
from tests.booking.money.statements.files import HEADS, PREAMBLE, row
from tests.booking.money.statements.making import payee
from tests.clients import Client
from tests.factories.people import sign_in_as

Row = tuple[str, ...]
EXACTLY = 12
# Charges beside those that are paid exactly, each for one kind of bad line.
SHORT, LONG, LATE, OTHER, RECORDED, FIRST, SECOND = range(EXACTLY, EXACTLY + 7)
BAD = sorted(set(FINDING) - {EXACT})


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_long_statement_leaves_every_line_where_it_belongs(
    database: str, proof, client: Client
) -> None:
    size = proof.size("statement_lines", small=200, full=2000)
    case = await _payee()
    rows = _rows(case, size)
    statement = await _sent(case, rows)
    await sign_in_as(client, case.finance)
    page = f"/operator/money/statements/{statement.public_id}"
    for start in range(0, size, STEP):
        assert f"{start} / {size}" in (await client.get(page)).text
        await work_through(statement.id, start=start)

    lines = await BankLine.all()
    assert len(lines) == size
    wrong = [
        (one.serial, one.finding)
        for one in lines
        if (one.serial.split("-")[0] or "unreadable") != one.finding
    ]
    assert wrong == []
    found = Counter(one.finding for one in lines)
    assert {*found} == {*BAD, EXACT}
    assert sum((await open_counts(case.payee)).values()) == size - EXACTLY
    assert {one.state for one in lines if one.finding != EXACT} == {"open"}
    for charge in case.charges[:EXACTLY]:
        assert await Charge.filter(public_id=charge, receipts__way="transfer").exists()
    yuan = sum(one.minor for one in lines if one.currency == "CNY")
    assert await balance(case.payee, Kind.BANK) == Money(yuan + RECEIVED)
    again = await _sent(case, rows[::-1])
    for start in range(0, size, STEP):
        await work_through(again.id, start=start)
    again = await BankStatement.get(id=again.id)
    assert (again.state, again.known, await BankLine.all().count()) == ("done", size, size)
    proof.found(lines=size, findings=dict(found))


async def test_without_a_payer_s_name_to_agree_with_a_stranger_s_line_would_pay(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with one rule of the matching taken out a bad line lands elsewhere."""
    case = await _payee()
    monkeypatch.setattr(working, "finding_of", lambda line, asked: (EXACT, next(iter(asked.values()), None)))  # fmt: skip
    statement = await _sent(case, [_bad(case, "other_payer", 0)])
    await work_through(statement.id, start=0)
    (line,) = await BankLine.all()
    assert (line.state, line.finding) == ("closed", EXACT)


RECEIVED = 77_00


async def _payee() -> SimpleNamespace:
    """Charges to be paid exactly, one for each other kind, and one of a stay that asks nothing any more: `.gone`."""
    case = await payee(*(100_000 + n for n in range(SECOND + 1)))
    await record_receipt(case.charges[RECORDED], amount=Money(RECEIVED), received_on=clock.today(), voucher="示例", by=case.finance)  # fmt: skip
    stay = await _inquiry(case.payee, case.union.organisation)
    charge = await charge_again(stay, case.payee, 50_000)
    await order_full_refund(stay, why="cancelled", by=case.finance)
    case.gone = (await Charge.get(public_id=charge)).reference
    assert not (await account_of(stay)).charged
    return case


def _rows(case: SimpleNamespace, size: int) -> list[Row]:
    """Shuffled, but for those that pay what was paid before: they come last."""
    chance = random.Random(34)
    exact = [_paying(case, EXACT, n, f"{1000 + n / 100:.2f}", case.codes[n]) for n in range(EXACTLY)]  # fmt: skip
    bad = [_bad(case, BAD[n % len(BAD)], n) for n in range(size - EXACTLY)]
    twice = [one for one in bad if one[9].startswith("twice")]
    rest = [*exact, *(one for one in bad if one not in twice)]
    chance.shuffle(rest)
    return [*rest, *twice]


def _bad(case: SimpleNamespace, kind: str, n: int) -> Row:
    codes, yuan = case.codes, f"{500 + n}.00"
    made = {
        "short": lambda: _paying(case, kind, n, "999.00", codes[SHORT]),
        "long": lambda: _paying(case, kind, n, f"{2000 + n}.00", codes[LONG]),
        "twice": lambda: _paying(case, kind, n, "1000.00", codes[n % EXACTLY]),
        "recorded": lambda: _paying(case, kind, n, "77.00", codes[RECORDED]),
        "late": lambda: _paying(case, kind, n, f"{1000 + LATE / 100:.2f}", codes[LATE], day=clock.today() + timedelta(days=1)),
        "several": lambda: _paying(case, kind, n, yuan, f"{codes[FIRST]} {codes[SECOND]}"),
        "wrong_reference": lambda: _paying(case, kind, n, yuan, "AWD497KX"),
        "no_reference": lambda: _paying(case, kind, n, yuan, "餐费"),
        "other_payer": lambda: _paying(case, kind, n, f"{1000 + OTHER / 100:.2f}", codes[OTHER], payer="王某"),
        "gone": lambda: _paying(case, kind, n, "500.00", case.gone),
        "went_out": lambda: _paying(case, kind, n, "", "手续费", out=f"{n + 1}.50"),
        "foreign": lambda: _paying(case, kind, n, yuan, codes[0], currency="USD"),
        "unreadable": lambda: ("2026-02-30", *_paying(case, kind, n, yuan, "坏行")[1:]),
    }  # fmt: skip
    return made[kind]()


def _paying(case: SimpleNamespace, kind: str, n: int, yuan: str, remark: str, *, currency: str = "CNY", **how: object) -> Row:  # fmt: skip
    facts = {"payer": case.union.name, "serial": f"{kind}-{n}", **how}
    return (*row(yuan, remark, **facts), currency)  # type: ignore[arg-type]


async def _sent(case: SimpleNamespace, rows: list[Row]) -> BankStatement:
    cells = [[*one] for one in (*PREAMBLE, (*HEADS, "币种"), *rows)]
    made = await add_statement("流水.csv", cells, by=case.finance)
    await start_statement(made, guessed(cells, {}), by=case.finance)
    return await BankStatement.get(public_id=made)
