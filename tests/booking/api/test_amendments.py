"""Changes of a stay through the interface for programs, and its nights with their five numbers."""

from typing import Any

from sites.foundation import clock
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.places import PRICE
from tests.factories.programs import program


def asked(story: Any, **changes: Any) -> dict[str, Any]:
    """Two days longer for one worker less than were booked, but for `changes`."""
    heads = {"workers": 31, "family": 2, "crew": 2}
    return {
        "check_in": str(story.check_in), "nights": 5, "package": "CARE", "rooms": {"TWIN": 18},
        "heads": heads, "total_seen": {"minor": 35 * 5 * PRICE}, **changes,  # the odd person pays no supplement
    }  # fmt: skip


async def test_a_change_is_proposed_at_its_price_and_accepted_by_two_programs(
    client: Client,
) -> None:
    story = await made.confirmed()
    booking, answering = await program(client, story.union), await program(client, story.operator)
    path = f"/stays/{story.id}/amendments"

    unseen = await booking.post(path, asked(story, total_seen={"minor": 0}))
    assert (unseen.status_code, unseen.json()["code"]) == (409, "amendment_price_changed")
    seen = unseen.json()["params"]["total"]
    proposed = await booking.post(path, asked(story, total_seen=seen), idempotency_key="a")
    again = await booking.post(path, asked(story, total_seen=seen), idempotency_key="a")
    assert (proposed.status_code, proposed.json()) == (201, again.json())
    amendment = proposed.json()
    assert (amendment["state"], amendment["by"], amendment["total"]) == ("proposed", "union", seen)
    assert len(amendment["by_night"]) == 5
    where = proposed.headers["location"].removeprefix("/api/v1")
    assert (await booking.get(where)).json() == amendment
    assert (await booking.get(f"{path}/{'f' * 32}")).json()["code"] == "amendment_unknown"

    accepted = await answering.post(f"{path}/{amendment['id']}/acceptance")
    late = await answering.post(f"{path}/{amendment['id']}/refusal", {"reason": "other"})
    assert (accepted.status_code, accepted.json()["amounts"]["total"]) == (200, seen)
    assert (late.status_code, late.json()["code"]) == (409, "amendment_gone")
    listed = (await booking.get(path)).json()["items"]
    assert [(one["id"], one["state"]) for one in listed] == [(amendment["id"], "accepted")]


async def test_a_change_is_refused_with_a_reason_or_taken_back(client: Client) -> None:
    story = await made.confirmed()
    booking, answering = await program(client, story.union), await program(client, story.operator)
    path = f"/stays/{story.id}/amendments"
    for who, act, body in (
        (answering, "refusal", {"reason": "event_in_house"}), (booking, "withdrawal", {}),
    ):  # fmt: skip
        made_ = (await booking.post(path, asked(story))).json()
        answer = await who.post(f"{path}/{made_['id']}/{act}", body)
        assert (answer.status_code, answer.json()["check_out"]) == (200, str(story.check_out))
    listed = (await booking.get(path)).json()["items"]
    assert [(one["state"], one["why"]) for one in listed] == [
        ("lapsed", "withdrawn"), ("refused", "event_in_house"),
    ]  # fmt: skip


async def test_each_night_has_its_five_numbers_and_nights_may_differ(client: Client) -> None:
    story = await made.held()
    booking = await program(client, story.union)
    night = {"date": str(story.check_in), "heads": {"workers": 20, "crew": 2}, "rooms": {"TWIN": 11}}  # fmt: skip
    terms = asked(story, nights=4, heads={"workers": 32, "family": 2, "crew": 2}, nights_apart=[night])  # fmt: skip
    tag = (await booking.get(f"/stays/{story.id}")).headers["etag"]
    terms["total_seen"] = {"minor": PRICE * (22 + 3 * 36)}

    done = await booking.post(f"/stays/{story.id}/amendments", terms, if_match=tag)
    stale = await booking.post(f"/stays/{story.id}/amendments", terms, if_match=tag)

    assert (done.status_code, done.json()["state"]) == (201, "accepted")
    assert (stale.status_code, stale.json()["code"]) == (412, "stay_changed")
    nights = (await booking.get(f"/stays/{story.id}")).json()["by_night"]
    assert nights[0]["contracted"] == nights[0]["reserved"] == {
        "rooms": {"TWIN": 11}, "heads": {"workers": 20, "family": 0, "crew": 2},
    }  # fmt: skip
    assert nights[1]["contracted"]["rooms"] == {"TWIN": 18}
    assert [nights[0][name] for name in ("picked_up", "arrived", "charged")] == [None] * 3


async def test_counted_and_charged_numbers_appear_when_they_are_known(client: Client) -> None:
    story = await made.accounted()
    booking = await program(client, story.union)
    night = (await booking.get(f"/stays/{story.id}")).json()["by_night"][0]
    assert night["arrived"]["heads"] == {"workers": 30, "family": 2, "crew": 2}
    assert night["charged"] == night["arrived"]
    assert clock.today() > story.check_in
