"""Pages of members without an account: signing up by the link, the own entry by the personal one, the trip card, what is held."""

from starlette.routing import BaseRoute

from booking.web.enrolment import card, own, own_data, sign_up

ROUTES: list[BaseRoute] = [*sign_up.ROUTES, *own.ROUTES, *card.ROUTES, *own_data.ROUTES]
