"""Trips through the interface for programs: several stays that follow one another, all or none."""

from datetime import timedelta
from typing import Any

from booking.stays.models import Stay, Trip
from sites.foundation import clock
from tests.booking.api.test_stays import order
from tests.clients import Client
from tests.factories.people import make_union
from tests.factories.places import make_place
from tests.factories.programs import program


def trip(*places: Any, **last: Any) -> dict[str, Any]:
    """Two nights at each base, one after the other; `last` changes what is asked of the last."""
    first = clock.today() + timedelta(days=30)
    asked = [
        order(one, check_in=str(first + timedelta(days=2 * n))) for n, one in enumerate(places)
    ]
    return {"stays": [*asked[:-1], {**asked[-1], **last}]}


async def test_two_stays_are_held_as_one_trip_and_one_open_hold(client: Client) -> None:
    union, places = await make_union(), [await make_place() for _ in range(2)]
    booking = await program(client, union)
    answer = await booking.post("/trips", trip(*places))
    assert answer.status_code == 201
    held = answer.json()
    assert answer.headers["location"] == f"/api/v1/trips/{held['id']}"
    assert (await booking.get(f"/trips/{held['id']}")).json() == held
    assert [one["site"] for one in held["stays"]] == [place.code for place in places]
    assert {one["trip"] for one in held["stays"]} == {held["id"]}
    assert len({one["hold_expires_at"] for one in held["stays"]}) == 1
    assert [one.counts_as_open for one in await Stay.all().order_by("id")] == [True, False]


async def test_where_one_stay_has_no_room_none_is_held_and_the_no_says_which(
    client: Client,
) -> None:
    union, places = await make_union(), [await make_place() for _ in range(2)]
    booking = await program(client, union)
    answer = await booking.post("/trips", trip(*places, rooms={"TWIN": 41}))
    assert (answer.status_code, answer.json()["code"]) == (409, "nights_taken")
    assert f"{places[1].name}，" in answer.json()["detail"]
    assert (await Trip.all().count(), await Stay.all().count()) == (0, 0)


async def test_the_same_request_holds_once_and_other_people_are_refused(client: Client) -> None:
    union, places = await make_union(), [await make_place() for _ in range(2)]
    booking = await program(client, union)
    made = [await booking.post("/trips", trip(*places), idempotency_key="trip-1") for _ in range(2)]
    assert made[0].json()["id"] == made[1].json()["id"]
    assert await Trip.all().count() == 1
    other = await booking.post("/trips", trip(*places, heads={"workers": 14}))
    assert (other.status_code, other.json()["code"]) == (422, "heads_differ")


async def test_trips_of_others_and_trips_that_are_none_are_answered_alike(client: Client) -> None:
    union, places = await make_union(), [await make_place() for _ in range(2)]
    held = (await (await program(client, union)).post("/trips", trip(*places))).json()
    for other in (await make_union(), places[0].operator):
        reader = await program(client, other)
        for one in (held["id"], "none"):
            answer = await reader.get(f"/trips/{one}")
            assert (answer.status_code, answer.json()["code"]) == (404, "trip_unknown")
