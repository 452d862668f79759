"""The agency's side: trips for which a union gave it a mandate, prepared and never decided."""

from starlette.routing import BaseRoute

from booking.web.agency import desk, trip

ROUTES: list[BaseRoute] = [*desk.ROUTES, *trip.ROUTES]
