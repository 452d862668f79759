"""A partner city takes its balance home, and one group cancelled in the browser moves it; what others may read and frame."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, Page

from sites.foundation import clock
from sites.foundation.workbook import sheets
from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.page_kinds import BASE
from tests.journeys.person import Person, enter_as, words
from tests.journeys.stage import IDS
from tests.servers.processes import Tongxin

FRAME = '<iframe src="{address}" title="list" width="600" height="400"></iframe>'
HIDDEN = "() => { const box = document.querySelector('.chart-latest'); return box.scrollWidth - box.clientWidth; }"
COMES_IN = 110  # days from now; by tests/journeys/stage.py
BLOCKED = """() => { window.blocked = []; document.addEventListener(
  "securitypolicyviolation", (event) => window.blocked.push(event.violatedDirective)); }"""


async def test_a_partner_city_exports_its_balance_and_a_cancelled_group_leaves_it(
    browser: Browser, house: House
) -> None:
    running = house()
    confirmed = json.loads((running.folder / IDS).read_text())["confirmed"]
    async with Person(browser, running.url) as city, Person(browser, running.url) as union:
        await enter_as(city, "Partner city federation")
        await enter_as(union, "Union organiser")
        before = await exported(city)
        await union.open(f"/union/stays/{confirmed}/cancellation")
        async with union.page.expect_navigation():
            await union.page.locator("main form button.button-danger").click()
        after = await exported(city)
        assert await axe.violations(city.page) == []
    # 32 workers, 2 of their family and 2 crew for four nights
    assert [was - now for was, now in zip(before, after, strict=True)] == [1, 36, 32, 128]


async def test_the_drawing_of_a_partners_desk_is_seen_whole_on_a_wide_screen(
    browser: Browser, open_house: Tongxin
) -> None:
    """Narrow screens begin at the latest month and scroll; a wide one must not hide the first ones or the axis."""
    async with Person(browser, open_house.url) as city:
        await enter_as(city, "Partner city federation")
        for wide in (1440, 1408, 1280, 1200):
            await city.page.set_viewport_size({"width": wide, "height": 900})
            for path in ("/partner", "/partner/balance"):
                await city.open(path)
                assert await city.page.evaluate(HIDDEN) <= 0, (wide, path)


async def exported(city: Person) -> list[int]:
    """Groups, people, workers and person-nights sent in the year in which the group comes, as downloaded."""
    await city.open("/partner")
    await city.follow("Balance")
    year = (clock.today() + timedelta(days=COMES_IN)).year
    await city.open(f"/partner/balance?period={year}")
    async with city.page.expect_download() as waiting:
        await city.page.get_by_role("link", name=words("As a spreadsheet")).click()
    return _last_row(await (await waiting.value).path(), words("By month"))[:4]


def _last_row(file: Path, title: str) -> list[int]:
    row = sheets(file.read_bytes(), [title], most_rows=20)[title][-1]
    return [int(float(str(cell))) for cell in row[1:]]


async def test_other_sites_may_frame_the_list_and_no_other_page(
    browser: Browser, open_house: Tongxin
) -> None:
    listed, other = f"{open_house.url}/embed/sites", f"{open_house.url}/sites"
    async with await asyncio.start_server(_elsewhere, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        page = await (await browser.new_context()).new_page()
        framed = await _framed(page, f"http://127.0.0.1:{port}/?{listed}")
        assert words("Tongxin Retreats") in framed
        assert await page.context.cookies() == []
        assert words("Find a base") not in await _framed(page, f"http://127.0.0.1:{port}/?{other}")


async def _elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A site of somebody else: its page frames the address behind the question mark."""
    asked = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
    body = FRAME.format(address=asked.partition("?")[2]).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
    await writer.drain()
    writer.close()


async def _framed(page: Page, address: str) -> str:
    """What the reader of the foreign page sees in its frame; a refusal's own words where the browser refuses."""
    await page.goto(address, wait_until="networkidle")
    return await page.frame_locator("iframe").locator("body").inner_text()


async def test_the_facts_for_machines_stand_in_the_page_and_the_policy_blocks_nothing(
    browser: Browser, open_house: Tongxin
) -> None:
    page = await browser.new_page()
    await page.add_init_script(f"({BLOCKED})()")
    await page.goto(f"{open_house.url}/sites/{BASE}")
    text = await page.locator('script[type="application/ld+json"]').inner_text()
    facts = json.loads(text)
    assert facts["identifier"] == BASE
    assert await page.evaluate("window.blocked") == []
    await page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: '1'}))")  # fmt: skip
    await page.wait_for_function("window.blocked.length > 0")
