"""The ledger: balanced entries in one payee's book, appended and never changed.

A positive amount is a debit, a negative one a credit. What is owed to the payee and what lies in its
bank are debit balances; income and what it owes back (`refund_due`) are credit balances.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from booking.money.models import Account, Book, Entry, Posting
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import demand_transaction, fetch


class Kind(StrEnum):
    """Accounts of a book. Receivable, income and refund_due have a charge's public id as subject."""

    RECEIVABLE = "receivable"
    INCOME = "income"
    BANK = "bank"
    STRIPE = "stripe"
    FEES = "fees"
    SUSPENSE = "suspense"
    REFUND_DUE = "refund_due"
    PAYABLE_OPERATOR = "payable_operator"
    COMMISSION = "commission"
    SUBSIDY = "subsidy"


class Leg(NamedTuple):
    """One side of an entry: positive is debit, negative is credit."""

    kind: Kind
    subject: str
    amount: Money


@dataclass(frozen=True, slots=True)
class AccountBalance:
    payee_id: int
    kind: Kind
    subject: str
    balance: Money


async def post(
    *, book_of: int, what: str, legs: Sequence[Leg], by: Actor, stay_id: int | None = None
) -> int:
    """Append one entry to the book of this payee, in the caller's transaction; its id.

    ValueError for legs that do not sum to zero, that move nothing, or of more than one currency.
    """
    demand_transaction()
    currency = _balanced(legs)
    book_id = await _book(book_of, currency)
    # One order for all writers: accounts made at the same time never wait in a circle.
    wanted = sorted({(leg.kind, leg.subject) for leg in legs})
    account = {key: await _account(book_id, *key) for key in wanted}
    entry = await Entry.create(
        book_id=book_id, at=clock.now(), what=what, by_user_id=by.user_id, stay_id=stay_id
    )
    await Posting.bulk_create(
        Posting(
            entry_id=entry.id,
            account_id=account[leg.kind, leg.subject],
            minor=leg.amount.minor,
            currency=currency,
            stay_id=stay_id,
        )
        for leg in legs
    )
    return int(entry.id)


async def balance(payee_id: int, kind: Kind, subject: str = "", *, currency: str = "CNY") -> Money:
    """The sum of an account's postings: positive when debits prevail."""
    rows = await fetch(
        "SELECT COALESCE(SUM(p.minor), 0) AS minor FROM postings p "
        "JOIN accounts a ON a.id = p.account_id JOIN books b ON b.id = a.book_id "
        "WHERE b.payee_id = $1 AND b.currency = $2 AND a.kind = $3 AND a.subject = $4",
        payee_id,
        currency,
        kind.value,
        subject,
    )
    return Money(int(rows[0]["minor"]), currency)


async def statement_of(stay_id: int) -> tuple[AccountBalance, ...]:
    """A stay's statement: what its postings add up to, account by account."""
    rows = await fetch(
        "SELECT b.payee_id, b.currency, a.kind, a.subject, SUM(p.minor) AS minor FROM postings p "
        "JOIN accounts a ON a.id = p.account_id JOIN books b ON b.id = a.book_id "
        "WHERE p.stay_id = $1 GROUP BY b.payee_id, b.currency, a.kind, a.subject "
        "ORDER BY b.payee_id, b.currency, a.kind, a.subject",
        stay_id,
    )
    return tuple(
        AccountBalance(
            row["payee_id"],
            Kind(row["kind"]),
            row["subject"],
            Money(int(row["minor"]), row["currency"]),
        )
        for row in rows
    )


def _balanced(legs: Sequence[Leg]) -> str:
    currencies = {leg.amount.currency for leg in legs}
    if len(currencies) != 1:
        msg = "an entry has legs of exactly one currency"
        raise ValueError(msg)
    if not all(leg.amount for leg in legs) or sum(leg.amount.minor for leg in legs) != 0:
        msg = "an entry's legs each move something and sum to zero"
        raise ValueError(msg)
    return currencies.pop()


async def _book(payee_id: int, currency: str) -> int:
    found = await Book.get_or_none(payee_id=payee_id, currency=currency)
    if found is not None:
        return int(found.id)
    made = await fetch(
        "INSERT INTO books (payee_id, currency) VALUES ($1, $2) "
        "ON CONFLICT (payee_id, currency) DO NOTHING RETURNING id",
        payee_id,
        currency,
    )
    # Nothing made: a rival has just committed the same book, and this statement sees it.
    return int(made[0]["id"]) if made else await _book(payee_id, currency)


async def _account(book_id: int, kind: Kind, subject: str) -> int:
    found = await Account.get_or_none(book_id=book_id, kind=kind.value, subject=subject)
    if found is not None:
        return int(found.id)
    made = await fetch(
        "INSERT INTO accounts (book_id, kind, subject) VALUES ($1, $2, $3) "
        "ON CONFLICT (book_id, kind, subject) DO NOTHING RETURNING id",
        book_id,
        kind.value,
        subject,
    )
    return int(made[0]["id"]) if made else await _account(book_id, kind, subject)
