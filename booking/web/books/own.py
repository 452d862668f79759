"""A payee's own book: its trial balance over a period, and the postings behind each number."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking import money
from booking.money.book_words import account_words
from booking.web.books.period import period_of, query_of
from booking.web.books.view import (
    account_of,
    balance_rows,
    balance_sheets,
    entries_sheet,
    other_books,
    posted,
)
from booking.web.showing.download import download
from booking.web.side import Side
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href

BALANCE, ENTRIES = "pages/books/balance.html", "pages/books/entries.html"
ALL = 100_000
ROOTS = {"operator": "/operator/money/books", "service_centre": "/centre/money/books"}


async def show(request: Request) -> Response:
    by, period = actor_of(request), period_of(request)
    balance = await money.trial_balance(by.organisation_id, period)
    return page(
        request, BALANCE, balance=balance, rows=balance_rows(balance), root=ROOTS[by.kind],
        period=period, kept=query_of(period), payee=None,
        others=await other_books(by.organisation_id, period),
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    own, title = actor_of(request).organisation_id, _("Trial balance")
    return await download(title, *await balance_sheets(title, own, period_of(request)))


async def entries(request: Request) -> Response:
    by, period, kind = actor_of(request), period_of(request), account_of(request.path_params["account"])  # fmt: skip
    found = await money.entries_of(
        by.organisation_id, kind, period, number=number_from(request.query_params.get("page"))
    )
    address = f"{ROOTS[by.kind]}/{kind.value}"
    return page(
        request, ENTRIES, found=found, entries=await posted(list(found.items)), title=account_words(kind),
        root=ROOTS[by.kind], address=address, period=period, kept=query_of(period), payee=None,
        stays="" if by.kind == "service_centre" else f"/{by.kind}/stays/",
        previous=href(address, **query_of(period), page=found.number - 1) if found.number > 1 else "",
        next=href(address, **query_of(period), page=found.number + 1) if found.number < found.last else "",
    )  # fmt: skip


async def entries_as_sheet(request: Request) -> Response:
    by, kind = actor_of(request), account_of(request.path_params["account"])
    found = await money.entries_of(by.organisation_id, kind, period_of(request), size=ALL)
    title = account_words(kind)
    return await download(title, entries_sheet(title, await posted(list(found.items))))


def _routes(kind: str, root: str) -> list[Route]:
    side = Side(kind)
    return [
        side(root, needs="money.see", get=show),
        side(f"{root}.xlsx", needs="money.see", get=sheet),
        side(f"{root}/{{account}}.xlsx", needs="money.see", get=entries_as_sheet),
        side(f"{root}/{{account}}", needs="money.see", get=entries),
    ]


ROUTES = [route for kind, root in ROOTS.items() for route in _routes(kind, root)]
