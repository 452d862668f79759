"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from booking.web import (
    cases,
    federation,
    health,
    notices,
    offers,
    operator,
    partner,
    people,
    platform,
    programs,
    provider,
    quotas,
    receptions,
    union,
)

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *offers.ROUTES,
    *people.ROUTES,
    *programs.ROUTES,
    *provider.ROUTES,
    *notices.ROUTES,
    *union.ROUTES,
    *operator.ROUTES,
    *federation.ROUTES,
    *quotas.ROUTES,
    *receptions.ROUTES,
    *cases.ROUTES,
    *partner.ROUTES,
    *platform.ROUTES,
]
