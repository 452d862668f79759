"""The administrator's pages for programs: tokens, webhooks and group robots of the organisation."""

from starlette.routing import BaseRoute

from booking.web.programs import robots, tokens, webhooks

ROUTES: list[BaseRoute] = [*tokens.ROUTES, *webhooks.ROUTES, *robots.ROUTES]
