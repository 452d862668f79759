"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from booking.web import health, people

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *people.ROUTES,
]
