"""Pooled groups: what is open, joining and opening for unions, and the whole group for the base."""

from starlette.routing import BaseRoute

from booking.web.pools import base, joining, listing, one, opening, rooms

ROUTES: list[BaseRoute] = [
    *listing.ROUTES,
    *opening.ROUTES,
    *joining.ROUTES,
    *rooms.ROUTES,
    *one.ROUTES,
    *base.ROUTES,
]
