"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from sites.web import art, assets, certified, home, plain, statements

ROUTES: list[BaseRoute] = [
    *assets.ROUTES,
    *home.ROUTES,
    *art.ROUTES,
    *certified.ROUTES,
    *statements.ROUTES,
    *plain.ROUTES,
]
