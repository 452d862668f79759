"""A statement of two thousand lines: every line is posted once, the exact ones pay, all others are on the list."""

import random
from collections import Counter

import pytest

from booking.money import account_of, open_counts
from booking.money.bank_models import BankLine, BankStatement
from booking.money.ledger import Kind, balance
from booking.money.statements.matching import FINDING
from sites.foundation.amounts import Money
from tests.booking.money.statements.files import row
from tests.booking.money.statements.making import imported, payee, paying

CHARGES = 12


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_long_statement_leaves_every_line_where_it_belongs(database, proof):
    size = proof.size("statement_lines", small=200, full=2000)
    chance = random.Random(34)
    case = await payee(*(100_000 + n for n in range(CHARGES)))
    rows = [one for n in range(size // 20) for one in _mixed(case, n)]
    rows += [row(f"{n + 1}.00", f"餐费 {n}") for n in range(size - len(rows) - CHARGES)]
    rows += [
        paying(case, f"{(100_000 + n) // 100}.{n:02d}", code) for n, code in enumerate(case.codes)
    ]
    chance.shuffle(rows)
    statement = await imported(case, *rows)

    found = Counter(await BankLine.all().values_list("finding", flat=True))
    assert (statement.state, statement.done, statement.total, sum(found.values())) == ("done", size, size, size)  # fmt: skip
    assert (await account_of(case.stay)).owed == Money(0)
    assert found["exact"] == CHARGES
    assert set(found) <= set(FINDING)
    assert sum((await open_counts(case.payee)).values()) == size - CHARGES
    minors = await BankLine.all().values_list("minor", flat=True)
    assert await balance(case.payee, Kind.BANK) == Money(sum(minors))
    again = await imported(case, *reversed(rows))
    assert (again.known, await BankLine.all().count()) == (size, size)
    assert await BankStatement.filter(state="done").count() == 2
    proof.found(lines=size, findings=dict(found))


def _mixed(case, n: int):
    """One of each kind that needs nobody's charge to be in a state; amounts that no charge has."""
    code = case.codes[n % CHARGES]
    yuan = f"{5_000 + n}.00"
    return (
        paying(case, yuan, "AWD497KX"), paying(case, yuan, f"{code} {case.codes[(n + 1) % CHARGES]}"),
        paying(case, yuan, code, payer="王某"), row("", f"手续费 {n}", out=f"{n + 1}.50"),
        (f"2026-02-{30 + n % 2}", "", yuan, "", "", f"坏行 {n}", "", "", "", ""),
    )  # fmt: skip
