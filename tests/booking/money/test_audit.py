"""The audit finds what no verb could have written: each break by hand is named."""

import pytest

from booking.money import breaches, record_receipt
from booking.money.ledger import Kind
from booking.money.models import Account, Book, Entry
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import change
from tests.booking.money.making import charged
from tests.factories.people import make_operator


async def paid_case():
    case = await charged(500_000)
    await record_receipt(
        case.charges[0], amount=Money(520_000), received_on=clock.today(), voucher="V1",
        by=case.finance,
    )  # fmt: skip
    return case


async def test_books_kept_by_the_verbs_balance(database):
    await paid_case()
    assert await breaches() == []


async def _posting(entry_id: int, account_id: int, minor: int, currency: str = "CNY") -> None:
    await change(
        "INSERT INTO postings (entry_id, account_id, minor, currency, stay_id) "
        "VALUES ($1, $2, $3, $4, NULL)",
        entry_id,
        account_id,
        minor,
        currency,
    )


@pytest.mark.breaks_invariants("money")
async def test_an_unbalanced_entry_is_found(database):
    await paid_case()
    account = await Account.get(kind=Kind.BANK)
    entry = await Entry.create(book_id=account.book_id, at=clock.now(), what="raw")
    await _posting(entry.id, account.id, 700)

    found = await breaches()
    assert f"entry {entry.id}: postings sum to 700 CNY" in found
    assert any("bank" in line and "shows 520700, must be 520000" in line for line in found)


@pytest.mark.breaks_invariants("money")
async def test_an_entry_without_postings_is_found(database):
    account_book = (await paid_case()) and await Book.first()
    entry = await Entry.create(book_id=account_book.id, at=clock.now(), what="raw")
    assert any(line.startswith(f"entry {entry.id}:") for line in await breaches())


@pytest.mark.breaks_invariants("money")
async def test_an_entry_that_crosses_books_is_found(database):
    await paid_case()
    other = await Book.create(payee_id=(await make_operator()).organisation)
    there = await Account.create(book_id=other.id, kind=Kind.SUSPENSE)
    here = await Account.get(kind=Kind.BANK)
    entry = await Entry.create(book_id=here.book_id, at=clock.now(), what="raw")
    await _posting(entry.id, here.id, 700)
    await _posting(entry.id, there.id, -700)

    assert any(line.endswith("crosses books") for line in await breaches())


@pytest.mark.breaks_invariants("money")
@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("UPDATE charges SET minor = minor - 1", "must be"),
        ("UPDATE receipts SET minor = minor + 1", "20001 due back, 20000 ordered"),
        ("DELETE FROM refund_orders", "20000 due back, 0 ordered"),
        (
            "UPDATE refund_orders SET minor = 600000, paid_on = '2027-01-01'",
            "refunds exceed payments",
        ),
    ],
)
async def test_papers_that_differ_from_the_ledger_are_found(database, broken, said):
    await paid_case()
    await change(broken)
    assert any(said in line for line in await breaches())
