"""Batches of one plan through the interface for programs: each a trip of its own, all held or none."""

from datetime import timedelta
from typing import Any

from booking.people.models import Organisation
from booking.stays.models import Stay, Trip
from sites.foundation import clock
from tests.booking.api.test_stays import order
from tests.clients import Client
from tests.factories.people import make_union
from tests.factories.places import make_place
from tests.factories.programs import program

LONGEST_KEY = "k" * 80


def plan(place: Any, *starts: int, **last: Any) -> dict[str, Any]:
    """A batch from each of those days on; `last` changes what is asked of the last."""
    days = [clock.today() + timedelta(days=start) for start in starts]
    asked = [order(place, check_in=str(day)) for day in days]
    return {"batches": [*asked[:-1], {**asked[-1], **last}]}


async def test_each_batch_is_a_trip_of_its_own_and_an_open_hold(client: Client) -> None:
    union, place = await make_union(), await make_place()
    booking = await program(client, union)
    answer = await booking.post("/batches", plan(place, 30, 40, 50))
    assert answer.status_code == 201
    held = answer.json()["batches"]
    assert answer.headers["location"] == f"/api/v1/stays/{held[0]['id']}"
    assert [one["state"] for one in held] == ["held"] * 3
    assert len({one["trip"] for one in held}) == 3
    assert [one["check_in"] for one in held] == sorted(one["check_in"] for one in held)
    assert (await booking.get(f"/stays/{held[1]['id']}")).json() == held[1]
    assert (await Organisation.get(id=union.organisation)).open_holds == 3


async def test_where_one_batch_has_no_room_none_is_held_and_the_no_says_which(
    client: Client,
) -> None:
    union, place = await make_union(), await make_place()
    booking = await program(client, union)
    asked = plan(place, 30, 40, 50, rooms={"TWIN": 41})
    answer = await booking.post("/batches", asked)
    assert (answer.status_code, answer.json()["code"]) == (409, "nights_taken")
    day = clock.today() + timedelta(days=50)
    assert f"{day.month}月{day.day}日" in answer.json()["detail"]
    assert (await Trip.all().count(), await Stay.all().count()) == (0, 0)
    assert (await Organisation.get(id=union.organisation)).open_holds == 0


async def test_the_same_request_holds_once_and_its_key_is_used_up(client: Client) -> None:
    """However long the key: the keys of the other batches are made of it."""
    union, place = await make_union(), await make_place()
    booking = await program(client, union)
    asked = plan(place, 30, 40)
    made = [await booking.post("/batches", asked, idempotency_key=LONGEST_KEY) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    assert await Trip.all().count() == 2
    for path, body in (("/batches", plan(place, 30, 41)), ("/stays", order(place))):
        other = await booking.post(path, body, idempotency_key=LONGEST_KEY)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_more_batches_than_holds_are_left_or_allowed_at_all_are_refused(
    client: Client,
) -> None:
    place, booking = await make_place(), await program(client, await make_union())
    many = await booking.post("/batches", plan(place, *range(20, 80, 10)))
    assert (many.status_code, many.json()["code"]) == (409, "holds_not_enough")
    unfit: list[dict[str, Any]] = [{"batches": []}, plan(place, *range(20, 31))]
    for asked in unfit:
        wrong = await booking.post("/batches", asked)
        assert (wrong.status_code, wrong.json()["code"]) == (400, "body_malformed")
    assert await Trip.all().count() == 0


async def test_it_needs_a_key_and_a_scope(client: Client) -> None:
    union, place = await make_union(), await make_place()
    reader = await program(client, union, "stays.see")
    assert (await reader.post("/batches", plan(place, 30))).status_code == 403
    booking = await program(client, union)
    bare = await client.post("/api/v1/batches", json=plan(place, 30), headers=booking.headers)
    assert (bare.status_code, bare.json()["code"]) == (400, "idempotency_key_missing")
