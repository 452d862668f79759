"""The same way as far as the submission, in a browser that runs no script."""

from playwright.async_api import Browser

from booking.stays.states import State
from tests.journeys import story
from tests.journeys.conftest import House
from tests.journeys.person import Person, enter_as, words

ORGANISER = "plain@journey.example"


async def test_a_union_submits_a_stay_without_any_script(browser: Browser, house: House) -> None:
    running, group = house(), story.group_in_two_weeks()
    async with Person(browser, running.url, scripts=False) as union:
        await story.sign_up(union, ORGANISER)
        async with Person(browser, running.url, scripts=False) as federation:
            await enter_as(federation, "Huangshan federation")
            await story.verify(federation)
        await story.search(union, group)
        stay = await story.hold(union, group)
        await union.press("Hold longer, once")
        await story.submit(union, stay)
        await union.sees(words(State.SUBMITTED.words))
        await story.paste_names(union, stay, group.heads)


async def test_a_union_holds_and_submits_a_trip_of_two_bases_without_any_script(
    browser: Browser, house: House
) -> None:
    running, group = house(), story.group_in_two_weeks()
    async with Person(browser, running.url, scripts=False) as union:
        await story.sign_up(union, "two.bases@journey.example")
        async with Person(browser, running.url, scripts=False) as federation:
            await enter_as(federation, "Huangshan federation")
            await story.verify(federation)
        await union.open(f"/union/hold?site={story.BASE}&{group.query.replace('heads', 'workers')}")
        await union.press("Go on to another base")
        async with union.page.expect_navigation():
            await union.page.get_by_role("button", name=words("Take it along")).first.click()
        await union.press("Hold the rooms at all bases")
        await union.reads("The rooms are held.")
        trip = union.page.url.removeprefix(union.origin)
        await union.press("Hold all longer, once")
        await union.open(f"{trip}/submission")
        await union.fill(reason=story.REASON, agreed="1")
        await union.press("Submit to all bases now")
        await union.reads("Submitted to all bases. Price and terms are frozen.")
