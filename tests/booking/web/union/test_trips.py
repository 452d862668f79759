"""A trip of two bases over the web: built like a basket, held once, looked at, submitted and cancelled as a whole."""

import re
from datetime import timedelta

import pytest

from booking import notices, people, stays
from booking.notices.models import Notice
from booking.stays.models import Stay, StayEvent, Trip
from sites.foundation import clock
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import PRICE, TWIN, make_place
from tests.factories.trips import held, submitted

HOLD = "/union/hold"


@pytest.fixture
async def union(client):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    return union


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


def first_leg(place, **changes):
    fields = {"site": place.code, "package": place.package, "check_in": day(40), "nights": "2", "workers": "12", "family": "2"}  # fmt: skip
    return {**fields, **changes}


def fields_of(text: str) -> dict[str, str]:
    """Every field of the hold form as it is drawn, as a browser without scripts would send it."""
    form = text[text.index('action="/union/hold"') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checked" in tag or 'type="radio"' not in tag):
            found[name[1]] = value[1] if value else ""
    for name, inner in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', inner) or re.search(r'<option value="([^"]*)"', inner)  # fmt: skip
        found[name] = chosen[1] if chosen else ""
    return found


async def press(client, page, value: str, **changes: str):
    return await client.post(HOLD, data={**fields_of(page.text), **changes, "act": value})


async def test_a_basket_of_two_bases_is_priced_together_and_held_once(client, union, database):
    one, other = await make_place(), await make_place()
    page = await client.get(HOLD, params=first_leg(one))
    page = await press(client, page, "next")
    assert f'value="take:{other.code}"' in page.text
    assert f'value="take:{one.code}"' not in page.text
    page = await press(client, page, f"take:{other.code}", **{"next-nights": "3"})
    sent = fields_of(page.text)
    assert (sent["2-check_in"], sent["2-nights"], sent[f"2-rooms-{TWIN}"]) == (day(42), "3", "7")
    assert f"{14 * 5 * PRICE / 100:,.2f}" in page.text  # both together
    assert f"{5 * PRICE / 6 / 100:,.2f}" in page.text  # a person and day of six days

    answers = [await client.post(HOLD, data=sent) for _ in range(2)]
    trip = await Trip.get()
    assert {answer.headers["location"] for answer in answers} == {f"/union/trips/{trip.public_id}"}
    assert [(s.state, s.price_minor) for s in await Stay.all().order_by("id")] == [
        ("held", 14 * 2 * PRICE), ("held", 14 * 3 * PRICE),
    ]  # fmt: skip


async def test_a_base_is_left_out_again_and_one_stay_shows_no_trip(client, union, database):
    one, other = await make_place(), await make_place()
    page = await client.get(HOLD, params={**first_leg(one), "2-site": other.code, "2-check_in": day(42), "2-nights": "2"})  # fmt: skip
    page = await press(client, page, "drop:2-")
    assert "2-site" not in fields_of(page.text)
    answer = await client.post(HOLD, data=fields_of(page.text))
    stay = await Stay.get()
    assert answer.headers["location"] == f"/union/stays/{stay.public_id}"
    shown = await client.get(f"/en/union/stays/{stay.public_id}")
    assert "part of a trip" not in shown.text
    trip = await Trip.get()
    only = await client.get(f"/union/trips/{trip.public_id}")
    assert only.headers["location"] == f"/union/stays/{stay.public_id}"


async def test_dates_that_do_not_follow_are_said_and_follow_at_a_press(client, union, database):
    one, other = await make_place(), await make_place()
    two = {"2-site": other.code, "2-check_in": day(41), "2-nights": "2"}
    page = await client.get("/en" + HOLD, params={**first_leg(one), **two})
    assert "Let the stays follow one another" in page.text
    page = await client.get(HOLD, params={**first_leg(one), **two})
    refused = await client.post(HOLD, data=fields_of(page.text))
    assert refused.status_code == 422
    page = await press(client, page, "follow")
    assert fields_of(page.text)["2-check_in"] == day(42)
    assert await Stay.all().count() == 0


