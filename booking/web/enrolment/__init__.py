"""Pages of members without an account: signing up by the link, and the own entry by the personal one."""

from starlette.routing import BaseRoute

from booking.web.enrolment import own, sign_up

ROUTES: list[BaseRoute] = [*sign_up.ROUTES, *own.ROUTES]
