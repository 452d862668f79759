"""A list of the certified bases that other sites may frame: no cookie, no script, nothing of the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sites import regions
from sites.foundation.language import choose, locale
from sites.foundation.pages import PUBLIC, route
from sites.foundation.rendering import href, render
from sites.listings.vocabulary import KIND
from sites.web.open_catalogue import OpenSite, open_catalogue

PAGE = "pages/public/embedded.html"
# The one page that others may frame; it can send nothing and run nothing.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
KEPT = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Listed:
    name: str
    href: str
    kind: str
    valid_to: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class District:
    name: str
    sites: tuple[Listed, ...]


async def show(request: Request) -> Response:
    """`?district=` shows one district alone; an unknown one shows none."""
    origin = request.app.state.settings.origin
    found = await open_catalogue(origin=origin)
    wanted = request.query_params.get("district", "")
    sites = [one for one in found.sites if not wanted or one.district_code == wanted]
    body = render(
        PAGE, districts=_districts(sites, origin=origin), total=len(sites), version=found.version,
        home=origin + href("/"),
    )  # fmt: skip
    return HTMLResponse(body, headers={"Content-Security-Policy": POLICY, "Cache-Control": KEPT})


def _districts(sites: Sequence[OpenSite], *, origin: str) -> list[District]:
    ordered = sorted(sites, key=lambda one: (one.district_code, one.code))
    return [
        District(_name(code), tuple(_listed(one, origin) for one in group))
        for code, group in groupby(ordered, key=lambda one: one.district_code)
    ]


def _listed(one: OpenSite, origin: str) -> Listed:
    return Listed(
        choose(one.name, one.name_en), f"{origin}{href(f'/sites/{one.code}')}",
        KIND[one.kind].say(), one.valid_to, one.is_example,
    )  # fmt: skip


def _name(district: str) -> str:
    try:
        return regions.district(district).name_in(locale())
    except KeyError:
        return district


ROUTES = [route("/embed/sites", needs=PUBLIC, get=show)]
