"""The catalogue for everybody: a page that explains it, CSV and JSON with licence, version and ETag."""

from starlette.requests import Request
from starlette.responses import Response

from sites.foundation.editions import CATALOGUE
from sites.foundation.kept_pages import kept_page
from sites.foundation.language import _, pgettext
from sites.foundation.pages import PUBLIC, page, route
from sites.web.open_catalogue import COLUMNS, LICENCE, LICENCE_URL, OpenCatalogue, open_catalogue

PAGE = "pages/public/open_data.html"
# A mirror asks again after five minutes at the earliest, and then by ETag.
KEPT = "public, max-age=300"


async def show(request: Request) -> Response:
    found = await _found(request)
    origin = request.app.state.settings.origin
    types = _types()
    return page(
        request, PAGE, catalogue=found, origin=origin, licence=LICENCE, licence_url=LICENCE_URL,
        columns=[(name, types[kind], _(meaning)) for name, (kind, meaning) in COLUMNS.items()],
        snippet=f'<iframe src="{origin}/embed/sites" title="{_("Certified bases for workers’ retreats")}"'
        ' width="100%" height="640" loading="lazy"></iframe>',
    )  # fmt: skip


def _types() -> dict[str, str]:
    """The types of the columns, as the reader calls them."""
    return {
        "text": pgettext("column", "text"), "number": pgettext("column", "number"), "date": pgettext("column", "date"),
        "true or false": pgettext("column", "true or false"), "address": pgettext("column", "web address"),
    }  # fmt: skip


async def as_csv(request: Request) -> Response:
    found = await _found(request)
    name = f'attachment; filename="tongxin-sites-{found.version}.csv"'
    return _answer(
        request, found, found.as_csv, "text/csv; charset=utf-8; header=present", as_file=name
    )


async def as_json(request: Request) -> Response:
    found = await _found(request)
    body = found.as_json(origin=request.app.state.settings.origin)
    return _answer(request, found, body, "application/json")


def _answer(
    request: Request, found: OpenCatalogue, body: bytes, kind: str, *, as_file: str = ""
) -> Response:
    tag = f'W/"{found.version}"'
    headers = {
        "ETag": tag, "Cache-Control": KEPT, "Link": f'<{LICENCE_URL}>; rel="license"',
        "X-Version": found.version, "Access-Control-Allow-Origin": "*",
    }  # fmt: skip
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if as_file:
        headers["Content-Disposition"] = as_file
    return Response(body, media_type=kind, headers=headers)


async def _found(request: Request) -> OpenCatalogue:
    return await open_catalogue(origin=request.app.state.settings.origin)


ROUTES = [
    route("/open-data", needs=PUBLIC, get=kept_page(show, CATALOGUE)),
    route("/open-data/sites.csv", needs=PUBLIC, get=as_csv),
    route("/open-data/sites.json", needs=PUBLIC, get=as_json),
]
