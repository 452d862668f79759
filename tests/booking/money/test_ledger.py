"""Entries balance, stay in one book, and are never changed."""

import asyncio

import asyncpg
import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from booking.money import ledger
from booking.money.ledger import Kind, Leg, balance
from booking.money.models import Account, Book, Entry, Posting
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import change, transaction
from tests.booking.money.making import charged
from tests.factories.people import make_operator

# Accounts that no charge speaks of, so that only the ledger itself is under test.
pytestmark = pytest.mark.breaks_invariants("money")
post = transaction(ledger.post)


def legs(*minors: int, currency: str = "CNY") -> list[Leg]:
    return [Leg(Kind.SUSPENSE, str(n), Money(minor, currency)) for n, minor in enumerate(minors)]


async def test_an_entry_is_appended_with_its_postings(database):
    payee = (await make_operator()).organisation
    await post(book_of=payee, what="test", legs=legs(700, -500, -200), by=SYSTEM)

    assert await balance(payee, Kind.SUSPENSE, "0") == Money(700)
    assert await balance(payee, Kind.SUSPENSE, "2") == Money(-200)
    assert await balance(payee, Kind.BANK) == Money(0)


@pytest.mark.parametrize(
    "wrong",
    [
        legs(700, -500),
        legs(700),
        [],
        legs(700, -700, 0),
        [*legs(700), Leg(Kind.BANK, "", Money(-700, "USD"))],
    ],
)
async def test_an_entry_that_does_not_balance_cannot_be_written(database, wrong):
    payee = (await make_operator()).organisation
    with pytest.raises(ValueError, match=r"sum to zero|one currency"):
        await post(book_of=payee, what="test", legs=wrong, by=SYSTEM)
    assert (await Entry.all().count(), await Posting.all().count()) == (0, 0)


async def test_the_ledger_is_written_only_inside_a_verb(database):
    with pytest.raises(RuntimeError, match="transaction"):
        await ledger.post(book_of=1, what="test", legs=legs(1, -1), by=SYSTEM)


async def test_currencies_have_books_of_their_own(database):
    payee = (await make_operator()).organisation
    await post(book_of=payee, what="test", legs=legs(700, -700), by=SYSTEM)
    await post(book_of=payee, what="test", legs=legs(9, -9, currency="USD"), by=SYSTEM)

    assert await Book.filter(payee_id=payee).count() == 2
    assert await balance(payee, Kind.SUSPENSE, "0") == Money(700)
    assert await balance(payee, Kind.SUSPENSE, "0", currency="USD") == Money(9, "USD")


async def test_writers_at_the_same_time_make_one_book_and_each_account_once(database):
    payee = (await make_operator()).organisation
    both = (legs(700, -700), list(reversed(legs(500, -500))))
    await asyncio.gather(
        *(post(book_of=payee, what="test", legs=both[n % 2], by=SYSTEM) for n in range(12))
    )

    assert await Book.filter(payee_id=payee).count() == 1
    assert await Account.all().count() == 2
    assert await balance(payee, Kind.SUSPENSE, "0") == Money(6 * 1200)


@pytest.mark.parametrize("table", ["postings", "entries"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET stay_id = 1", "DELETE FROM {0}"])
async def test_the_database_refuses_to_change_what_was_posted(database, table, act):
    payee = (await make_operator()).organisation
    await post(book_of=payee, what="test", legs=legs(700, -700), by=SYSTEM)

    with pytest.raises((OperationalError, IntegrityError, asyncpg.PostgresError)) as no:
        await change(act.format(table))
    assert "never changed" in str(no.value)
    assert await balance(payee, Kind.SUSPENSE, "0") == Money(700)


async def test_a_stay_s_statement_is_the_balance_of_its_accounts(database):
    case = await charged(500_000)
    statement = await ledger.statement_of(case.stay)

    assert [(line.kind, line.balance) for line in statement] == [
        (Kind.INCOME, Money(-500_000)),
        (Kind.RECEIVABLE, Money(500_000)),
    ]
    assert {line.payee_id for line in statement} == {case.payee}
