"""Quotas: the federation's tree with its forms, by hand and by spreadsheet."""

from starlette.routing import BaseRoute

from booking.web.quotas import borrow, change, close, importing, make, overview, page

# Fixed words before ids.
ROUTES: list[BaseRoute] = [
    *overview.ROUTES,
    *make.ROUTES,
    *importing.ROUTES,
    *page.ROUTES,
    *change.ROUTES,
    *borrow.ROUTES,
    *close.ROUTES,
]
