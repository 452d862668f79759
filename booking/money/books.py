"""Trial balances: what stands on each kind of account of a payee's book, before a period, in it and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Sum

from booking.money.ledger import Kind
from booking.money.models import Book, Posting
from sites.foundation import clock
from sites.foundation.amounts import Money, total

NOTHING = Money(0)
WRITTEN_OFF = ("write_off", "write_off_reversed")
BY_KIND = ("account__book_id", "account__kind")


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One kind of account. Positive balances are debits; `debit` and `credit` are turnovers, both positive."""

    kind: Kind
    opening: Money
    debit: Money
    credit: Money

    @property
    def closing(self) -> Money:
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """One payee's book. `written_off` of the period, less what was taken back; it stands in the lines too."""

    payee_id: int
    currency: str
    period: Period
    lines: tuple[BalanceLine, ...]
    written_off: Money = NOTHING

    @property
    def opening(self) -> Money:
        return self._sum(line.opening for line in self.lines)

    @property
    def debit(self) -> Money:
        return self._sum(line.debit for line in self.lines)

    @property
    def credit(self) -> Money:
        return self._sum(line.credit for line in self.lines)

    @property
    def closing(self) -> Money:
        return self._sum(line.closing for line in self.lines)

    @property
    def is_balanced(self) -> bool:
        return not self.opening and not self.closing and self.debit == self.credit

    def closing_of(self, *kinds: Kind) -> Money:
        return self._sum(line.closing for line in self.lines if line.kind in kinds)

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return total(amounts, currency=self.currency)


async def trial_balances(
    period: Period, *, payees: Iterable[int] | None = None
) -> tuple[TrialBalance, ...]:
    """Of these payees (of everybody where none are named), by payee and currency. Four queries.

    Whoever asks must already be allowed to see the books.
    """
    books = Book.all() if payees is None else Book.filter(payee_id__in=[*payees])
    found = await books.order_by("payee_id", "currency")
    ids = [book.id for book in found]
    before = await _before(ids, period)
    within = await _within(ids, period)
    forgone = await _written_off(ids, period)
    return tuple(_balance(book, period, before, within, forgone.get(book.id, 0)) for book in found)


async def trial_balance(payee_id: int, period: Period) -> TrialBalance:
    """Of one payee's book in yuan; an empty one where nothing was ever posted."""
    found = await trial_balances(period, payees=[payee_id])
    yuan = (one for one in found if one.currency == "CNY")
    return next(yuan, TrialBalance(payee_id, "CNY", period, ()))


async def other_balances(payee_id: int, period: Period) -> tuple[TrialBalance, ...]:
    """Of the payee's books in other currencies: money that came, and waits to go back. Those without an entry are left out."""
    found = await trial_balances(period, payees=[payee_id])
    return tuple(one for one in found if one.currency != "CNY" and one.lines)


Sums = dict[tuple[int, str], dict[str, Any]]


async def _before(books: list[int], period: Period) -> Sums:
    rows = Posting.filter(
        account__book_id__in=books, entry__at__lt=clock.at(period.first, time.min)
    )
    return _by_kind(await rows.annotate(minor_sum=Sum("minor")).group_by(*BY_KIND).values(*BY_KIND, "minor_sum"))  # fmt: skip


async def _within(books: list[int], period: Period) -> Sums:
    rows = Posting.filter(
        account__book_id__in=books,
        entry__at__gte=clock.at(period.first, time.min),
        entry__at__lt=clock.end_of(period.last),
    ).annotate(
        debit=Sum("minor", _filter=Q(minor__gt=0)), credit=Sum("minor", _filter=Q(minor__lt=0))
    )
    return _by_kind(await rows.group_by(*BY_KIND).values(*BY_KIND, "debit", "credit"))


def _by_kind(rows: list[dict[str, Any]]) -> Sums:
    return {(row["account__book_id"], row["account__kind"]): row for row in rows}


async def _written_off(books: list[int], period: Period) -> dict[int, int]:
    """By book: what stopped being owed by these entries."""
    rows = Posting.filter(
        account__book_id__in=books, account__kind=Kind.RECEIVABLE, entry__what__in=WRITTEN_OFF,
        entry__at__gte=clock.at(period.first, time.min), entry__at__lt=clock.end_of(period.last),
    ).annotate(whole=Sum("minor")).group_by("account__book_id")  # fmt: skip
    return {row["account__book_id"]: -int(row["whole"]) for row in await rows.values("account__book_id", "whole")}  # fmt: skip


def _balance(book: Book, period: Period, before: Sums, within: Sums, forgone: int) -> TrialBalance:
    lines = tuple(
        BalanceLine(
            kind,
            Money(int(before.get((book.id, kind), {}).get("minor_sum") or 0), book.currency),
            Money(int(within.get((book.id, kind), {}).get("debit") or 0), book.currency),
            Money(-int(within.get((book.id, kind), {}).get("credit") or 0), book.currency),
        )
        for kind in Kind
        if (book.id, kind) in before or (book.id, kind) in within
    )
    written_off = Money(forgone, book.currency)
    return TrialBalance(book.payee_id, book.currency, period, lines, written_off)
