"""Subsidies of programmes: the union claims them after a trip, the federation sets, decides and pays them."""

from booking.web.subsidies.claim import ROUTES as CLAIM
from booking.web.subsidies.claims import ROUTES as CLAIMS
from booking.web.subsidies.own import ROUTES as OWN
from booking.web.subsidies.rates import ROUTES as RATES

ROUTES = [*OWN, *CLAIMS, *RATES, *CLAIM]
