"""Operations and routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from sites.foundation.described import Operation, routes

OPERATIONS: list[Operation] = []
ROUTES: list[BaseRoute] = [*routes(OPERATIONS)]
