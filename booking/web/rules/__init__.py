"""Policy documents as federations and unions keep them: list, text, new versions with a preview, files in and out; holidays."""

from starlette.routing import BaseRoute

from booking.web.rules import holidays, importing, overview, writing

ROUTES: list[BaseRoute] = [
    *importing.ROUTES,
    *writing.ROUTES,
    *holidays.ROUTES,
    *overview.ROUTES,
]
