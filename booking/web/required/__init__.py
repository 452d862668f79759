"""Which papers of a decision are needed from which amount: a union's own page, and a federation's for its unions."""

from booking.web.required.amounts import ROUTES

__all__ = ["ROUTES"]
