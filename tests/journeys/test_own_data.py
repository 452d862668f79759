"""A member on the phone reads what is held about them by a link of their union, and has a name corrected."""

import json
import re

from playwright.async_api import Browser

from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.person import PHONE, Person, enter_as, words
from tests.journeys.stage import IDS


async def test_a_member_reads_what_is_held_and_has_it_corrected(
    browser: Browser, house: House
) -> None:
    running = house()
    ids = json.loads((running.folder / IDS).read_text())
    person = f"/union/stays/{ids['named']}/roster/{ids['traveller']}"
    async with (
        Person(browser, running.url) as union,
        Person(browser, running.url, size=PHONE) as member,
    ):
        await enter_as(union, "Union organiser")
        await union.open(person)
        await union.press("Make a link for this person")
        found = re.search(r"(/my-data/\S+)", await union.page.locator("#copy-link").inner_text())
        assert found

        await member.open(found[1])
        await _is_fit_for_the_phone(member)
        await member.press("Show what is held about me")
        assert "示例甲" in await member.text()
        await _is_fit_for_the_phone(member)
        await member.press("Ask for the correction")
        await member.reads(
            "What you typed agrees with what is held. Change a field, or write what is wrong."
        )
        await _is_fit_for_the_phone(member)
        await member.fill(name="示例佳")
        await member.press("Ask for the correction")
        assert words("Something is wrong") not in await member.text()

        await union.open(person)
        await union.reads("This person asks for a correction")
        assert await axe.violations(union.page) == []
        await union.press("Correct it as asked")
        await union.reads("Corrected as asked.")
        await member.page.reload()
        assert "示例佳" in await member.text()
        await _is_fit_for_the_phone(member)


async def _is_fit_for_the_phone(person: Person) -> None:
    assert await axe.violations(person.page) == []
    assert await person.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
