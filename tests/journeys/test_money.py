"""One group's money from the deposit to the payout, in a real browser: online, by transfer, with people who drop out,
through a service centre, until the auditor's trial balance says what the bank's files say, to the fen.
"""

import io
import re
from collections.abc import AsyncIterator, Callable
from datetime import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from playwright.async_api import Browser
from tortoise.backends.base.executor import EXECUTOR_CACHE

from booking import TABLES, money, stays
from booking.insights.invariants import recount
from booking.money import online
from booking.money.bank_models import BankStatement
from booking.money.models import Charge
from booking.money.payout_models import Payout, PayoutBatch
from booking.stays.models import Stay
from sites import listings
from sites.foundation import clock, sealing
from sites.foundation import database as db
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.formats import yuan
from sites.listings import Payment
from sites.packages import Heads
from tests.booking.money.statements.files import as_csv, grid, row
from tests.databases import KEYS
from tests.factories import stays as making
from tests.factories.centres import collecting, enter_account
from tests.factories.invoices import invoiced
from tests.factories.people import make_federation, make_union, session_of
from tests.factories.places import make_place
from tests.journeys.person import Person, in_chinese
from tests.proofs.killing.house import House

HEADS = Heads(18)
ROOMS = {"TWIN": 9}


@pytest.fixture
def address(fresh_database: Callable[[str], str]) -> str:
    return fresh_database("sqlite")


@pytest.fixture
async def house(address: str, tmp_path: Path) -> AsyncIterator[House]:
    """Web, worker and the provider's double, whose clock the test moves without stopping them."""
    sealing.configure(KEYS)
    await db.connect(address, TABLES)
    made = House(tmp_path, address)
    try:
        made.start()
        await made.answers()
        yield made
        assert await recount() == []
    finally:
        await made.stop()
        await db.disconnect()
        EXECUTOR_CACHE.clear()


async def test_deposit_online_balance_by_transfer_and_the_auditor_counts_the_same(
    browser: Browser, house: House
) -> None:
    case = await _agreed(house)
    await _pay_the_deposit(browser, house, case)
    await _change(browser, house, case, workers=15)
    await _change(browser, house, case, fewer=True)
    came = await _pay_the_balance(browser, house, case)
    await _live(house, case)
    await _agree_to_the_account(browser, house, case)
    went = await _pay_out(browser, house, case)
    assert await _as_the_auditor_sees_it(browser, house, case) == came - went


async def _agreed(house: House) -> SimpleNamespace:
    """Submitted and accepted: 30 % within five days, to a centre that keeps one in a hundred."""
    place, union = await make_place(), await make_union()
    both = await collecting(operator=place.operator, since_days=1, commission=100)
    centre = both.centre
    await enter_account(centre.finance, "6222000011112222")
    await listings.set_payment_terms(place.id, Payment(deposit_percent=30, deposit_days=5), by=place.operator.sales)  # fmt: skip
    await online.take_online(centre.organisation)
    story = await making.held(place=place, union=union, made_now=True, heads=HEADS, rooms=ROOMS)
    await stays.submit(story.id, reason="示例：已按规定说明", by=union.organiser)
    await stays.accept(story.id, by=place.operator.sales)
    story.centre, story.host = centre, await make_federation()
    story.page = f"/union/stays/{story.id}"
    story.charge = await Charge.get(stay_id=story.number)
    return story


async def _pay_the_deposit(browser: Browser, house: House, case: SimpleNamespace) -> None:
    """Through the provider's page and back; then nothing is missing, and the worker confirms."""
    deposit = (await money.account_of(case.number)).charged.percent(30)
    async with Person(browser, house.url) as union:
        await _enter(house, union, case.union.finance)
        await union.open(case.page)
        await union.press("Pay the deposit of %(amount)s online", amount=in_chinese(yuan, deposit))
        await union.follow("Go to the payment page")
        assert union.page.url.startswith(house.double)
        async with union.page.expect_navigation(url=f"{house.url}/**"):
            await union.page.locator("button.pay").click()
        await union.sees(in_chinese(yuan, deposit))
        await _until(house, case, "confirmed")
        await union.open(case.page)
    assert (await money.account_of(case.number)).received == deposit


async def _change(
    browser: Browser, house: House, case: SimpleNamespace, *, workers: int = 0, fewer: bool = False
) -> None:
    """Looked at, proposed, and agreed to by the base: so many workers, or one person fewer."""
    before = (await Stay.get(id=case.number)).price_minor
    async with Person(browser, house.url) as union:
        await _enter(house, union, case.union.organiser)
        if fewer:
            await union.open(case.page)
            await union.go_to("/amendment?fewer=1")
        else:
            await union.open(f"{case.page}/amendment")
            await union.fill(workers=str(workers))
            await union.press("See before and after")
        await _send(union, "/amendment")
    async with Person(browser, house.url) as base:
        await _enter(house, base, case.operator.sales)
        await base.open(f"/operator/stays/{case.id}/amendment")
        await _send(base, "/amendment/acceptance")
    assert (await Stay.get(id=case.number)).price_minor < before


