"""Waiting lists through the interface for programs: joined, read with place and reason, left, offered."""

from datetime import timedelta
from typing import Any

from booking.stays import waiting
from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_union
from tests.factories.places import make_place
from tests.factories.programs import program
from tests.factories.waits import full_place, give_back, waits


def entry(place: Any, **changes: Any) -> dict[str, Any]:
    first = clock.today() + timedelta(days=30)
    return {
        "sites": [place.code], "starts_on": str(first), "ends_on": str(first + timedelta(days=2)),
        "nights": 2, "rooms": {"TWIN": 10}, "heads": {"workers": 20}, **changes,
    }  # fmt: skip


async def test_a_program_joins_reads_its_place_and_leaves(client: Client) -> None:
    place, union = await full_place(), await make_union()
    await waits(place, 30)
    booking = await program(client, union)
    made = await booking.post("/waiting", entry(place))
    assert made.status_code == 201
    wait = made.json()
    assert made.headers["location"] == f"/api/v1/waiting/{wait['id']}"
    (site,) = wait["sites"]
    standing = site["standing"]
    assert (wait["state"], standing["place"], standing["count"]) == ("waiting", 2, 2)
    lack = {"code": "rooms", "room_type": "TWIN", "missing": 10}
    days = {"first": wait["starts_on"], "last": str(clock.today() + timedelta(days=31))}
    assert standing["lacks"] == [{**lack, **days}]

    listed = (await booking.get("/waiting")).json()["items"]
    assert [one["id"] for one in listed] == [wait["id"]]
    assert listed[0]["sites"][0]["standing"] is None
    for _ in range(2):
        left = await booking.delete(f"/waiting/{wait['id']}")
        assert (left.status_code, left.json()["state"]) == (200, "left")


async def test_an_offer_is_a_held_stay_that_the_program_submits_or_cancels(client: Client) -> None:
    place, union = await full_place(), await make_union()
    booking = await program(client, union)
    wait = (await booking.post("/waiting", entry(place))).json()
    await give_back(place.holder)
    await waiting.offer(place.id)
    found = (await booking.get(f"/waiting/{wait['id']}")).json()
    stay = (await booking.get(f"/stays/{found['stay']}")).json()
    assert (found["state"], stay["state"]) == ("offered", "held")
    assert found["answer_until"] == stay["hold_expires_at"]
    left = await booking.delete(f"/waiting/{wait['id']}")
    assert (left.status_code, left.json()["code"]) == (409, "wait_ended")
    path = f"/stays/{stay['id']}/cancellation"
    assert (await booking.post(path, {"fee_seen": {"minor": 0}})).status_code == 200
    assert (await booking.get(f"/waiting/{wait['id']}")).json()["state"] == "refused"


async def test_what_is_refused_says_why_by_a_stable_code(client: Client) -> None:
    place, union = await full_place(), await make_union()
    booking = await program(client, union)
    free = await make_place(reception_limit=500)
    for changes, status, code in (
        ({"sites": [free.code]}, 409, "room_is_there"),
        ({"sites": [place.code, place.code]}, 422, "site_named_twice"),
        ({"sites": ["NOWHERE"]}, 404, "offer_unknown"),
        ({"sites": []}, 400, "body_malformed"),
        ({"nights": 3}, 422, "wait_window_unfit"),
        ({"rooms": {"TWIN": 3}}, 422, "beds_too_few"),
        ({"price": 1}, 400, "body_malformed"),
        ({"waits_until": "soon"}, 400, "body_malformed"),
    ):
        answer = await booking.post("/waiting", entry(place, **changes))
        assert (answer.status_code, answer.json()["code"]) == (status, code), changes
    same = {"idempotency_key": "once"}
    first = await booking.post("/waiting", entry(place), **same)
    again = await booking.post("/waiting", entry(place), **same)
    assert first.json()["id"] == again.json()["id"]
    other = await program(client, await make_union())
    assert (await other.get(f"/waiting/{first.json()['id']}")).status_code == 404
    assert (await other.delete(f"/waiting/{first.json()['id']}")).status_code == 404
