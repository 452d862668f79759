from pathlib import Path
from xml.etree import ElementTree as ET

import httpx2
import pytest

from asgi import create_app
from sites.web import sitemap
from tests.clients import Client
from tests.clients import test_settings as settings_for
from tests.factories.places import make_place

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BASE = "https://retreats.example"


def reader(folder: Path) -> httpx2.AsyncClient:
    """A visitor of a real installation, who asks by an address that is not BASE_URL."""
    settings = settings_for(folder, demo=False, base_url=BASE, allowed_hosts="127.0.0.1")
    app = create_app(settings, database_is_open=True)
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://127.0.0.1:8000"
    )


def named(text: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter(f"{SPACE}{name}"))  # noqa: S314 - our own answer


def locs(text: str) -> list[str]:
    return [str(node.text) for node in named(text, "loc")]


async def test_every_public_page_stands_in_the_sitemap_in_both_languages_by_base_url(
    database: str, tmp_path: Path
) -> None:
    place = await make_place()
    async with reader(tmp_path) as client:
        text = (await client.get("/sitemap.xml")).text
        found = locs(text)
        wanted = {
            f"{BASE}{language}{path}"
            for path in (*sitemap.PAGES, f"/sites/{place.code}")
            for language in ("", "/en")
        }
        assert set(found) == wanted
        assert len(found) == len(wanted)
        for node in named(text, "url"):
            assert {one.get("hreflang") for one in node.iter(LINK)} == {
                "zh-Hans",
                "en",
                "x-default",
            }
        for address in found:
            page = await client.get(address.removeprefix(BASE))
            assert page.status_code == 200, address
            assert f'<link rel="canonical" href="{address}" />' in page.text


async def test_a_long_catalogue_is_an_index_of_files_that_hold_each_base_once(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [await make_place() for _ in range(5)]
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 8)
    monkeypatch.setattr(sitemap, "BATCH", 2)
    async with reader(tmp_path) as client:
        files = locs((await client.get("/sitemap.xml")).text)
        assert files == [f"{BASE}/sitemap-{n}.xml" for n in range(1, 5)]
        found = [
            address
            for file in files
            for address in locs((await client.get(file.removeprefix(BASE))).text)
        ]
        assert len(found) == len(set(found)) == 2 * (len(sitemap.PAGES) + 5)
        assert {f"{BASE}/en/sites/{place.code}" for place in places} <= set(found)
        for number in ("0", "5", "99999"):
            assert (await client.get(f"/sitemap-{number}.xml")).status_code == 404


async def test_robots_are_led_to_the_sitemap_and_kept_from_the_desks_in_both_languages(
    database: str, tmp_path: Path
) -> None:
    async with reader(tmp_path) as client:
        text = (await client.get("/robots.txt")).text
    assert f"Sitemap: {BASE}/sitemap.xml" in text
    for path in ("/union", "/en/union", "/partner", "/en/reset"):
        assert f"Disallow: {path}\n" in text
    assert "Disallow: /\n" not in text


async def test_a_public_page_names_its_address_without_question_and_never_from_the_host(
    database: str, tmp_path: Path
) -> None:
    place = await make_place()
    async with reader(tmp_path) as client:
        page = (await client.get(f"/en/sites/{place.code}?heads=20&nights=3")).text
        assert f'<link rel="canonical" href="{BASE}/en/sites/{place.code}" />' in page
        assert f'hreflang="x-default" href="{BASE}/sites/{place.code}"' in page
        assert "127.0.0.1" not in page
        lost = (await client.get("/nowhere")).text
        assert "canonical" not in lost


async def test_public_pages_describe_themselves(client: Client) -> None:
    for path in ("/", "/sites", "/about", "/guide", "/open-data", "/accessibility", "/privacy"):
        page = (await client.get(path)).text
        assert page.count('<meta name="description" content="') == 1, path
        assert page.count("<title>") == 1 + page.count("<svg><title>"), path


async def test_a_name_with_markup_breaks_neither_sitemap_nor_page(
    database: str, client: Client
) -> None:
    place = await make_place(name='</script><b>"示例"', name_en="</script><i>")
    page = (await client.get(f"/sites/{place.code}")).text
    assert "</script><b>" not in page
