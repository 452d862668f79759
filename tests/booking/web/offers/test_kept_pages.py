"""What is kept of public pages: a change is seen at the next request, and nobody sees what is another's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from sites.foundation import clock, editions
from sites.foundation.database import change
from tests.clients import Client
from tests.databases import settings_environment
from tests.factories.places import make_place
from tests.house.reading import tables_read
from tests.servers.processes import Tongxin


@dataclass(frozen=True)
class Changed:
    """One statement about the base ($1), and the page on which it must be seen."""

    sql: str
    page: str = "results"


DAY = clock.today() + timedelta(days=12)
CHANGES = {
    "a price": Changed("UPDATE package_prices SET per_person = per_person + 1000 WHERE package_id IN (SELECT id FROM packages WHERE site_id = $1)"),
    "a package taken back": Changed("UPDATE packages SET is_offered = FALSE WHERE site_id = $1"),
    "a closed night": Changed(f"UPDATE nights SET is_closed = TRUE WHERE site_id = $1 AND date = '{DAY}'"),
    "rooms that are taken": Changed(f"UPDATE nights SET sold = 40 WHERE site_id = $1 AND date = '{DAY}' AND rooms = 40"),
    "a night that is gone": Changed(f"DELETE FROM nights WHERE site_id = $1 AND date = '{DAY}'"),
    "people received": Changed(f"UPDATE receptions SET held = 80 WHERE site_id = $1 AND date = '{DAY}'"),
    "a suspended certificate": Changed("UPDATE certificates SET status = 'suspended' WHERE site_id = $1"),
    "a kind": Changed("UPDATE sites SET kind = 'village' WHERE id = $1", page="home"),
    "beds of a room": Changed("UPDATE room_types SET beds = 1 WHERE site_id = $1"),
    "an agreement": Changed("INSERT INTO recognitions (origin_code, host_code, document, source, starts_on) SELECT '330000', '340000', 'D', 'https://x.cn', '2021-01-01' FROM sites WHERE id = $1", page="home"),
}  # fmt: skip


def address(page: str, place: SimpleNamespace) -> str:
    stay = f"check_in={clock.today() + timedelta(days=10)}&nights=4&heads=36"
    return {
        "home": "/",
        "results": f"/sites?{stay}",
        "base": f"/sites/{place.code}?{stay}",
        "about": "/about",
    }[page]


@pytest.mark.breaks_invariants("nights_equal_their_claims", "receptions_equal_their_claims")
@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_is_seen_at_the_next_request(client: Client, name: str) -> None:
    place, changed = await make_place(), CHANGES[name]
    path = address(changed.page, place)
    before = (await client.get(path)).text
    assert (await client.get(path)).text == before

    await change(changed.sql, place.id)

    assert (await client.get(path)).text != before


async def test_what_nobody_changed_is_not_drawn_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = await make_place()
    with clock.moved_to(clock.now()):
        first = await client.get(address("results", place))
        monkeypatch.setattr("booking.web.offers.results.search.find", None)
        again = await client.get(address("results", place))
        tag = first.headers["etag"]
        unchanged = await client.get(address("results", place), headers={"If-None-Match": tag})

    assert again.text == first.text
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == tag


async def test_a_change_changes_the_tag_too(client: Client) -> None:
    place = await make_place()
    tag = (await client.get(address("results", place))).headers["etag"]
    await change("UPDATE sites SET name = 'X' WHERE id = $1", place.id)

    again = await client.get(address("results", place), headers={"If-None-Match": tag})

    assert again.status_code == 200


async def test_the_next_minute_draws_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What hangs on the time alone, like a certificate's last day, is late by a minute at most."""
    now = clock.now()
    with clock.moved_to(now):
        assert (await client.get("/")).status_code == 200
    monkeypatch.setattr("sites.web.home.page", None)
    with clock.moved_to(now), pytest.MonkeyPatch.context() as later:
        assert (await client.get("/")).status_code == 200
        later.setattr(clock, "now", lambda: now + timedelta(minutes=1))
        assert (await client.get("/")).status_code == 500


async def test_languages_sizes_and_questions_are_kept_apart(client: Client) -> None:
    place = await make_place()
    client.cookies.set("size", "large")
    large = await client.get("/")
    client.cookies.clear()
    pages = [large, *[await client.get(path) for path in ("/", "/en/", address("base", place))]]

    assert len({page.text for page in pages}) == len(pages)
    assert 'data-size="large"' in large.text


async def test_nobodys_own_page_is_kept(client: Client, new_client: Callable[[], Client]) -> None:
    """A page with a form has its own token each time, and a message is shown to one visitor once."""
    tokens = {(await new_client().get("/sign-in")).text for _ in range(2)}
    assert len(tokens) == 2

    await make_place()
    client.cookies.set("flash", "forged")
    assert "etag" not in (await client.get("/")).headers
    assert "etag" in (await new_client().get("/")).headers


async def test_a_page_without_a_form_leaves_no_cookie(client: Client) -> None:
    await make_place()
    for path in ("/", "/sites", "/about"):
        assert "set-cookie" not in (await client.get(path)).headers, path
    assert "visitor" in (await client.get("/sign-in")).headers["set-cookie"]


@pytest.mark.parametrize("page", ["home", "results", "base", "about"])
async def test_kept_pages_read_nothing_that_is_not_noted(client: Client, page: str) -> None:
    place = await make_place()
    with tables_read() as read:
        assert (await client.get(address(page, place))).status_code == 200

    noted = {table for tables in editions.SHELVES.values() for table in tables}
    assert read
    assert read - {"changes"} <= noted


async def test_every_process_sees_the_change(
    database: str, tongxin: Callable[..., Tongxin], tmp_path: Any
) -> None:
    place = await make_place()
    environment = {**settings_environment(database, tmp_path), "BASE_URL": "http://127.0.0.1"}
    webs = [tongxin("serve", env=environment) for _ in range(2)]
    path = address("results", place)
    async with httpx.AsyncClient(trust_env=False) as visitor:
        before = [(await visitor.get(web.url + path)).text for web in webs for _ in range(2)]
        await change(CHANGES["a closed night"].sql, place.id)
        after = [(await visitor.get(web.url + path)).text for web in webs]

    assert len(set(before)) == 1
    assert len(set(after)) == 1
    assert before[0] != after[0]
    assert date.fromisoformat(str(DAY)) > clock.today()
