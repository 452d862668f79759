"""Programs of a base are told of nights that come free without anybody's act there; of named people, at every base of the trip."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import rosters, stays
from booking.stays import waiting
from booking.stays.models import Stay
from booking.webhooks.models import WebhookDelivery
from scheduler.jobs import programs
from sites import calendar
from sites.calendar import waiters
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.outbox import OutboxRow
from tests.booking.stays.watching import Watch
from tests.booking.webhooks.test_delivering import listening
from tests.factories import trips
from tests.factories.people import make_union
from tests.factories.places import AHEAD, make_place
from tests.factories.waits import full_place, give_back, waits

pytestmark = pytest.mark.usefixtures("database")


async def told_nights() -> list[dict[str, str]]:
    """What waits in the outbox of nights, told twice; what was noted of it."""
    for row in await OutboxRow.filter(topic="nights.changed").order_by("id"):
        for _ in range(2):
            await programs.note_nights(row.payload)
    await OutboxRow.filter(topic="nights.changed").delete()
    found = [json.loads(row.body)["data"] for row in await WebhookDelivery.all().order_by("id")]
    await WebhookDelivery.all().delete()
    return found


def span(place: SimpleNamespace, story: SimpleNamespace) -> dict[str, str]:
    return {"site": place.code, "from": str(story.order.starts_on), "to": str(story.order.ends_on)}


async def full_with_a_list() -> tuple[SimpleNamespace, SimpleNamespace]:
    """A full house and a group that waits for ten of its rooms; twenty may come free."""
    place = await full_place()
    story = await waits(place)
    await listening(place.operator, "nights")
    await told_nights()
    return place, story


async def test_rooms_that_are_kept_and_then_let_go_are_told() -> None:
    place, story = await full_with_a_list()
    await give_back(place.holder)
    await waiting.offer(place.id)  # held for the group; what is left over is everybody's
    (told,) = await told_nights()
    assert told == span(place, story)
    await waiting.offer(place.id)
    assert await told_nights() == []


async def test_rooms_whose_quarter_of_an_hour_ran_out_are_told_by_the_next_look() -> None:
    place, story = await full_with_a_list()
    await give_back(place.holder)
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert await waiting.sites_to_offer() == [place.id]
        await waiting.offer(place.id)
        assert await told_nights() == [span(place, story)]
        assert await waiting.sites_to_offer() == []


async def test_rooms_that_are_kept_for_a_group_that_leaves_the_list_are_told() -> None:
    place, story = await full_with_a_list()
    await give_back(place.holder)
    await waiting.leave(story.id, by=story.union.organiser)
    assert await told_nights() == [span(place, story)]


async def test_leaving_while_nothing_is_kept_tells_nothing() -> None:
    _place, story = await full_with_a_list()
    await waiting.leave(story.id, by=story.union.organiser)
    assert await told_nights() == []


async def test_nights_that_are_opened_are_told_and_a_new_base_tells_nothing() -> None:
    place = await make_place()
    await listening(place.operator, "nights")
    assert await told_nights() == []
    last = clock.today() + timedelta(days=AHEAD)
    for _ in range(2):
        await calendar.roll_forward(place.id, until=last + timedelta(days=3), by=SYSTEM)
    until = str(last + timedelta(days=3))
    assert await told_nights() == [{"site": place.code, "from": str(last), "to": until}]


async def test_of_a_trip_the_operators_of_all_its_bases_are_told_how_many_are_named() -> None:
    union, places = await make_union(), (await make_place(), await make_place())
    story = await trips.held(union=union, places=places)
    for place in places:
        await listening(place.operator)
    one = (await Stay.all().order_by("id"))[0].public_id
    await stays.name_travellers(one, [rosters.draft(name="示例甲", kind="worker")], by=union.organiser)  # fmt: skip
    letters = await OutboxRow.filter(topic="stay_nights.picked_up").order_by("id")
    for letter in (*letters, *letters):
        await programs.note_picked_up(letter.payload)
    told = [json.loads(row.body) for row in await WebhookDelivery.all().order_by("id")]
    assert [body["type"] for body in told] == ["stay_nights.picked_up"] * 2
    assert {body["data"]["stay"] for body in told} == {leg.id for leg in story.legs}


async def test_the_watch_of_the_towns_sees_what_nobody_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control of tests/booking/stays/test_sequences.py: without the letter the same look finds the nights."""
    place = await full_place()
    await waits(place, 30)  # more than comes free: nothing is offered
    watch = Watch()
    await watch.look()
    await give_back(place.holder)
    assert await watch.look() == []

    async def nothing(*_: object) -> None: ...

    monkeypatch.setattr(waiters, "_tell", nothing)
    await waiting.offer(place.id)
    assert any(line.startswith("night ") for line in await watch.look())
    assert "nights" in watch.seen
