"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from booking.web import health, offers, people

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *offers.ROUTES,
    *people.ROUTES,
]
