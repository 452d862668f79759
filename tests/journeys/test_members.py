"""Members on their phones: one signs up by the square, the organiser approves, and the trip card opens."""

import json
import re

from playwright.async_api import Browser

from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.person import PHONE, Person, enter_as, words
from tests.journeys.stage import IDS

NAME, NUMBER, TELEPHONE = "示例新", "11010519491231002X", "13800138123"


async def test_a_member_signs_up_is_approved_and_opens_the_trip_card(
    browser: Browser, house: House
) -> None:
    running = house()
    stay = json.loads((running.folder / IDS).read_text())["confirmed"]
    async with (
        Person(browser, running.url) as union,
        Person(browser, running.url, size=PHONE) as member,
    ):
        await enter_as(union, "Union organiser")
        await union.open(f"/union/stays/{stay}/enrolment")
        await _pressed(union, "form[action$='/offer'] button", places="2", closes_on=await _soon(union))  # fmt: skip
        link = await _link(union, "#copy-enrolment")

        await member.open(link)
        assert await axe.violations(member.page) == []
        assert await member.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        await member.page.check("[name=consent]")
        await _pressed(member, "form[action*='/enrolment/'] button", name=NAME, number=NUMBER, phone=TELEPHONE)  # fmt: skip
        assert words("Waits for the union's answer") in await member.text()
        own = member.page.url

        await union.open(f"/union/stays/{stay}/enrolment")
        await _pressed(union, "form[action$='/answers'] button[value=approve]")
        await union.open(f"/union/stays/{stay}/card")
        await _pressed(union, "form[action$='/text'] button", meeting_point="示例广场东门", leader_phone="13700137000")  # fmt: skip
        card = await _link(union, "#copy-card")

        await member.page.goto(own)
        assert words("You travel") in await member.text()
        await member.open(card)
        await _pressed(member, "form[action*='/trip-card/'] button", name=NAME, phone_end=TELEPHONE[-4:], number_end=NUMBER[-4:])  # fmt: skip
        told = await member.text()
        assert "示例广场东门" in told
        assert NUMBER not in told
        assert await axe.violations(member.page) == []
        assert await member.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


async def _pressed(person: Person, button: str, **fields: str) -> None:
    form = person.page.locator(button).first.locator("xpath=ancestor::form")
    for name, value in fields.items():
        await form.locator(f"[name={name}]").fill(value)
    async with person.page.expect_navigation():
        await person.page.locator(button).first.click()


async def _soon(person: Person) -> str:
    """The first day on which signing up may end."""
    return str(await person.page.locator("[name=closes_on]").get_attribute("min"))


async def _link(person: Person, box: str) -> str:
    text = await person.page.locator(box).inner_text()
    found = re.search(r"https?://[^/]+(/\S+)", text)
    assert found
    return found[1]
