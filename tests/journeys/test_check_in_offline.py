"""A base checks in twenty people on a phone without a network; once it is back they are sent once, and the phone is wiped."""

import json

from playwright.async_api import Browser, Page

from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.person import PHONE, Person, enter_as, words
from tests.journeys.stage import IDS

PEOPLE = 20


async def test_twenty_people_are_checked_in_offline_and_synced_once(
    browser: Browser, house: House
) -> None:
    running = house()
    stay = json.loads((running.folder / IDS).read_text())["in_house"]
    async with Person(browser, running.url) as union:
        await enter_as(union, "Union organiser")
        await union.open(f"/union/stays/{stay}/roster")
        await union.page.fill(
            "[name=lines]", "\n".join(f"示例{_letter(n)} 职工" for n in range(PEOPLE))
        )
        async with union.page.expect_navigation():
            await union.page.locator("form[action$='/lines'] button[type=submit]").first.click()
    async with Person(browser, running.url, size=PHONE) as desk:
        await enter_as(desk, "Base: front desk")
        await desk.open(f"/operator/stays/{stay}/check-in")
        page = desk.page
        assert await page.locator("[data-person]").count() == PEOPLE
        assert await axe.violations(page) == []
        await desk.context.set_offline(True)
        await _by_list_and_by_code(page)
        kept = await page.evaluate(
            "localStorage.getItem(Object.keys(localStorage).find((k) => k.startsWith('ticks:')))"
        )
        assert len(json.loads(kept)) == PEOPLE
        assert "示例" not in kept
        await desk.context.set_offline(False)
        await page.get_by_text(
            words("All ticks are sent; nothing is left on this phone")
        ).wait_for()
        assert "ticks:" not in await page.evaluate("Object.keys(localStorage).join()")
        await page.reload()
        assert await page.locator("[data-person][data-here]").count() == PEOPLE
        assert await page.locator("[data-door-here]").inner_text() == str(PEOPLE)


async def _by_list_and_by_code(page: Page) -> None:
    """Three by the code, whom a second time changes nothing, the others by their buttons; a foreign code is refused."""
    codes = await page.locator("[data-code]").evaluate_all(
        "rows => rows.map((row) => row.dataset.code)"
    )
    for code in (*codes[:3], codes[0], "ZZZZZZZ"):
        await page.fill("#door-who", code)
        await page.keyboard.press("Enter")
        result = await page.locator(".door-result").get_attribute("class")
    assert result is not None
    assert "door-unknown" in result
    for _n in range(PEOPLE - 3):
        await page.locator("[data-person] button").first.click()
    assert "door-came" in (await page.locator(".door-result").get_attribute("class") or "")


def _letter(n: int) -> str:
    return chr(0x4E00 + 7 * n)
