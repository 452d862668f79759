"""Several batches of one plan over the web: worked out row by row, held together or those that fit, and listed."""

from datetime import timedelta

import pytest

from booking.stays.models import Stay, Trip
from sites.foundation import clock
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import FAMILY, TWIN, make_place

PAGE = "/union/batches"


@pytest.fixture
async def union(client):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    return union


def day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()


def plan(place, *starts: int, **changes: str) -> dict[str, str]:
    rows = {f"{n}-check_in": day(start) for n, start in enumerate(starts, start=1)}
    rows |= {f"{n}-workers": "30" for n in range(1, len(starts) + 1)}
    return {"site": place.code, "package": place.package, "nights": "2", **rows, **changes}


async def send(client, place, *starts: int, **changes: str):
    return await client.submit(f"{PAGE}?site={place.code}", PAGE, **plan(place, *starts, **changes))


async def test_batches_are_worked_out_before_anything_is_held(client, union, database):
    place = await make_place()
    page = await client.get("/en" + PAGE, params=plan(place, 20, 30, 30, 30))
    assert page.text.count(">fits<") == 3
    assert page.text.count(">does not fit<") == 1  # three times fifteen twins are more than forty
    assert "3 of 4" in page.text
    assert await Stay.all().count() == 0


async def test_all_batches_are_held_and_listed_each_with_its_group(client, union, database):
    place = await make_place()
    answer = await send(client, place, 20, 30, 40)
    assert answer.status_code == 303
    rows = await Stay.all().order_by("check_in")
    assert (len(rows), await Trip.all().count()) == (3, 3)
    page = await client.get("/en" + answer.headers["location"])
    for row in rows:
        assert f'href="/en/union/stays/{row.public_id}"' in page.text


async def test_the_same_form_sent_twice_holds_each_batch_once(client, union, database):
    place = await make_place()
    form = await client.get(f"{PAGE}?site={place.code}")
    sent = [await client.post_from(form, PAGE, **plan(place, 20, 30)) for _ in range(2)]
    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert await Trip.all().count() == 2


async def test_where_one_is_short_none_is_held_or_those_that_fit(client, union, database):
    place = await make_place()
    await made.held(
        place=place, starts_in=30, nights=2, rooms={TWIN: 36, FAMILY: 10}, heads=Heads(46)
    )
    refused = await send(client, place, 20, 30, 40)
    assert refused.status_code == 409
    assert await Stay.filter(union_id=union.organisation).count() == 0
    answer = await send(client, place, 20, 30, 40, how="fitting")
    assert await Stay.filter(union_id=union.organisation).count() == 2
    page = await client.get("/en" + answer.headers["location"])
    assert "other groups hold rooms on one of its nights for now" in page.text


async def test_none_that_fits_comes_back_as_the_form_with_its_reason(client, union, database):
    place = await make_place()
    await made.held(
        place=place, starts_in=30, nights=2, rooms={TWIN: 36, FAMILY: 10}, heads=Heads(46)
    )
    page = await send(client, place, 30, how="fitting")
    assert page.status_code == 409
    assert 'href="#field-1-check_in"' in page.text


async def test_more_batches_than_holds_are_left_are_said_before_and_refused(
    client, union, database
):
    place = await make_place()
    asked = plan(place, 20, 30, 40, 50, 60, 70)
    page = await client.get("/en" + PAGE, params=asked)
    assert "These are 6 batches; your union may hold 5 more at a time" in page.text
    assert (await send(client, place, 20, 30, 40, 50, 60, 70)).status_code == 409
    assert await Stay.all().count() == 0


@pytest.mark.parametrize(
    "wrong", [{"1-check_in": "x"}, {"1-workers": "0"}, {f"1-rooms-{TWIN}": "-1"}, {"nights": "0"}]
)
async def test_what_is_wrong_is_named_at_its_field(client, union, database, wrong):
    page = await send(client, await make_place(), 20, **wrong)
    assert page.status_code == 422
    assert f'href="#field-{next(iter(wrong))}"' in page.text
    assert await Stay.all().count() == 0


async def test_an_empty_form_and_an_unknown_base_hold_nothing(client, union, database):
    place = await make_place()
    assert (await send(client, place)).status_code == 422
    assert (await client.get(f"{PAGE}?site=NOWHERE")).status_code == 404


async def test_rows_are_added_up_to_ten(client, union, database):
    place = await make_place()
    page = await send(client, place, 20, act="more", rows="9")
    assert 'name="10-check_in"' in page.text
    assert 'value="more"' not in page.text


async def test_the_result_shows_only_the_unions_own(client, union, database):
    foreign = await made.held()
    assert (await client.get(f"{PAGE}/held?stay={foreign.id}")).status_code == 404
    own = await made.held(union=union)
    page = await client.get(f"{PAGE}/held?stay={own.id}&stay={foreign.id}&missed=x~y&missed=%00")
    assert page.status_code == 200
    assert foreign.reference not in page.text
