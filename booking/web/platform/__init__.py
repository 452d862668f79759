"""The desk of the platform's operator."""

from starlette.routing import BaseRoute

from booking.web.platform import jobs

ROUTES: list[BaseRoute] = [*jobs.ROUTES]