async def _live(house: House, case: SimpleNamespace) -> None:
    """Fourteen come, and are counted each night; the base presents the account."""
    for night in case.nights:
        house.move(clock.at(night, time(20)) - clock.now())
        await making.counted(case, night, Heads(14))
    house.move(clock.at(case.check_out, time(12)) - clock.now())
    await stays.depart(case.id, by=case.operator.steward)
    await stays.present_account(case.id, by=case.operator.sales)


async def _agree_to_the_account(browser: Browser, house: House, case: SimpleNamespace) -> None:
    async with Person(browser, house.url) as union:
        await _enter(house, union, case.union.organiser)
        await union.open(f"{case.page}/account")
        await union.press("Accept the account")
        await union.reads("The account is accepted.")


async def _pay_the_balance(browser: Browser, house: House, case: SimpleNamespace) -> Money:
    """The bank's file names code, amount and payer, so nobody has to decide; what it brought in."""
    owed = (await money.account_of(case.number)).owed
    lines = [row(f"{owed.minor / 100:.2f}", case.charge.reference, payer=case.union.name, serial="S1"),
             row("12.34", "存款利息", serial="S2")]  # fmt: skip
    async with Person(browser, house.url) as cashier:
        await _enter(house, cashier, case.centre.cashier)
        await cashier.open("/centre/money/statements")
        file = {"name": "流水.csv", "mimeType": "text/csv", "buffer": as_csv(grid(*lines))}
        await cashier.page.set_input_files('input[type="file"]', file)
        await cashier.press("Look at its columns")
        await cashier.press("Work through the lines")

        async def is_done() -> bool:
            return await BankStatement.filter(state="done").exists()

        await house.until(is_done, what="the statement")
        await cashier.open(cashier.page.url.removeprefix(house.url))
        await cashier.sees("2 / 2")
    assert (await money.account_of(case.number)).owed == Money(0)
    return owed + Money(12_34)


async def _pay_out(browser: Browser, house: House, case: SimpleNamespace) -> Money:
    """Invoiced and settled, prepared by one person and approved by another; what the bank's file sends to the operator."""
    await invoiced(case, by=case.centre.cashier)
    async with Person(browser, house.url) as base:
        await _enter(house, base, case.operator.finance)
        await base.open(f"/operator/stays/{case.id}/settlement")
        await base.press("Settle")
    async with Person(browser, house.url) as cashier, Person(browser, house.url) as finance:
        await _enter(house, cashier, case.centre.cashier)
        await cashier.open("/centre/payouts")
        await _send(cashier, "/centre/payouts/prepared")
        batch, payout = await PayoutBatch.get(), await Payout.get()
        page = f"/centre/payouts/{batch.public_id}"
        await _enter(house, finance, case.centre.finance)
        await finance.open(page)
        await _send(finance, "/approval")
        await cashier.open(page)
        async with cashier.page.expect_download() as loading:
            await cashier.page.locator(f'a[href$="{page}/file"]').click()
        sent = _sum_of(await (await loading.value).path())
        await cashier.open(f"{page}/{payout.public_id}")
        await cashier.fill(voucher="示例凭证 0009")
        await cashier.press("Confirm the payout")
    charged = (await money.account_of(case.number)).charged
    assert sent == charged - charged.percent(1)
    return sent


def _sum_of(file: Path) -> Money:
    rows = [[*one] for one in load_workbook(io.BytesIO(file.read_bytes())).active.values]  # type: ignore[union-attr]
    return Money(round(sum(float(one[4]) for one in rows[1:]) * 100))


async def _as_the_auditor_sees_it(browser: Browser, house: House, case: SimpleNamespace) -> Money:
    """What the centre's trial balance says that lies in its bank."""
    async with Person(browser, house.url) as auditor:
        await _enter(house, auditor, case.host.auditor)
        await auditor.open(f"/federation/audit/{case.centre.public_id}")
        await auditor.reads("debits and credits are equal")
        lies = auditor.page.locator("tr", has=auditor.page.locator('a[href*="/bank"]'))
        closing = await lies.locator("td, th").last.inner_text()
    return Money(round(float(re.sub(r"[^\d.-]", "", closing.replace("−", "-"))) * 100))


async def _enter(house: House, who: Person, actor: Actor) -> None:
    session = {"name": "session", "value": await session_of(actor), "url": house.url}
    await who.context.add_cookies([session])  # type: ignore[list-item]


async def _send(who: Person, action: str) -> None:
    """The form that goes there; where the page asks once more, yes."""
    button = who.page.locator(f'form[method="post"][action$="{action}"] button').last
    async with who.page.expect_navigation():
        asks = await button.get_attribute("data-confirm")
        await button.click()
        if asks:
            await who.page.locator("dialog button:not(.button-plain)").click()


async def _until(house: House, case: SimpleNamespace, state: str) -> None:
    async def has_moved() -> bool:
        return await Stay.filter(id=case.number, state=state).exists()

    await house.until(has_moved, what=state)
