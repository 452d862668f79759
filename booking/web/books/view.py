"""A trial balance and postings as rows of tables, on pages and in sheets."""

from dataclasses import dataclass
from decimal import Decimal

from booking import stays
from booking.money import BookEntry, Period, TrialBalance, other_balances, trial_balance
from booking.money.book_words import account_words, entry_words
from booking.money.ledger import Kind
from sites.foundation.amounts import Money
from sites.foundation.clock import SHANGHAI
from sites.foundation.errors import Kind as Of
from sites.foundation.errors import Refusal
from sites.foundation.formats import amount
from sites.foundation.language import N_, _, pgettext
from sites.foundation.spreadsheet import Sheet


class AccountUnknown(Refusal):
    code = "account_unknown"
    kind = Of.UNKNOWN
    words = N_("There is no such account in the books.")


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting as the page shows it. `stay` is a public id, empty where the entry is about none."""

    entry: BookEntry
    what: str
    stay: str
    union: str
    against: str


def account_of(code: str) -> Kind:
    """Refused: AccountUnknown."""
    try:
        return Kind(code)
    except ValueError:
        raise AccountUnknown from None


def balance_rows(balance: TrialBalance) -> list[tuple[str, str, tuple[str, ...]]]:
    """Code, words, and opening, turnovers and closing as amounts; a credit balance is negative."""
    return [
        (
            line.kind.value, account_words(line.kind),
            tuple(map(amount, (line.opening, line.debit, line.credit, line.closing))),
        )
        for line in balance.lines
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OtherBook:
    """A payee's book in another currency, as the page shows it."""

    balance: TrialBalance
    rows: list[tuple[str, str, tuple[str, ...]]]


async def other_books(payee_id: int, period: Period) -> list[OtherBook]:
    return [OtherBook(one, balance_rows(one)) for one in await other_balances(payee_id, period)]


async def balance_sheets(title: str, payee_id: int, period: Period) -> list[Sheet]:
    """The book in yuan first, then each other currency's."""
    others = await other_balances(payee_id, period)
    return [
        balance_sheet(title, await trial_balance(payee_id, period)),
        *(balance_sheet(f"{title} {one.currency}", one) for one in others),
    ]


def balance_sheet(title: str, balance: TrialBalance) -> Sheet:
    rows: list[tuple[object, ...]] = [
        (account_words(line.kind), *map(yuan, (line.opening, line.debit, line.credit, line.closing)))
        for line in balance.lines
    ]  # fmt: skip
    whole = (_("Together"), *map(yuan, (balance.opening, balance.debit, balance.credit, balance.closing)))  # fmt: skip
    head = (pgettext("book", "Account"), *balance_head())
    forgone = (_("Written off in this period"), "", "", "", yuan(balance.written_off))
    return Sheet(title, head, [*rows, whole, *([forgone] if balance.written_off else [])])


def balance_head() -> tuple[str, str, str, str]:
    return (_("Opening"), _("Debits"), _("Credits"), _("Closing"))


def yuan(value: Money) -> Decimal:
    return Decimal(value.minor) / 100


async def posted(entries: list[BookEntry]) -> list[Posted]:
    lines = await stays.lines_by_id({one.stay_id for one in entries if one.stay_id})
    return [
        Posted(
            one, entry_words(one.what),
            lines[one.stay_id].public_id if one.stay_id in lines else "",
            lines[one.stay_id].union_name if one.stay_id in lines else "",
            _(", ").join(account_words(kind) for kind in one.against),
        )
        for one in entries
    ]  # fmt: skip


def entries_sheet(title: str, entries: list[Posted]) -> Sheet:
    head = (
        _("Day"), _("Entry"), _("Recorded by"), _("Union"), _("Payment reference"), _("Against"),
        _("Debit"), _("Credit"), pgettext("book", "Balance"),
    )  # fmt: skip
    rows = [
        (
            one.entry.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"), one.what,
            one.entry.by_name or _("the program"), one.union, one.entry.reference, one.against,
            yuan(max(one.entry.amount, Money(0))), yuan(max(-one.entry.amount, Money(0))), yuan(one.entry.balance),
        )
        for one in entries
    ]  # fmt: skip
    return Sheet(title, head, rows)
