"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from sites.web import assets

ROUTES: list[BaseRoute] = [*assets.ROUTES]