async def test_a_base_that_is_short_is_named_and_nothing_is_held(client, union, database):
    one, full = await make_place(), await make_place()
    page = await client.get("/en" + HOLD, params={**first_leg(one), "2-site": full.code, "2-check_in": day(42), "2-nights": "2"})  # fmt: skip
    await made.held(place=full, starts_in=43, nights=1, rooms={TWIN: 38}, heads=Heads(38))
    refused = await client.post("/en" + HOLD, data=fields_of(page.text.replace("/en/union/hold", "/union/hold")))  # fmt: skip
    assert refused.status_code == 409
    alert = refused.text[refused.text.index('role="alert"') :]
    assert f"Example base {full.name.removeprefix('示例基地')}, " in alert
    assert await Stay.filter(union_id=union.organisation).count() == 0


@pytest.mark.parametrize("wrong", [{"2-check_in": "x"}, {"2-nights": "0"}, {f"2-rooms-{TWIN}": "-1"}])  # fmt: skip
async def test_what_is_wrong_with_the_second_stay_is_named_at_its_field(
    client, union, database, wrong
):
    one, other = await make_place(), await make_place()
    page = await client.get(HOLD, params={**first_leg(one), "2-site": other.code, "2-check_in": day(42), "2-nights": "2"})  # fmt: skip
    answer = await client.post(HOLD, data={**fields_of(page.text), **wrong})
    assert answer.status_code == 422
    assert f'href="#field-{next(iter(wrong))}"' in answer.text
    assert await Stay.all().count() == 0


async def test_a_base_is_added_to_a_trip_from_its_page(client, database):
    story, third = await held(), await make_place()
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"{HOLD}?trip={story.id}")
    way = re.search(rf'href="(/union/hold\?[^"]*site={third.code}[^"]*)"', page.text)
    assert way
    page = await client.get(way[1].replace("&amp;", "&"))
    sent = fields_of(page.text)
    assert (sent["workers"], sent["check_in"], sent["trip"]) == ("12", day(35), story.id)
    answer = await client.post(HOLD, data=sent)
    assert answer.headers["location"] == f"/union/trips/{story.id}"
    assert await Stay.filter(trip_id=story.number).count() == 3


async def test_another_unions_trip_is_unknown_everywhere(client, union, database):
    story = await held()
    for path in ("", "/submission", "/cancellation"):
        assert (await client.get(f"/union/trips/{story.id}{path}")).status_code == 404
    assert (await client.get(f"{HOLD}?trip={story.id}")).status_code == 404
    sent = fields_of((await client.get(HOLD, params=first_leg(story.places[0]))).text)
    assert (await client.post(HOLD, data={**sent, "trip": story.id})).status_code == 404
    assert await Stay.filter(union_id=union.organisation).count() == 0


