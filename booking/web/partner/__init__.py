"""A partner city's side: its balance, the groups of its unions, the catalogue as its unions may use it."""

from starlette.routing import BaseRoute

from booking.web.partner import balance, catalogue, groups, overview

ROUTES: list[BaseRoute] = [*overview.ROUTES, *balance.ROUTES, *groups.ROUTES, *catalogue.ROUTES]
