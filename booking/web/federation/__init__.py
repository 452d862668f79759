"""The federations' sides: the host of the bases, and the partner cities."""

from starlette.routing import BaseRoute

from booking.web.federation import desk, partner_desk, register

ROUTES: list[BaseRoute] = [*desk.ROUTES, *partner_desk.ROUTES, *register.ROUTES]