async def test_the_trips_page_shows_its_stays_its_price_and_its_one_list_of_names(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    page = (await client.get(f"/en/union/trips/{story.id}")).text
    for one in story.legs:
        assert f'href="/en/union/stays/{one.id}"' in page
    assert f"{12 * 5 * PRICE / 100:,.2f}" in page
    assert "0 of 12 people, once for the whole trip" in page
    assert f"/en/union/trips/{story.id}/submission" in page


async def test_a_trip_is_submitted_with_one_tick_and_a_second_time_it_says_so(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/trips/{story.id}/submission"
    lead_on = await client.get(f"/union/stays/{story.legs[0].id}/submission")
    assert lead_on.headers["location"] == path
    page = await client.get(path)
    assert page.text.count('class="tiers"') == 2
    assert (await client.submit(path, note="留言")).status_code == 422
    again = await client.get(path)
    form = {"csrf": fields_in(again.text)["csrf"], "agreed": "1"}
    answers = [await client.post(path, data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert {stay.state for stay in await Stay.all()} == {"submitted"}


def fields_in(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


async def test_a_trip_is_approved_once_on_one_page(client, database):
    story = await held()
    union = story.union
    await people.set_approval([union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator)  # fmt: skip
    await stays.ask_approval(story.legs[0].id, by=union.organiser)
    await sign_in_as(client, union.organiser)
    told = (await client.get(f"/en/union/trips/{story.id}")).text
    assert f"waiting for {union.approver.name}" in told
    assert "Ask for approval" not in told
    await sign_in_as(client, union.approver)
    listed = (await client.get("/en/union/approvals")).text
    assert "One answer counts for the whole trip of 2 stays." in listed
    step = re.search(r'href="/en(/union/approvals/\w{32})"', listed)
    assert step
    page = await client.get("/en" + step[1])
    assert f"{12 * 5 * PRICE / 100:,.2f}" in page.text
    answer = await client.submit(step[1], form=f"{step[1]}/agreement")
    assert answer.status_code == 303
    trip = await stays.trip_page(story.id, by=union.organiser)
    assert trip.is_approved


async def test_all_holds_are_prolonged_at_once(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    page = f"/union/trips/{story.id}"
    answers = [await client.submit(page, form=f"{page}/prolonging") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert {stay.is_prolonged for stay in await Stay.all()} == {True}


async def test_cancelling_the_whole_trip_shows_every_fee_first(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/trips/{story.id}/cancellation"
    page = await client.get("/en" + path)
    assert "Kept together" in page.text
    assert (await client.submit(path, fee_seen="1")).status_code == 409
    assert (await client.submit(path, note="计划有变")).status_code == 303
    assert {stay.state for stay in await Stay.all()} == {"cancelled"}
    shown = await client.get(f"/en/union/trips/{story.id}")
    assert "Nothing of this trip stands" in shown.text


async def declined(story) -> StayEvent:
    one = story.legs[0]
    await stays.decline(one.id, reason="other", note="", by=one.operator.sales)
    event = await StayEvent.filter(stay_id=one.number, act="declined").first()
    assert event
    return event


async def test_one_that_falls_away_leaves_the_rest_and_asks_what_to_do_with_it(client, database):
    story = await submitted()
    event = await declined(story)
    await notices.tell_event(event.id)
    asked = await Notice.filter(topic="trip_broken")
    assert {(one.path, one.user_id) for one in asked} == {
        (f"/union/trips/{story.id}", person.user_id)
        for person in (story.union.organiser, story.union.administrator)
    }
    await sign_in_as(client, story.union.organiser)
    page = (await client.get(f"/en/union/trips/{story.id}")).text
    assert "The other stays of the trip stand" in page
    instead = f"trip={story.id}&amp;check_in={story.legs[0].check_in}&amp;nights=2"
    assert instead in page
    found = await client.get(f"{HOLD}?{instead.replace('&amp;', '&')}")
    assert found.status_code == 200


async def test_of_a_trip_of_one_stay_nothing_more_is_told(client, database):
    story = await made.submitted()
    await stays.decline(story.id, reason="other", note="", by=story.operator.sales)
    event = await StayEvent.filter(stay_id=story.number, act="declined").first()
    assert event
    await notices.tell_event(event.id)
    assert await Notice.filter(topic="trip_broken").count() == 0


async def test_a_base_learns_that_there_is_more_and_nothing_of_it(client, database):
    story = await submitted()
    first, second = story.legs
    await sign_in_as(client, first.operator.sales)
    page = (await client.get(f"/en/operator/stays/{first.id}")).text
    assert "This stay is part of a trip" in page
    for secret in (second.id, second.place.name, second.place.code, story.id):
        assert secret not in page
    assert (await client.get(f"/operator/stays/{second.id}")).status_code == 404


async def test_the_desk_tells_of_a_trip_once(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    page = (await client.get("/en/union")).text
    assert page.count(f'href="/en/union/trips/{story.id}"') == 2
    assert page.count("Submit, or the hold ends") == 1


async def test_a_trip_that_cannot_grow_offers_nothing_to_add(client, database):
    story = await held()
    await stays.cancel_trip(story.id, fee_seen=(await stays.preview_trip_cancellation(story.id, by=story.union.organiser)).fee, note="", by=story.union.organiser)  # fmt: skip
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en{HOLD}?trip={story.id}")
    assert "Nothing can be added any more" in page.text
    place = story.places[0]
    sent = {**fields_of((await client.get(HOLD, params=first_leg(place))).text), "trip": story.id, "family": "0", f"rooms-{TWIN}": "6"}  # fmt: skip
    assert (await client.post(HOLD, data=sent)).status_code == 409


async def test_nights_that_are_no_nights_are_named(client, database):
    story = await held()
    await sign_in_as(client, story.union.organiser)
    for wrong in ("check_in=x", "nights=0", "nights=99"):
        page = await client.get(f"{HOLD}?trip={story.id}&{wrong}")
        assert page.status_code == 422
