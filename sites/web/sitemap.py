"""What machines may find: robots.txt, and a sitemap of every public page in both languages.

Streamed in batches of codes, so that its size costs no memory. Addresses come from BASE_URL alone.
"""

from collections.abc import AsyncIterator, Iterator
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from sites import listings
from sites.foundation.pages import PUBLIC, PageUnknown, route
from sites.foundation.paging import number_from

# Of one file, by the protocol of sitemaps; every page has two addresses.
MOST_ADDRESSES = 50_000
BATCH = 1000
PAGES = (
    "/",
    "/sites",
    "/about",
    "/guide",
    "/open-data",
    "/accessibility",
    "/privacy",
    "/api/docs",
    "/interface",
    "/months",
)
HIDDEN = (
    "/union", "/operator", "/federation", "/partner", "/centre", "/platform", "/agency", "/account", "/team",
    "/programs", "/notices", "/sign-in", "/forgotten", "/reset", "/claim", "/invitations", "/mailbox", "/size",
    "/enrolment", "/trip-card", "/my-data", "/calendars", "/refund-confirmation", "/write-off-confirmation",
    "/compare", "/embed", "/healthz", "/readyz", "/metrics",
)  # fmt: skip
XML = "application/xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


async def robots(request: Request) -> Response:
    """The public side may be read by machines, the working sides not."""
    closed = [f"Disallow: {language}{path}" for language in ("", "/en") for path in HIDDEN]
    lines = [
        "User-agent: *",
        *closed,
        "",
        f"Sitemap: {request.app.state.settings.origin}/sitemap.xml",
    ]
    return PlainTextResponse("\n".join(lines) + "\n")


async def show(request: Request) -> Response:
    """One file, or an index of files where one would be too long."""
    origin = request.app.state.settings.origin
    files = await _files()
    if files == 1:
        return StreamingResponse(_addresses(origin, part=1), media_type=XML)
    inner = "".join(
        f"<sitemap><loc>{origin}/sitemap-{n}.xml</loc></sitemap>\n" for n in range(1, files + 1)
    )
    return Response(f"{HEAD}<sitemapindex {NAMES}>\n{inner}</sitemapindex>\n", media_type=XML)


async def show_part(request: Request) -> Response:
    part = number_from(request.path_params["part"])
    if str(part) != request.path_params["part"] or part > await _files():
        raise PageUnknown
    return StreamingResponse(
        _addresses(request.app.state.settings.origin, part=part), media_type=XML
    )


async def _files() -> int:
    return max(1, -(-2 * (len(PAGES) + await listings.how_many()) // MOST_ADDRESSES))


async def _addresses(origin: str, *, part: int) -> AsyncIterator[str]:
    """Pages `(part - 1) * n` to `part * n` of all: first those of words, then the bases by code."""
    each = MOST_ADDRESSES // 2
    first, last = (part - 1) * each, part * each
    yield f"{HEAD}<urlset {NAMES} {LINKS}>\n"
    for path in PAGES[first:last]:
        yield "".join(_entries(origin, path))
    start, stop = max(0, first - len(PAGES)), max(0, last - len(PAGES))
    while start < stop:
        codes = await listings.codes(skip=start, most=min(BATCH, stop - start))
        yield "".join(entry for code in codes for entry in _entries(origin, f"/sites/{code}"))
        start = start + BATCH if len(codes) == BATCH else stop
    yield "</urlset>\n"


def _entries(origin: str, path: str) -> Iterator[str]:
    """The page in both languages, each naming the other."""
    chinese, english = escape(f"{origin}{path}"), escape(f"{origin}/en{path}")
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in (("zh-Hans", chinese), ("en", english), ("x-default", chinese))
    )
    for address in (chinese, english):
        yield f"<url><loc>{address}</loc>{others}</url>\n"


ROUTES = [
    route("/robots.txt", needs=PUBLIC, get=robots),
    route("/sitemap.xml", needs=PUBLIC, get=show),
    route("/sitemap-{part}.xml", needs=PUBLIC, get=show_part),
]
