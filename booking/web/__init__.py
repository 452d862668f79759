"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from booking.web import (
    books,
    cases,
    centre,
    documents,
    federation,
    health,
    notices,
    offers,
    operator,
    partner,
    payee,
    people,
    platform,
    programs,
    provider,
    quotas,
    receptions,
    required,
    rules,
    union,
)

ROUTES: list[BaseRoute] = [
    *health.ROUTES,
    *offers.ROUTES,
    *people.ROUTES,
    *programs.ROUTES,
    *provider.ROUTES,
    *notices.ROUTES,
    *documents.ROUTES,
    *books.ROUTES,
    *union.ROUTES,
    *required.ROUTES,
    *operator.ROUTES,
    *payee.ROUTES,
    *centre.ROUTES,
    *federation.ROUTES,
    *quotas.ROUTES,
    *receptions.ROUTES,
    *rules.ROUTES,
    *cases.ROUTES,
    *partner.ROUTES,
    *platform.ROUTES,
]
