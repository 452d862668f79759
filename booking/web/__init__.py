"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from booking.web import (
    agency,
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
    *operator.ROUTES,
    *payee.ROUTES,
    *agency.ROUTES,
    *centre.ROUTES,
    *federation.ROUTES,
    *quotas.ROUTES,
    *receptions.ROUTES,
    *rules.ROUTES,
    *cases.ROUTES,
    *partner.ROUTES,
    *platform.ROUTES,
]
