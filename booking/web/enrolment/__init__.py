"""Pages of members without an account: signing up by the link, the own entry by the personal one, the trip card."""

from starlette.routing import BaseRoute

from booking.web.enrolment import card, own, sign_up

ROUTES: list[BaseRoute] = [*sign_up.ROUTES, *own.ROUTES, *card.ROUTES]
