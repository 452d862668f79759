"""Operations and routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from sites.api import bases
from sites.foundation.described import routes

OPERATIONS = [*bases.OPERATIONS]
ROUTES: list[BaseRoute] = [*routes(OPERATIONS)]
