"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
