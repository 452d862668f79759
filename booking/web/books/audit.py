"""The auditor's pages: every payee's book with its sums, one book, and the postings behind each number. Nothing to write."""

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.insights.audit import OverseenBook, overseen_books, overseen_payee
from booking.money.book_words import account_words
from booking.money.ledger import Kind
from booking.web.books.period import period_of, query_of
from booking.web.books.view import (
    account_of,
    balance_rows,
    balance_sheets,
    entries_sheet,
    other_books,
    posted,
    yuan,
)
from booking.web.federation.door import federation_route
from booking.web.showing.download import download
from sites.foundation.amounts import Money, total
from sites.foundation.language import N_, _, pgettext
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href
from sites.foundation.spreadsheet import Sheet

ROOT, LIST = "/federation/audit", "pages/books/audit.html"
BALANCE, ENTRIES = "pages/books/balance.html", "pages/books/entries.html"
SIZE, ALL = 50, 100_000
# The columns of the list: words, the kinds of accounts that they sum, and the side on which they stand.
COLUMNS: tuple[tuple[str, tuple[Kind, ...], int], ...] = (
    (N_("Receivable"), (Kind.RECEIVABLE,), 1),
    (N_("Bank and provider"), (Kind.BANK, Kind.STRIPE), 1),
    (N_("Not matched"), (Kind.SUSPENSE,), -1),
    (N_("Refunds due"), (Kind.REFUND_DUE,), -1),
    (N_("Income"), (Kind.INCOME,), -1),
    (N_("Other"), (Kind.FEES, Kind.PAYABLE_OPERATOR, Kind.COMMISSION, Kind.SUBSIDY), 1),
)


async def show(request: Request) -> Response:
    period = period_of(request)
    books = await overseen_books(period, by=actor_of(request))
    shown = cut(books, number=number_from(request.query_params.get("page")), size=SIZE)
    return page(
        request, LIST, shown=shown, columns=[_(words) for words, _kinds, _sign in COLUMNS],
        cells=_cells, sums=[_sum(books, kinds, sign) for _words, kinds, sign in COLUMNS],
        unbalanced=[book for book in books if not book.balance.is_balanced], period=period,
        kept=query_of(period), root=ROOT,
        previous=href(ROOT, **query_of(period), page=shown.number - 1) if shown.number > 1 else "",
        next=href(ROOT, **query_of(period), page=shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    books = await overseen_books(period_of(request), by=actor_of(request))
    head = (
        _("Payee"),
        pgettext("book", "Currency"),
        *(_(words) for words, _kinds, _sign in COLUMNS),
    )
    rows = [(book.payee.name, book.balance.currency, *map(yuan, _cells(book))) for book in books]
    title = _("Books of all payees")
    return await download(title, Sheet(title, head, rows))


async def show_book(request: Request) -> Response:
    payee = await overseen_payee(request.path_params["payee"], by=actor_of(request))
    period = period_of(request)
    balance = await money.trial_balance(payee.id, period)
    return page(
        request, BALANCE, balance=balance, rows=balance_rows(balance), root=f"{ROOT}/{payee.public_id}",
        period=period, kept=query_of(period), payee=payee, others=await other_books(payee.id, period),
    )  # fmt: skip


async def book_as_sheet(request: Request) -> Response:
    payee = await overseen_payee(request.path_params["payee"], by=actor_of(request))
    title = _("Trial balance")
    return await download(f"{title} {payee.name}", *await balance_sheets(title, payee.id, period_of(request)))  # fmt: skip


async def show_entries(request: Request) -> Response:
    payee = await overseen_payee(request.path_params["payee"], by=actor_of(request))
    period, kind = period_of(request), account_of(request.path_params["account"])
    found = await money.entries_of(
        payee.id, kind, period, number=number_from(request.query_params.get("page"))
    )
    root = f"{ROOT}/{payee.public_id}"
    address = f"{root}/{kind.value}"
    return page(
        request, ENTRIES, found=found, entries=await posted(list(found.items)), title=account_words(kind),
        root=root, address=address, period=period, kept=query_of(period), payee=payee, stays="",
        previous=href(address, **query_of(period), page=found.number - 1) if found.number > 1 else "",
        next=href(address, **query_of(period), page=found.number + 1) if found.number < found.last else "",
    )  # fmt: skip


async def entries_as_sheet(request: Request) -> Response:
    payee = await overseen_payee(request.path_params["payee"], by=actor_of(request))
    kind = account_of(request.path_params["account"])
    found = await money.entries_of(payee.id, kind, period_of(request), size=ALL)
    title = account_words(kind)
    return await download(f"{title} {payee.name}", entries_sheet(title, await posted(list(found.items))))  # fmt: skip


def _cells(book: OverseenBook) -> list[Money]:
    return [book.balance.closing_of(*kinds) * sign for _words, kinds, sign in COLUMNS]


def _sum(books: tuple[OverseenBook, ...], kinds: tuple[Kind, ...], sign: int) -> Money:
    yuan_books = (book.balance for book in books if book.balance.currency == "CNY")
    return total(balance.closing_of(*kinds) * sign for balance in yuan_books)


ROUTES = [
    federation_route(ROOT, needs="audit.see", get=show),
    federation_route(f"{ROOT}.xlsx", needs="audit.see", get=sheet),
    federation_route(f"{ROOT}/{{payee}}.xlsx", needs="audit.see", get=book_as_sheet),
    federation_route(f"{ROOT}/{{payee}}", needs="audit.see", get=show_book),
    federation_route(f"{ROOT}/{{payee}}/{{account}}.xlsx", needs="audit.see", get=entries_as_sheet),
    federation_route(f"{ROOT}/{{payee}}/{{account}}", needs="audit.see", get=show_entries),
]
