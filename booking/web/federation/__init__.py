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
    surveys,
    waiting,
)
from booking.web.federation.door import federation_route
from booking.web.force_majeure import force_majeure_routes

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
    *force_majeure_routes(federation_route, "federation", needs="cases.answer"),
    *eligibility.ROUTES,
    *limit.ROUTES,
    *surveys.ROUTES,
    *waiting.ROUTES,
]
