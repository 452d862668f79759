"""Every kind of page, in both languages, both sizes of print and on both screens: no barrier, no fault, no stranger, and
no words too small, cut off, over others or beyond their box. The phone is the narrowest there is, and in it nothing of
any page may lie beyond the edge.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from asgi import create_app
from sites.foundation import clock
from tests.clients import test_settings as settings_for
from tests.house.routes.map import addresses
from tests.journeys import axe, layout
from tests.journeys.page_kinds import DRAWN_BY_ANOTHER, KINDS, NO_PAGES, Visit, visits
from tests.journeys.person import words
from tests.journeys.stage import IDS
from tests.proof import Proof
from tests.servers.processes import Tongxin

MOST_SCRIPT = 45 * 1024
# Its vendored browser of operations is for those who write programs, and is fetched there alone: docs/vendored.md.
FOR_PROGRAMMERS = "/api/docs"
# Shown within pages of others, where no cookie of ours comes along.
FRAMED = "/embed/sites"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


DESK, PHONE, HEIGHT = 1440, 360, 900
# A page is fetched once and worn in every size: large print is this attribute, and the mark of its switch.
WEAR = """size => {
  document.documentElement.dataset.size = size;
  for (const link of document.querySelectorAll('.switch a[href*="/size?"]'))
    link.toggleAttribute("aria-current", link.search.includes(`to=${size}`)); }"""
WORN = re.compile(r'data-size="\w+"|(?<=rel="nofollow")\s* aria-current="true"')
CHANCE = re.compile(r'value="[^"]*"|\d\d:\d\d')


class Look(NamedTuple):
    prefix: str
    size: str
    width: int


# Four looks in which each pair of language, print and width stands together; the proof takes all eight. Large print is the
# same page with the same colours and larger targets, so among the four only standard print is searched for barriers.
PAIRED = (Look("", "standard", DESK), Look("", "large", PHONE), Look("/en", "large", DESK), Look("/en", "standard", PHONE))  # fmt: skip
OTHERS = (Look("", "standard", PHONE), Look("", "large", DESK), Look("/en", "large", PHONE), Look("/en", "standard", DESK))  # fmt: skip


def test_every_page_that_the_router_knows_is_visited(tmp_path: Path) -> None:
    app = create_app(settings_for(tmp_path), database_is_open=True)
    pages = {
        one.path for one in addresses(app) if one.reads and not one.path.startswith("/api/v1/")
    }

    assert pages - NO_PAGES - DRAWN_BY_ANOTHER.keys() == KINDS.keys()


@pytest.mark.proof
async def test_no_page_has_a_barrier_a_fault_a_stranger_or_heavy_scripts_or_scrolls_sideways(
    browser: Browser, open_house: Tongxin, proof: Proof
) -> None:
    looks = (PAIRED + OTHERS)[: proof.size("looks", small=4, full=8)]

    faults, scripts = await _seen(browser, open_house, looks)

    weight = sum([await _weight(url) for url in scripts])
    proof.found(pages=len(visits()), looks=len(looks), faults=len(faults), bytes_of_script=weight)
    assert not faults, "\n".join(faults)
    assert {"tongxin.js", "nights.js"} <= {url.rsplit("/", 1)[-1] for url in scripts}
    assert weight <= MOST_SCRIPT


async def test_nothing_else_of_a_page_depends_on_the_size_of_print(
    browser: Browser, open_house: Tongxin
) -> None:
    """So that a page which wears the attribute is what large print serves: each layout, and all that anybody sees."""
    first = {visit.who: visit for visit in reversed(visits())}
    for visit in [*first.values(), *(visit for visit in visits() if not visit.who)]:
        state = await _signed_in(browser, open_house, visit.who)
        before, large, after = [
            await _served(browser, open_house, size, state, visit)
            for size in ("standard", "large", "standard")
        ]
        # The worker works on: between two requests a number may move.
        assert large in (before, after), visit


async def _served(
    browser: Browser, house: Tongxin, size: str, state: Any, visit: Visit
) -> list[str]:
    async with _context(browser, house, size, state) as context:
        text = await (await context.request.get(_address(house, visit, ""))).text()
    assert f'data-size="{size}"' in text or visit.path.startswith(FRAMED)
    return CHANCE.sub("", WORN.sub("", text)).splitlines()


async def _weight(url: str) -> int:
    """As it travels."""
    headers = {"Accept-Encoding": "gzip"}
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        client.stream("GET", url, headers=headers) as answer,
    ):
        return sum([len(part) async for part in answer.aiter_raw()])


class Walk:
    """One walk through all that somebody sees: what is wrong, and the scripts that pages for people asked for."""

    def __init__(self, page: Page, house: Tongxin, sizes: set[str]) -> None:
        self.page, self.house, self.sizes = page, house, sizes
        self.faults: set[str] = set()
        self.scripts: set[str] = set()
        page.on("console", self._hear)
        page.on("request", self._follow)
        page.on("pageerror", lambda error: self._note(f"script {error}"))

    def _note(self, fault: str) -> None:
        self.faults.add(f"{self.page.url}: {fault}")

    def _hear(self, said: ConsoleMessage) -> None:
        # The status of the page itself is judged by itself.
        if said.type == "error" and said.location["url"] != self.page.url:
            self._note(f"console {said.text}")

    def _follow(self, asked: Request) -> None:
        if not _is_own(asked.url, self.house):
            self._note(f"asked a stranger, {asked.url}")
        if asked.resource_type == "script" and FOR_PROGRAMMERS not in self.page.url:
            self.scripts.add(asked.url)

    async def through(self, looks: list[Look], who: str) -> None:
        for visit in [visit for visit in visits() if visit.who == who]:
            await _wide(self.page, looks[0].width)
            address = _address(self.house, visit, looks[0].prefix)
            # Styles and scripts are there by then; drawings have their size without being drawn.
            answer = await self.page.goto(address, wait_until="domcontentloaded")
            assert answer is not None
            if answer.status != visit.status:
                self._note(f"{visit.path}: {answer.status}")
            for look in looks:
                searched = look.size in self.sizes
                self.faults.update(await _judge(self.page, look, visit, searched=searched))


async def _seen(
    browser: Browser, house: Tongxin, looks: tuple[Look, ...]
) -> tuple[list[str], set[str]]:
    """Two walks at a time, as there are two cores; what is wrong, page by page, and the scripts."""
    gate = asyncio.Semaphore(2)
    states = {who: await _signed_in(browser, house, who) for who in {v.who for v in visits()}}
    sizes = {"standard", "large"} if len(looks) > len(PAIRED) else {"standard"}
    worn = [[look for look in looks if look.prefix == prefix] for prefix in ("", "/en")]
    most = Counter(visit.who for visit in visits())

    async def one(looks: list[Look], who: str) -> Walk:
        async with gate, _context(browser, house, looks[0].size, states[who]) as context:
            await context.add_init_script(axe.source())
            walk = Walk(await context.new_page(), house, sizes)
            await walk.through(looks, who)
            return walk

    walks = await asyncio.gather(
        *(one(looks, who) for who, _ in most.most_common() for looks in worn)
    )
    faults = sorted({fault for walk in walks for fault in walk.faults})
    return faults, {script for walk in walks for script in walk.scripts}


async def _judge(page: Page, look: Look, visit: Visit, *, searched: bool) -> list[str]:
    await page.evaluate(WEAR, look.size)
    await _wide(page, look.width)
    barriers = await axe.violations(page) if searched else []
    faults = [f"{look} {told}" for told in barriers]
    if visit.path != FOR_PROGRAMMERS:
        faults += [f"{visit.path} {look}: {told}" for told in await layout.faults(page)]
    for width in (look.width, PHONE):
        await _wide(page, width)
        over = await page.evaluate(OVERFLOW)
        faults += [f"{visit.path} {look}: {over} px too wide at {width}"] if over > 0 else []
    return faults


async def _wide(page: Page, width: int) -> None:
    # A change of size costs as much as a look at the page.
    if page.viewport_size != {"width": width, "height": HEIGHT}:
        await page.set_viewport_size({"width": width, "height": HEIGHT})


def _address(house: Tongxin, visit: Visit, prefix: str) -> str:
    day = clock.today() + timedelta(days=14)
    return house.url + prefix + visit.path.format(**_ids(house), day=day)


def _ids(house: Tongxin) -> dict[str, str]:
    found: dict[str, str] = json.loads((house.folder / IDS).read_text())
    return found


def _is_own(url: str, house: Tongxin) -> bool:
    return url.startswith(house.url) or urlsplit(url).scheme in {"data", "blob", "about"}


async def _signed_in(browser: Browser, house: Tongxin, who: str) -> Any:
    """The cookies of somebody who came in by the demonstration's button."""
    if not who:
        return ""
    context = await browser.new_context(base_url=house.url)
    page = await context.new_page()
    await page.goto("/sign-in")
    async with page.expect_navigation():
        await page.get_by_role("button", name=words(who), exact=True).click()
    state = await context.storage_state()
    await context.close()
    return state


@asynccontextmanager
async def _context(
    browser: Browser, house: Tongxin, size: str, state: Any
) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(storage_state=state or None)
    await context.add_cookies([{"name": "size", "value": size, "url": house.url}])
    yield context
    await context.close()
