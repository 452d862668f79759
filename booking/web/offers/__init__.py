"""What is on offer, judged by the visitor's own place: results, one base, bases side by side."""

from starlette.routing import BaseRoute

from booking.web.offers import base_page, by_month, comparison, results

ROUTES: list[BaseRoute] = [*results.ROUTES, *by_month.ROUTES, *comparison.ROUTES, *base_page.ROUTES]
