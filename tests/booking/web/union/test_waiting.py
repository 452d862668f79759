"""The union's pages of waiting lists: joining from a no, place and reason, leaving, and the answer to an offer."""

import html
from datetime import timedelta

import pytest

from booking.stays import waiting
from booking.stays.models import Stay
from booking.stays.waiting.models import Wait
from sites import listings
from sites.foundation import clock
from sites.listings import WaitingRule
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.waits import full_place, give_back, offered_stay, waits

DAY = timedelta(days=1)


@pytest.fixture
def database_url(fresh_database) -> str:
    return fresh_database("sqlite")


def text_of(answer) -> str:
    return html.unescape(answer.text)


def typed(place, **changes) -> dict[str, str]:
    first = clock.today() + 30 * DAY
    return {
        "site": place.code, "starts_on": str(first), "ends_on": str(first + 2 * DAY), "nights": "2",
        "workers": "20", f"rooms-{TWIN}": "10", **changes,
    }  # fmt: skip


def question(place, heads: int = 90) -> str:
    return f"check_in={clock.today() + 30 * DAY}&nights=2&heads={heads}"


async def test_a_page_that_says_no_for_lack_of_room_leads_to_the_list(client):
    place, union = await full_place(), await make_union()
    found = text_of(await client.get(f"/en/sites/{place.code}?{question(place)}"))
    assert "/en/union/waiting/new?site=" in found
    found = text_of(await client.get(f"/en/sites?{question(place)}"))
    assert "/en/union/waiting/new?site=" in found

    await sign_in_as(client, union.organiser)
    found = text_of(await client.get(f"/en/union/hold?site={place.code}&{question(place)}"))
    way = found.split('href="/en/union/waiting/new')[1].split('"')[0]
    form = await client.get(f"/en/union/waiting/new{way}")
    assert form.status_code == 200
    assert f'value="{clock.today() + 32 * DAY}"' in form.text
    assert "Nobody is passed" in form.text


async def test_where_something_else_is_lacking_waiting_is_not_offered(client):
    place = await make_place(valid_days=10)
    found = text_of(await client.get(f"/en/sites/{place.code}?{question(place)}"))
    assert "waiting/new" not in found


async def test_joining_leaving_and_what_each_says(client):
    place, union = await full_place(), await make_union()
    await sign_in_as(client, union.organiser)
    path = f"/en/union/waiting/new?site={place.code}&{question(place, 20)}"
    made = await client.submit(path, "/en/union/waiting/new", **typed(place))
    assert made.status_code == 303
    page = await client.get(made.headers["location"])
    found = text_of(page)
    assert "Place 1 of 1" in found
    assert "10 rooms are missing (Twin room)" in found
    assert "Nobody stands before you." in found

    root = made.headers["location"]
    left = await client.submit(root, f"{root}/leaving")
    assert left.status_code == 303
    assert (await Wait.get()).state == "left"
    again = await client.post_from(page, f"{root}/leaving")
    assert again.status_code == 409
    assert "no longer waits" in text_of(again)


async def test_a_refused_entry_keeps_what_was_typed_and_says_what_is_wrong(client):
    place, union = await full_place(), await make_union()
    await sign_in_as(client, union.organiser)
    path = "/en/union/waiting/new"
    page = await client.get(f"{path}?site={place.code}")
    for changes, status, words in (
        ({"nights": "3"}, 422, "Between the first arrival"),
        ({"starts_on": "nonsense"}, 422, "Enter a date"),
        ({f"rooms-{TWIN}": "x"}, 422, "Enter a whole number"),
        ({f"rooms-{TWIN}": "3"}, 422, "Add rooms"),
        ({"also_2": "NOWHERE"}, 404, "There is no such site"),
        ({"waits_until": str(clock.today() + 60 * DAY)}, 422, "last day of waiting"),
    ):
        answer = await client.post_from(page, path, **typed(place, **changes))
        assert answer.status_code == status, changes
        assert words in text_of(answer), changes
        assert 'value="20"' in answer.text
    free = await make_place(reception_limit=500)
    answer = await client.post_from(page, path, **typed(free))
    assert answer.status_code == 409
    assert "nobody needs to wait" in text_of(answer)
    assert (await client.get(path)).status_code == 404
    assert await Wait.all().count() == 0


async def test_the_entry_says_its_place_who_stands_before_it_and_the_floor(client):
    place = await full_place()
    rule = WaitingRule("skip", passes=2, days=10)
    await listings.declare_waiting(place.id, rule, by=place.operator.sales)
    for twins in (5, 30):
        await waits(place, twins)
    story = await waits(place, 10)
    for twins in (1, 2):
        await waits(place, twins)
    await sign_in_as(client, story.union.viewer)
    found = text_of(await client.get(f"/en/union/waiting/{story.id}"))
    assert "Place 3 of 5" in found
    assert "2 groups stand before you, 1 of them smaller than yours." in found
    assert "Passed 0 of at most 2 times; on the list for 0 of 10 days." in found
    assert "/leaving" not in found  # a viewer only looks
    listed = text_of(await client.get("/en/union/waiting"))
    assert place.name.replace("示例基地", "Example base ") in listed
    assert "1 of at most 5" in listed


async def test_an_offer_has_its_clock_and_is_kept_or_given_back(client):
    place = await full_place()
    first, second = await waits(place, 10), await waits(place, 10)
    await give_back(place.holder)
    await waiting.offer(place.id)
    for story, act, state in ((first, "keeping", "held"), (second, "refusal", "cancelled")):
        await sign_in_as(client, story.union.organiser)
        root = f"/en/union/waiting/{story.id}"
        page = await client.get(root)
        assert "data-clock" in page.text
        stay = await offered_stay(story)
        hub = await client.get(f"/en/union/stays/{stay.id}")
        assert f'href="{root}"' in hub.text
        assert (await client.submit(root, f"{root}/{act}")).status_code == 303
        assert (await Stay.get(id=stay.number)).state == state
        assert (await client.post_from(page, f"{root}/{act}")).status_code == 409
        hub = await client.get(f"/en/union/stays/{stay.id}")
        assert f'href="{root}"' not in hub.text


async def test_a_union_that_is_not_verified_sees_why_it_may_not_join(client):
    place, union = await full_place(), await make_union(verified=False)
    await sign_in_as(client, union.organiser)
    page = await client.get(f"/en/union/waiting/new?site={place.code}")
    assert "not verified yet" in text_of(page)
    assert "disabled" in page.text
    answer = await client.post_from(page, "/en/union/waiting/new", **typed(place))
    assert answer.status_code == 403
