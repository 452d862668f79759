"""Routes of this entrance, for the composition root."""

from starlette.routing import BaseRoute

from sites.web import (
    art,
    assets,
    certified,
    embedding,
    home,
    open_data,
    pictures,
    plain,
    sitemap,
    statements,
)

ROUTES: list[BaseRoute] = [
    *assets.ROUTES,
    *home.ROUTES,
    *art.ROUTES,
    *pictures.ROUTES,
    *certified.ROUTES,
    *statements.ROUTES,
    *open_data.ROUTES,
    *embedding.ROUTES,
    *sitemap.ROUTES,
    *plain.ROUTES,
]
