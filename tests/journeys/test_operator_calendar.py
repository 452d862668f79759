"""An operator's hands on its nights: one drag and one key, keys alone, a form without scripts, a thumb on the phone."""

from datetime import date, timedelta

from playwright.async_api import Browser, Page

from booking.web.operator.calendar import DAYS
from sites.foundation import clock
from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.person import PHONE, Person, enter_as
from tests.journeys.story import BASE
from tests.servers.processes import Tongxin

CALENDAR = f"/operator/sites/{BASE}/calendar"
TODAY = f"/operator/sites/{BASE}/today"
FORTNIGHT = 14
SALES = "Base: sales"


async def test_nights_are_taken_off_sale_by_drag_by_keys_and_by_form(
    browser: Browser, house: House
) -> None:
    running = house()
    async with Person(browser, running.url) as sales:
        await enter_as(sales, SALES)
        await _by_one_drag_and_one_key(sales)
        await _the_undo_leaves_with_its_time(sales)
        await _by_keys_alone(sales)
    await _by_form_without_scripts(browser, running)
    await _on_the_phone_in_two_taps(browser, running)


async def _by_one_drag_and_one_key(sales: Person) -> None:
    first, page = _far_monday(10), sales.page
    before = await _open(sales, first)
    await page.locator(_cell(0, 0)).hover()
    await page.mouse.down()
    await page.locator(_cell(2, FORTNIGHT - 1)).hover()
    await page.mouse.up()
    assert "42" in await page.locator("[data-effect]").inner_text()
    assert await axe.violations(page) == []
    async with page.expect_navigation():
        await page.keyboard.press("s")
    assert await _closed(page) == before + 3 * FORTNIGHT
    await sales.press("Undo the last change")
    assert await _open(sales, first) == before


async def _the_undo_leaves_with_its_time(sales: Person) -> None:
    """The page's own clock is put forward; the program's is not."""
    page = sales.page
    await _open(sales, _far_monday(13))
    await page.clock.install()
    await page.locator(_cell(0, 0)).focus()
    async with page.expect_navigation():
        await page.keyboard.press("s")
    await page.locator(".undo-bar").wait_for(state="visible")
    await page.clock.fast_forward(31_000)
    await page.locator(".undo-bar").wait_for(state="hidden")


async def _by_keys_alone(sales: Person) -> None:
    page = sales.page
    before = await _open(sales, _far_monday(16))
    await page.locator(".grid-frame").focus()
    await page.keyboard.press("Tab")
    for key in ["ArrowDown"] * 2 + ["ArrowRight"] * (FORTNIGHT - 1):
        await page.keyboard.press(f"Shift+{key}")
    async with page.expect_navigation():
        await page.keyboard.press("s")
    assert await _closed(page) == before + 3 * FORTNIGHT
    await page.locator(_cell(0, 0)).focus()
    await page.keyboard.press("=")
    assert await page.evaluate("document.activeElement.name") == "value"


async def _by_form_without_scripts(browser: Browser, running: Tongxin) -> None:
    first = _far_monday(22)
    async with Person(browser, running.url, scripts=False) as sales:
        await enter_as(sales, SALES)
        before = await _open(sales, first)
        last = first + timedelta(days=FORTNIGHT - 1)
        await sales.fill(**{"from": str(first), "to": str(last), "act": "stop", "note": "示例检修"})
        for box in (await sales.page.locator("#edit-form [name=type]").all())[:3]:
            await box.check()
        await sales.press("See what changes")
        await sales.reads("No room is booked on these nights.")
        await sales.page.locator("form[method=post].form button[type=submit]").click()
        await sales.open(f"{CALENDAR}?from={first}")
        assert await _closed(sales.page) == before + 3 * FORTNIGHT
        await sales.sees("示例检修")


async def _on_the_phone_in_two_taps(browser: Browser, running: Tongxin) -> None:
    async with Person(browser, running.url, size=PHONE) as sales:
        await enter_as(sales, SALES)
        await sales.open(TODAY)
        assert await axe.violations(sales.page) == []
        await sales.follow("7 nights")
        left = sales.page.locator(".today-left").first
        before = await left.inner_text()
        async with sales.page.expect_navigation():
            await sales.page.locator("button[value=less]").first.click()
        assert await left.inner_text() != before
        await sales.press("The rooms are right")
        await sales.reads("Rooms confirmed today")
    async with Person(browser, running.url, size=PHONE) as anybody:
        await anybody.open(f"/sites/{BASE}")
        await anybody.reads("rooms confirmed today")


async def _open(sales: Person, first: date) -> int:
    """How many nights of these weeks are off sale."""
    await sales.open(f"{CALENDAR}?from={first}")
    assert await sales.page.locator(".night-grid thead th[data-day]").count() == DAYS
    return await _closed(sales.page)


def _far_monday(weeks: int) -> date:
    """Far enough that nothing of the story is booked in these weeks of the small stage."""
    day = clock.today() + timedelta(weeks=weeks)
    return day - timedelta(days=day.weekday())


def _cell(row: int, column: int) -> str:
    return f".night-grid tr[data-type]:nth-child({row + 1}) td:nth-child({column + 2})"


async def _closed(page: Page) -> int:
    return await page.locator(".night-grid .cell-closed").count()
