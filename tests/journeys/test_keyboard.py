"""From the search to the submission without a mouse: union and approver use Tab, arrows, Enter and Space alone."""

from playwright.async_api import Browser

from booking.stays.states import State
from tests.journeys import story
from tests.journeys.conftest import House
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import PHONE, Person, enter_as, words

ORGANISER, APPROVER = "keys@journey.example", "approver.keys@journey.example"


async def test_a_union_searches_holds_and_submits_by_keyboard_alone(
    browser: Browser, house: House
) -> None:
    running, group = house(), story.group_in_two_weeks()
    async with Person(browser, running.url) as union:
        await _ready(browser, union)
        keys = Keyboard(union)
        await _search(keys, group)
        await _hold(keys, group)
        stay = union.page.url.removeprefix(union.origin)
        await keys.open(union.page.locator(f'a[href$="{stay}/submission"]').first)
        await keys.press("Ask for approval")
        async with Person(browser, running.url, size=PHONE) as approver:
            await story.come_back(approver, APPROVER)
            await _agree(Keyboard(approver))
        await union.open(f"{stay}/submission")
        await keys.to(union.page.locator('[name="reason"]'))
        await union.page.keyboard.type(story.REASON)
        await keys.to(union.page.locator('[name="agreed"]'))
        await union.page.keyboard.press("Space")
        await keys.press("Submit now")
        await union.reads("Submitted. Price and terms are frozen.")
        await union.sees(words(State.SUBMITTED.words))


async def _ready(browser: Browser, union: Person) -> None:
    """Signed up, verified, and with somebody who approves: others tell how."""
    await story.sign_up(union, ORGANISER)
    async with Person(browser, union.origin) as federation:
        await enter_as(federation, "Huangshan federation")
        await story.verify(federation)
    await story.name_an_approver(browser, union, APPROVER)


async def _search(keys: Keyboard, group: story.Group) -> None:
    page = keys.page
    await keys.person.open("/")
    await keys.turn(page.locator('[name="nights"]'), "ArrowUp", until=str(group.nights))
    await keys.turn(page.locator('[name="heads"]'), "ArrowDown", until=str(group.heads))
    await keys.turn(page.locator('[name="origin"]'), "ArrowDown", until=story.HANGZHOU)
    await keys.open(page.locator("form.search-card button[type=submit]"))
    await keys.follow("See the rooms")


async def _hold(keys: Keyboard, group: story.Group) -> None:
    page = keys.page
    await keys.person.reads("Fits")
    await keys.follow("Hold these rooms")
    await keys.turn(page.locator('[name="workers"]'), "ArrowUp", until=str(group.heads))
    await keys.enter()
    await keys.to(page.locator('[name="kind"]:checked'))
    await keys.press("Hold these rooms")
    await keys.person.reads("The rooms are held.")


async def _agree(keys: Keyboard) -> None:
    await keys.person.open("/union/approvals")
    await keys.open(keys.page.locator('main a[href*="/union/approvals/"]').first)
    await keys.press("Agree", "Space")
    await keys.person.reads("Agreed.")
