"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from booking.web import federation, health, notices, offers, operator, people, platform, union

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *offers.ROUTES,
    *people.ROUTES,
    *notices.ROUTES,
    *union.ROUTES,
    *operator.ROUTES,
    *federation.ROUTES,
    *platform.ROUTES,
]
