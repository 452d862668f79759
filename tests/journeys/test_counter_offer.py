"""A base offers other rooms and a lower price; the union compares both to the fen, accepts, and the stay is confirmed."""

import json
import re

from playwright.async_api import Browser

from booking.stays.states import State
from tests.journeys import axe
from tests.journeys.conftest import House
from tests.journeys.page_kinds import APPROVER, SALES
from tests.journeys.person import PHONE, Person, enter_as, words


async def test_a_counter_offer_is_sent_compared_accepted_and_confirmed(
    browser: Browser, house: House
) -> None:
    running = house()
    stay = json.loads((running.folder / "ids.json").read_text())["submitted"]
    async with (
        Person(browser, running.url) as sales,
        Person(browser, running.url, size=PHONE, scripts=False) as union,
    ):
        await enter_as(sales, SALES)
        await sales.open(f"/operator/stays/{stay}")
        await sales.go_to(f"/operator/stays/{stay}/counter-offer")
        await sales.fill(per_night="450", **{"rooms-TWIN": "12", "rooms-FAMILY": "4"})
        await sales.press("See what it does")
        await sales.sees("64,800.00")
        assert await axe.violations(sales.page) == []
        async with sales.page.expect_navigation():
            await sales.page.get_by_role("button", name=re.compile("^发出还价")).click()
        await sales.reads("Sent. The rooms are kept; the union sees both side by side.")

        await enter_as(union, APPROVER)
        await union.open("/union")
        await union.go_to(f"/union/stays/{stay}/counter-offer")
        await union.sees("68,544.00")
        await union.press("Accept %(total)s yuan for the group", total="64,800.00")
        await _confirmed(union, stay)

        await sales.open(f"/operator/stays/{stay}")
        await sales.sees("64,800.00")


async def _confirmed(union: Person, stay: str) -> None:
    """The worker confirms within moments; the page is loaded until it says so."""
    said = "".join(words(State.CONFIRMED.words).split())
    for _ in range(60):
        await union.open(f"/union/stays/{stay}")
        badge = union.page.locator(".page-head .badge").first
        if said in "".join((await badge.inner_text()).split()):
            return
        await union.page.wait_for_timeout(250)
    await union.sees(words(State.CONFIRMED.words))
