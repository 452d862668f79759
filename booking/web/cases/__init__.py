"""Cases (诉求) on three sides: asked by unions, handled by the federation, known to operators where handed over."""

from starlette.routing import BaseRoute

from booking.web.cases import acts, listing, one, opening

# The form's address comes before the pattern of one case's.
ROUTES: list[BaseRoute] = [*listing.ROUTES, *opening.ROUTES, *one.ROUTES, *acts.ROUTES]
