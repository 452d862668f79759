"""Stays through the interface for programs: held, read, submitted, answered, cancelled, each by one verb."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from booking import stays
from booking.api import acts
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import PRICE, make_place
from tests.factories.programs import Program, program


def order(place: Any, **changes: Any) -> dict[str, Any]:
    """Sixteen workers in eight twins for two nights, a month from now."""
    return {
        "site": place.code, "package": "CARE", "check_in": str(clock.today() + timedelta(days=30)),
        "nights": 2, "rooms": {"TWIN": 8}, "heads": {"workers": 16}, **changes,
    }  # fmt: skip


async def test_a_group_goes_from_hold_to_acceptance_by_two_programs(client: Client) -> None:
    place, union = await make_place(), await make_union()
    booking, answering = await program(client, union), await program(client, place.operator)

    held = await booking.post("/stays", order(place))
    assert held.status_code == 201
    stay = held.json()
    assert held.headers["location"] == f"/api/v1/stays/{stay['id']}"
    assert (stay["state"], stay["rooms"], stay["hold"]) == ("held", {"TWIN": 8}, "option")
    assert stay["amounts"]["total"] == {"minor": 16 * 2 * PRICE, "currency": "CNY"}
    assert stay["hold_expires_at"].endswith("Z")

    submitted = await booking.post(f"/stays/{stay['id']}/submission", {"agreed": True})
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")
    seen = await answering.get("/stays")
    assert [one["id"] for one in seen.json()["items"]] == [stay["id"]]
    accepted = await answering.post(f"/stays/{stay['id']}/acceptance")
    assert accepted.status_code == 200
    assert accepted.json()["accepted_at"]
    await stays.confirm((await Stay.get(public_id=stay["id"])).id)
    assert (await booking.get(f"/stays/{stay['id']}")).json()["state"] == "confirmed"


async def test_a_no_carries_its_reason(client: Client) -> None:
    story = await made.submitted()
    answering = await program(client, story.operator)

    declined = await answering.post(f"/stays/{story.id}/declination", {"reason": "event_in_house"})
    nonsense = await answering.post(f"/stays/{story.id}/declination", {"reason": "mood"})

    assert (declined.json()["state"], declined.json()["reason"]) == ("declined", "event_in_house")
    assert (nonsense.status_code, nonsense.json()["code"]) == (400, "body_malformed")


async def test_cancelling_costs_what_the_preview_showed_and_nothing_else(client: Client) -> None:
    story = await made.confirmed(starts_in=10)
    booking = await program(client, story.union)
    path = f"/stays/{story.id}/cancellation"
    preview = (await booking.get(path)).json()
    assert (preview["percent"], preview["may_cancel"]) == (30, True)

    free = await booking.post(path, {"fee_seen": {"minor": 0}})
    assert (free.status_code, free.json()["code"]) == (409, "fee_changed")
    assert free.json()["params"]["fee"] == preview["fee"]
    done = await booking.post(path, {"fee_seen": preview["fee"]})
    assert done.json()["state"] == "cancelled"


async def test_a_hold_sent_twice_is_one_hold_and_another_under_its_key_is_refused(
    client: Client,
) -> None:
    place, union = await make_place(), await make_union()
    booking = await program(client, union)

    first = await booking.post("/stays", order(place), idempotency_key="one")
    again = await booking.post("/stays", order(place), idempotency_key="one")
    other = await booking.post("/stays", order(place, nights=3), idempotency_key="one")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert await Stay.all().count() == 1


async def test_a_hold_sent_five_times_at_once_is_one_hold(client: Client) -> None:
    place, union = await make_place(), await make_union()
    booking = await program(client, union)

    answers = await asyncio.gather(
        *(booking.post("/stays", order(place), idempotency_key="k") for _ in range(5))
    )

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert await Stay.all().count() == 1


async def test_an_act_sent_twice_is_done_once_and_answered_twice(client: Client) -> None:
    story = await made.held()
    booking = await program(client, story.union)
    tag = (await booking.get(f"/stays/{story.id}")).headers["etag"]
    path = f"/stays/{story.id}/submission"
    sent = [
        await booking.post(path, {"agreed": True}, idempotency_key="s", if_match=tag)
        for _ in range(2)
    ]

    assert [answer.json()["state"] for answer in sent] == ["submitted", "submitted"]
    refused = await booking.post(path, {"agreed": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "stay_already_moved")


async def test_an_act_upon_a_state_that_is_gone_is_refused(client: Client) -> None:
    story = await made.held()
    booking = await program(client, story.union)
    tag = (await booking.get(f"/stays/{story.id}")).headers["etag"]
    await stays.submit(story.id, by=story.union.organiser)

    late = await booking.post(
        f"/stays/{story.id}/cancellation", {"fee_seen": {"minor": 0}}, if_match=tag
    )

    assert (late.status_code, late.json()["code"]) == (412, "stay_changed")
    assert await made.state_of(story) == "submitted"


async def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    story = await made.held()
    booking = await program(client, story.union)
    for path in (f"/stays/{story.id}", "/stays", f"/sites/{story.place.code}"):
        tag = (await booking.get(path)).headers["etag"]
        same = await booking.get(path, if_none_match=f'"other", W/{tag}')
        assert (same.status_code, same.content) == (304, b"")
    await stays.submit(story.id, by=story.union.organiser)
    assert (await booking.get(f"/stays/{story.id}", if_none_match=tag)).status_code == 200


async def test_the_cursor_walks_through_the_own_stays_and_through_no_others(client: Client) -> None:
    union, place = await make_union(), await make_place()
    for starts_in in (20, 30, 40):
        await made.held(union=union, place=place, starts_in=starts_in)
    other = await made.held(place=place, starts_in=60)
    booking = await program(client, union)

    found: list[str] = []
    cursor: Any = ""
    while cursor is not None:
        page = (await booking.get(f"/stays?limit=2&cursor={cursor}")).json()
        found += [one["check_in"] for one in page["items"]]
        cursor = page["next"]

    assert found == sorted(found, reverse=True)
    assert len(found) == 3
    assert (await booking.get("/stays?state=submitted")).json()["items"] == []
    for forged in (other.id, "A" * 32, "0" * 32, "%00"):
        answer = await booking.get(f"/stays?cursor={forged}")
        assert (answer.status_code, answer.json()["code"]) == (400, "cursor_unknown")


async def test_answers_are_alike_in_both_languages_but_for_words(client: Client) -> None:
    story = await made.held()
    booking = await program(client, story.union)
    english = await client.get(f"/en/api/v1/stays/{story.id}", headers=booking.headers)

    assert english.headers["etag"] == (await booking.get(f"/stays/{story.id}")).headers["etag"]
    chinese = await booking.get("/stays/none")
    english = await client.get("/en/api/v1/stays/none", headers=booking.headers)
    assert chinese.json()["code"] == english.json()["code"] == "stay_unknown"
    assert "There is no such stay" in english.json()["detail"]
    assert english.json()["detail"] != chinese.json()["detail"]
    assert english.headers["content-language"] == "en"


async def test_a_hold_with_a_trip_joins_it_and_follows_its_stays(client: Client) -> None:
    places, union = [await make_place() for _ in range(2)], await make_union()
    booking = await program(client, union)
    first = (await booking.post("/stays", order(places[0]))).json()
    after = str(clock.today() + timedelta(days=32))

    joined = await booking.post("/stays", order(places[1], check_in=after, trip=first["trip"]))
    assert (joined.status_code, joined.json()["trip"]) == (201, first["trip"])
    for changes, status, code in (
        ({"check_in": after}, 422, "stays_overlap"),
        ({"check_in": str(clock.today() + timedelta(days=40))}, 422, "stays_apart"),
        ({"check_in": str(clock.today() + timedelta(days=34)), "heads": {"workers": 15}}, 422, "heads_differ"),
        ({"trip": "0" * 32}, 404, "trip_unknown"),
    ):  # fmt: skip
        no = await booking.post("/stays", order(places[0], **{"trip": first["trip"], **changes}))
        assert (no.status_code, no.json()["code"]) == (status, code)


async def test_another_unions_trip_is_as_unknown_as_none(client: Client) -> None:
    place, story = await make_place(), await made.held(heads=Heads(16), rooms={"TWIN": 8})
    foreign = (await Stay.get(public_id=story.id).prefetch_related("trip")).trip.public_id
    booking = await program(client, await make_union())

    nos = [await booking.post("/stays", order(place, trip=trip)) for trip in (foreign, "0" * 32)]
    assert [(no.status_code, no.json()["code"]) for no in nos] == [(404, "trip_unknown")] * 2
    assert await Stay.all().count() == 1


REFUSED: tuple[tuple[dict[str, Any], int, str], ...] = (
    ({"site": "NOPE"}, 404, "offer_unknown"),
    ({"rooms": {"SUITE": 8}}, 422, "rooms_unknown"),
    ({"rooms": {"TWIN": 1}}, 422, "beds_too_few"),
    ({"check_in": "2020-01-01"}, 422, "date_over"),
    ({"rooms": {"TWIN": 41}}, 409, "nights_taken"),
    ({"nights": 11}, 422, "nights_outside_package"),
    ({"heads": {"workers": 91}, "rooms": {"TWIN": 40, "FAMILY": 20}}, 422, "group_outside_package"),
)


@pytest.mark.parametrize(("changes", "status", "code"), REFUSED)
async def test_a_hold_is_refused_by_the_same_rules_as_on_the_page(
    client: Client, changes: dict[str, Any], status: int, code: str
) -> None:
    place, union = await make_place(), await make_union()
    answer = await (await program(client, union)).post("/stays", order(place, **changes))

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await Stay.all().count() == 0


async def test_names_of_people_stand_in_no_answer(client: Client) -> None:
    place, union = await make_place(), await make_union()
    booking = await program(client, union)
    held = await booking.post("/stays", order(place, contact="示例姓名", note="示例便条"))

    for answer in (held, await booking.get("/stays")):
        assert "示例" not in answer.text


async def test_a_union_that_is_not_verified_holds_nothing(
    new_client: Callable[[], Client],
) -> None:
    place, union = await make_place(), await make_union(verified=False)
    booking: Program = await program(new_client(), union)

    answer = await booking.post("/stays", order(place))
    assert (answer.status_code, answer.json()["code"]) == (403, "union_not_verified")


def test_whatever_the_rooms_below_refuse_a_hold_for_is_described() -> None:
    """A refusal that is added to the calendar, the packages or the quotas must be told to programs too."""
    rooms = (
        "sites.calendar.refusals", "sites.calendar.allowed", "sites.packages.quote",
        "booking.quotas.claims", "booking.people.open_holds",
    )  # fmt: skip
    (holding,) = (one for one in acts.OPERATIONS if one.name == "post_stays")
    refused = {code for code, one in Refusal.registry.items() if one.__module__ in rooms}
    of_batches = {"holds_not_enough"}  # a program holds one at a time

    assert refused - of_batches <= set(holding.codes)
