"""A union from the first page to a settled account, with the operator's and the jobs' parts, in a real browser."""

import re
import secrets
import subprocess
import sys

from playwright.async_api import Browser

from booking.stays.states import State
from sites.foundation.formats import day
from tests.journeys import story
from tests.journeys.conftest import House, move_time
from tests.journeys.person import PHONE, Person, enter_as, in_chinese, words
from tests.journeys.story import Group, group_in_two_weeks
from tests.servers.postgres import Postgres
from tests.servers.processes import Tongxin

REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{8}\b")
ORGANISER, APPROVER = "organiser@journey.example", "approver@journey.example"


async def test_a_union_goes_from_the_first_page_to_a_settled_account(
    browser: Browser, house: House
) -> None:
    running = house()

    await _whole_way(browser, running)

    assert _check(running) == 0


async def test_the_same_way_leads_through_postgresql_and_redis(
    browser: Browser, house: House, postgres_server: Postgres, redis_url: str
) -> None:
    grown_up = {
        "DATABASE_URL": postgres_server.create("journey"), "REDIS_URL": redis_url,
        "SECRET_KEY": secrets.token_hex(32), "INDEX_KEY": secrets.token_hex(16),
        "FIELD_KEYS": "k1:" + "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    }  # fmt: skip
    running = house(stage_every=100, **grown_up)

    await _whole_way(browser, running)

    assert _check(running) == 0
    running.stop()
    postgres_server.drop("journey")


async def _whole_way(browser: Browser, running: Tongxin) -> None:
    group = group_in_two_weeks()
    stay = await _until_submitted(browser, running, group)
    reference = await _until_confirmed(browser, running, stay)
    move_time(running, group.hours_until(group.check_in, 20))
    await _count(browser, running, stay, group)
    move_time(running, group.hours_until(group.check_out, 19))
    await _account(browser, running, stay, reference)
    await _money(browser, running, stay, reference)


async def _until_submitted(browser: Browser, running: Tongxin, group: Group) -> str:
    async with Person(browser, running.url) as union:
        await story.sign_up(union, ORGANISER)
        async with Person(browser, running.url) as federation:
            await enter_as(federation, "Huangshan federation")
            await story.verify(federation)
        await story.name_an_approver(browser, union, APPROVER)
        await story.search(union, group)
        stay = await story.hold(union, group)
        await union.open(f"{stay}/submission")
        await union.reads("Approval inside the union is missing.")
        await union.press("Ask for approval")
        await _approve_on_the_phone(browser, running)
        await story.submit(union, stay)
        await union.sees(words(State.SUBMITTED.words))
    return stay


async def _approve_on_the_phone(browser: Browser, running: Tongxin) -> None:
    async with Person(browser, running.url, size=PHONE) as approver:
        await story.come_back(approver, APPROVER)
        await approver.open("/union/approvals")
        await approver.page.locator('main a[href*="/union/approvals/"]').first.click()
        await approver.press("Agree")
        await approver.reads("Agreed.")


async def _until_confirmed(browser: Browser, running: Tongxin, stay: str) -> str:
    """The base accepts, the worker confirms, both seal, the union names its people."""
    here = stay.replace("/union/", "/operator/")
    async with Person(browser, running.url) as base:
        await enter_as(base, "Base: sales")
        await base.open(here)
        await base.press("Accept")
        await _until(base, here, State.CONFIRMED)
        await base.press("The contract is sealed")
        await base.reads("The sealed contract is on record.")
    async with Person(browser, running.url) as union:
        await story.come_back(union, ORGANISER)
        await union.open(stay)
        await union.sees(words(State.CONFIRMED.words))
        await story.paste_names(union, stay, 16)
        await union.open(stay)
        return await _reference(union)


async def _count(browser: Browser, running: Tongxin, stay: str, group: Group) -> None:
    """On the evening of arrival, on a phone: one person fewer than booked."""
    async with Person(browser, running.url, size=PHONE) as desk:
        await enter_as(desk, "Base: front desk")
        await desk.open(f"{stay.replace('/union/', '/operator/')}/arrivals?night={group.check_in}")
        await desk.fill(workers=str(group.heads - 1))
        async with desk.page.expect_navigation():
            await desk.page.locator("form.sheet .sheet-act button").click()
        night, heads = in_chinese(day, group.check_in), group.heads - 1
        await desk.reads("Night of %(night)s: %(heads)s people counted.", night=night, heads=heads)
        await desk.open(stay.replace("/union/", "/operator/"))
        await desk.sees(words(State.IN_HOUSE.words))


async def _account(browser: Browser, running: Tongxin, stay: str, reference: str) -> None:
    """The evening's job lets the group leave; the base presents, the union agrees."""
    here = stay.replace("/union/", "/operator/")
    async with Person(browser, running.url) as base:
        await enter_as(base, "Base: sales")
        await _until(base, here, State.DEPARTED)
        await base.open(f"{here}/account")
        async with base.page.expect_navigation():
            await base.page.locator(f'form[action$="{here}/account"] button').click()
        await base.reads("The account is presented. The union has seven days to check it.")
    async with Person(browser, running.url) as union:
        await story.come_back(union, ORGANISER)
        await union.open(f"{stay}/account")
        await union.press("Accept the account")
        await union.reads("The account is accepted.")
        await union.sees(words(State.RECONCILED.words))
        await union.sees(reference)


async def _money(browser: Browser, running: Tongxin, stay: str, reference: str) -> None:
    """What the bank shows is put on record; then the stay is settled with its invoice."""
    here = stay.replace("/union/", "/operator/")
    async with Person(browser, running.url) as finance:
        await enter_as(finance, "Base: finance")
        await finance.open(f"{here}/settlement")
        await finance.reads("Record first what is owed or to be paid back.")
        await finance.open("/operator/money")
        row = finance.page.locator("tr, li", has_text=reference)
        async with finance.page.expect_navigation():
            await row.locator('a[href*="/receipt"]').first.click()
        await finance.fill(voucher="示例凭证 0001")
        await finance.press("Put the receipt on record")
        await finance.open(f"{here}/settlement")
        await finance.reads("Invoice first what is charged, or let the union waive it.")
        await finance.follow("Issue or correct")
        await finance.fill(number="示例发票 0001", tax_number="81330100000000772F")
        file = {"name": "fapiao.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 sample"}
        await finance.page.set_input_files("#field-file", file)
        await finance.press("Put the invoice on record")
        await finance.reads("The invoice is on record; the union can fetch it.")
        await finance.open(f"{here}/settlement")
        await finance.press("Settle")
        await finance.reads("Settled. Nothing is left to do on this stay.")
        await finance.sees(words(State.SETTLED.words))


async def _until(who: Person, path: str, state: State) -> None:
    """Look again until the worker has done its part."""
    wanted = "".join(words(state.words).split())
    for _ in range(60):
        await who.open(path)
        if wanted in await who.page.inner_text(".badge >> nth=0"):
            return
        await who.page.wait_for_timeout(500)
    await who.sees(words(state.words))


async def _reference(union: Person) -> str:
    found = REFERENCE.search(await union.page.inner_text("main"))
    assert found
    return found[0]


def _check(running: Tongxin) -> int:
    """`tongxin check` recounts every invariant in the database that the journey left."""
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", "check"], cwd=running.folder, env=running.env,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.returncode
