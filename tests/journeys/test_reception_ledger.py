"""A group that never booked here is recorded at the base, and the federation's figure of the year moves by its people."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.async_api import Browser

from sites.foundation import clock
from tests.journeys import axe
from tests.journeys.page_kinds import BASE, HOST, SALES
from tests.journeys.person import Person, enter_as
from tests.servers.processes import Tongxin

House = Callable[..., Tongxin]
FIGURES, LEDGER = "/federation/figures", "/operator/receptions"
WORKERS, NAME = 37, "示例来访工会"


async def test_a_recorded_group_moves_the_figure_of_the_year_and_its_base_returns_the_month(
    browser: Browser, house: House
) -> None:
    running = house()
    async with Person(browser, running.url) as federation, Person(browser, running.url) as base:
        await enter_as(federation, HOST)
        before = await _recorded_workers(federation)
        await enter_as(base, SALES)
        await base.open(LEDGER)
        await base.go_to("/receptions/new")
        await base.fill(**_group())
        await base.press("Put the group on record")
        await base.sees(NAME)
        assert await axe.violations(base.page) == []

        assert await _recorded_workers(federation) == before + WORKERS
        await federation.go_to("number=people&source=recorded")
        await federation.sees(NAME)
        assert await axe.violations(federation.page) == []

        await base.fill(why="重复登记")
        await base.press("Withdraw the record")
        assert await _recorded_workers(federation) == before
    await _return_the_month(browser, running)


async def _return_the_month(browser: Browser, running: Tongxin) -> None:
    """Without scripts, from the reminder in the ledger."""
    async with Person(browser, running.url, scripts=False) as base:
        await enter_as(base, SALES)
        await base.open(LEDGER)
        await base.go_to(f"/receptions/returns/{BASE}/")
        await base.press("Confirm this list")
        await base.reads("The list of this month is confirmed.")


async def _recorded_workers(federation: Person) -> int:
    await federation.open(FIGURES)
    cell = federation.page.locator('main td a[href*="number=people&source=recorded"]').first
    return int(re.sub(r"\D", "", await cell.inner_text()))


def _group() -> dict[str, str]:
    today = clock.today()
    # In the first days of a year nobody has left yet who arrived in it: then today's group counts too.
    arrived = max(today - timedelta(days=4), today.replace(month=1, day=1))
    return {
        "site": BASE, "check_in": arrived.isoformat(), "nights": "2", "name": NAME, "sender": "union",
        "origin_code": "330100", "workers": str(WORKERS), "crew": "2", "proof_number": "示例-2026-900",
    }  # fmt: skip
