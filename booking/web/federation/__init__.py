"""The federation that hosts the bases: what stands on its desk."""

from starlette.routing import BaseRoute

from booking.web.federation import acting, desk, register

ROUTES: list[BaseRoute] = [*desk.ROUTES, *register.ROUTES, *acting.ROUTES]
