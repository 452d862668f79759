"""Policy documents as federations and unions keep them: list, text, new versions with a preview, files in and out."""

from starlette.routing import BaseRoute

from booking.web.rules import importing, overview, writing

ROUTES: list[BaseRoute] = [*importing.ROUTES, *writing.ROUTES, *overview.ROUTES]
