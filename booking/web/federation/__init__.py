"""The federation that hosts the bases: what stands on its desk."""

from starlette.routing import BaseRoute

from booking.web.federation import (
    acting,
    calls,
    certificates,
    charts,
    desk,
    disputes,
    eligibility,
    limit,
    operators,
    pictures,
    register,
    waiting,
)

ROUTES: list[BaseRoute] = [
    *desk.ROUTES,
    *charts.ROUTES,
    *calls.ROUTES,
    *certificates.ROUTES,
    *register.ROUTES,
    *acting.ROUTES,
    *pictures.ROUTES,
    *operators.ROUTES,
    *disputes.ROUTES,
    *eligibility.ROUTES,
    *limit.ROUTES,
    *waiting.ROUTES,
]
