"""Every address is one that machines may find, one that they are kept from, or one of a few that are neither."""

from pathlib import Path

from asgi import create_app
from sites.web.sitemap import HIDDEN, PAGES
from tests.clients import test_settings as settings_for
from tests.house.routes.map import Address, addresses

# Found through the pages that name them; each base has its own line of the sitemap.
THROUGH_PAGES = {
    "/sites/{code}", "/sign-up", "/static/{digest}/{path:path}", "/art/{code}.svg", "/pictures/{picture}/{size}.jpg",
    "/open-data/sites.csv", "/open-data/sites.json", "/robots.txt", "/sitemap.xml", "/sitemap-{part}.xml", "/favicon.ico",
}  # fmt: skip


def test_every_address_is_found_or_kept_from_machines(tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path), database_is_open=True)
    pages = [one for one in addresses(app) if one.reads and not one.is_api]

    neither = [one.path for one in pages if not _is_kept(one) and one.path not in PAGES]
    assert set(neither) == THROUGH_PAGES
    assert [one.path for one in pages if not one.is_public and not _is_kept(one)] == []
    assert [one.path for one in pages if one.path in PAGES and _is_kept(one)] == []


def _is_kept(one: Address) -> bool:
    return any(one.path == root or one.path.startswith(f"{root}/") for root in HIDDEN)
