"""A base counts its arrivals in the browser: its own desk and the federation's figures move by this group and no other."""

import json
import re

from playwright.async_api import Browser

from sites.foundation import clock
from tests.journeys.conftest import House
from tests.journeys.page_kinds import HOST, STEWARD
from tests.journeys.person import Person, enter_as

FIGURES = "/federation/figures"
# Booked were 32 workers, two relatives and two of the crew; fewer are counted tonight. Workers of the year are those
# of the fullest night, and the nights to come are not counted yet.
WORKERS, FAMILY, CREW = 27, 2, 1
BOOKED, BOOKED_WORKERS = 36, 32


async def test_arrivals_counted_in_the_browser_move_both_desks(
    browser: Browser, house: House
) -> None:
    running = house()
    stay = json.loads((running.folder / "ids.json").read_text())["missed"]
    async with Person(browser, running.url) as desk, Person(browser, running.url) as federation:
        await enter_as(federation, HOST)
        await enter_as(desk, STEWARD)
        groups, people, of_year = await _seen_by(federation)
        assert await _counted_tonight(desk, stay) == 0

        await desk.open(f"/operator/stays/{stay}/arrivals")
        await desk.fill(workers=str(WORKERS), family=str(FAMILY), crew=str(CREW))
        async with desk.page.expect_navigation():
            await desk.page.locator("form.sheet .sheet-act button").click()

        after = await _seen_by(federation)
        assert after[:2] == (groups + 1, people + BOOKED)
        began_this_year = clock.today().timetuple().tm_yday > 1
        assert after[2] - of_year == (BOOKED_WORKERS if began_this_year else 0)
        assert await _counted_tonight(desk, stay) == WORKERS + FAMILY + CREW


async def _seen_by(federation: Person) -> tuple[int, int, int]:
    """Groups and people in house today, and the year's workers."""
    await federation.open("/federation")
    row = federation.page.locator(".facts div", has=federation.page.locator("dt")).filter(
        has_text=re.compile("在住")
    )
    groups, people = re.findall(r"\d+", (await row.first.inner_text()).replace(",", ""))[:2]
    await federation.open(FIGURES)
    year = federation.page.locator('.year-figures a[href*="number=people"]').first
    return int(groups), int(people), int(re.sub(r"\D", "", await year.inner_text()))


async def _counted_tonight(desk: Person, stay: str) -> int:
    """Of the group's booked heads, on the desk's list of who is in house."""
    await desk.open("/operator")
    row = desk.page.locator(f'li:has(a[href$="/operator/stays/{stay}/arrivals"]):has(.row-act)')
    found = re.search(rf"(\d+)\s*/\s*{BOOKED}", await row.first.inner_text())
    assert found
    return int(found[1])
