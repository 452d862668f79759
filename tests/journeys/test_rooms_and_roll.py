"""An organiser lays people into rooms by mouse and by keyboard; a leader calls the roll on a phone without a network."""

import json

from playwright.async_api import Browser, Page

from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.person import PHONE, Person, enter_as
from tests.journeys.stage import IDS

ADDED = 5


async def test_people_change_rooms_by_drag_and_by_keyboard(browser: Browser, house: House) -> None:
    running = house()
    stay = json.loads((running.folder / IDS).read_text())["named"]
    async with Person(browser, running.url) as union:
        await enter_as(union, "Union organiser")
        await _name(union.page, stay)
        await union.open(f"/union/stays/{stay}/rooming")
        async with union.page.expect_navigation():
            await union.page.locator("form[action$='/drawing'] button[type=submit]").first.click()
        await _by_drag(union.page)
        await _by_keyboard(union.page)


async def _name(page: Page, stay: str) -> None:
    """Some more people, by their names alone."""
    await page.goto(f"/union/stays/{stay}/roster")
    await page.fill(
        "[name=lines]", "\n".join(f"示例{chr(0x4E00 + 7 * n)} 职工" for n in range(ADDED))
    )
    async with page.expect_navigation():
        await page.locator("form[action$='/lines'] button[type=submit]").first.click()


async def _by_drag(page: Page) -> None:
    guest = page.locator("[data-room]:not([data-room='']) [data-guest]").first
    who = await guest.get_attribute("data-guest")
    free = page.locator("[data-room]:not([data-room='']):not(:has([data-guest]))").first
    room = await free.get_attribute("data-room")
    async with page.expect_navigation():
        await guest.drag_to(free)
    assert await _lies_in(page, who, room)


async def _by_keyboard(page: Page) -> None:
    """Enter picks somebody up, an arrow goes to the next place that takes them, Enter puts them down."""
    guest = page.locator("[data-room]:not([data-room='']) [data-guest]").last
    who = await guest.get_attribute("data-guest")
    await guest.locator("a").first.focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    first = await _focused(page)
    await page.keyboard.press("ArrowRight")
    place = await _focused(page)
    assert place != first
    while not place.startswith("room:"):
        await page.keyboard.press("ArrowRight")
        place = await _focused(page)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert await _lies_in(page, who, place.removeprefix("room:"))


async def _focused(page: Page) -> str:
    return str(await page.evaluate("document.activeElement.value"))


async def _lies_in(page: Page, who: str | None, room: str | None) -> bool:
    return await page.locator(f'[data-room="{room}"] [data-guest="{who}"]').count() == 1


async def test_a_leader_calls_the_roll_without_a_network_and_no_name_is_kept_on_the_phone(
    browser: Browser, house: House
) -> None:
    running = house()
    stay = json.loads((running.folder / IDS).read_text())["named"]
    async with Person(browser, running.url, size=PHONE) as leader:
        await enter_as(leader, "Union organiser")
        await _name(leader.page, stay)
        await leader.open(f"/union/stays/{stay}/leader")
        assert await axe.violations(leader.page) == []
        await leader.context.set_offline(True)
        boxes = leader.page.locator("[data-roll-person]")
        for n in range(3):
            await boxes.nth(n).check()
        assert await _here(leader.page) == "3"
        kept = await leader.page.evaluate("JSON.stringify(Object.entries(localStorage))")
        assert ("roll:" in kept, "示例" in kept) == (True, False)
        await leader.context.set_offline(False)
        await leader.page.reload()
        assert await _here(leader.page) == "3"
        await leader.page.locator("[data-roll-anew]").click()
        assert await _here(leader.page) == "0"
        assert "roll:" not in await leader.page.evaluate("JSON.stringify(Object.keys(localStorage))")  # fmt: skip


async def _here(page: Page) -> str:
    return await page.locator("[data-roll-here]").inner_text()
