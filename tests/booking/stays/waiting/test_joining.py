"""Joining and leaving: nothing is taken, nights are marked exactly, and only who may and must wait does."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.insights.invariants import recount
from booking.stays import waiting
from booking.stays.refusals import BedsTooFew, DateOver, HeadsMissing, OfferUnknown, RoomsUnknown
from booking.stays.waiting import marking
from booking.stays.waiting.models import Wait, WaitEvent
from booking.stays.waiting.refusals import (
    RoomIsThere,
    SiteNamedTwice,
    SiteNeverFits,
    TooManyWaits,
    WaitDayUnfit,
    WaitEnded,
    WaitingNotVerified,
    WaitUnknown,
    WaitWindowUnfit,
)
from sites import calendar
from sites.calendar import NightsNotOpened
from sites.calendar.models import Night, NightClaim
from sites.foundation import clock
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import FAMILY, TWIN, make_place
from tests.factories.waits import full_place, state_of_wait, taking, wait_order, waits


async def marked(place) -> list[int]:
    rows = await Night.filter(room_type_id=place.rooms[TWIN], has_waiters=True).order_by("date")
    return [(row.date - clock.today()).days for row in rows]


async def test_waiting_takes_nothing_and_marks_every_room_of_its_nights(database):
    place = await full_place()
    claims = await NightClaim.all().count()
    story = await waits(place)

    assert await state_of_wait(story) == "waiting"
    assert await NightClaim.all().count() == claims
    assert await marked(place) == [30, 31]
    assert await Night.filter(room_type_id=place.rooms[FAMILY], has_waiters=True).count() == 2
    assert await WaitEvent.filter(wait_id=story.number).values_list("act", flat=True) == ["joined"]


async def test_marks_of_entries_that_overlap_go_with_the_last_of_them(database):
    place = await full_place()
    await taking(place, 40, starts_in=32)
    both, one = await waits(place, ends_on=clock.today() + timedelta(days=34)), await waits(place)
    assert await marked(place) == [30, 31, 32, 33]

    await waiting.leave(both.id, by=both.union.organiser)
    assert await marked(place) == [30, 31]
    await waiting.leave(one.id, by=one.union.organiser)
    assert await marked(place) == []


async def test_who_joins_and_leaves_at_once_leaves_the_marks_right(database):
    place = await full_place()
    stories = [await waits(place) for _ in range(3)]
    unions = [await make_union() for _ in range(3)]
    leaving = [waiting.leave(one.id, by=one.union.organiser) for one in stories]
    joining = [waiting.join(wait_order(place), by=union.organiser) for union in unions[:1]]
    await asyncio.gather(*leaving, *joining)
    assert await marked(place) == [30, 31]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_without_the_lock_of_the_nights_a_mark_is_lost(database, monkeypatch):
    """The control: the one who leaves asks who else waits before the one who joins has written."""
    place = await full_place()
    story, union = await waits(place), await make_union()
    asked, joined = asyncio.Event(), asyncio.Event()
    ask = marking._waited

    async def no_lock(*spans) -> None:
        return

    async def asked_too_early(span):
        found = await ask(span)
        if asyncio.current_task().get_name() == "leaves":
            asked.set()
            await joined.wait()
        return found

    monkeypatch.setattr(calendar, "lock_nights", no_lock)
    monkeypatch.setattr(marking, "_waited", asked_too_early)

    async def leaves() -> None:
        asyncio.current_task().set_name("leaves")
        await waiting.leave.__wrapped__(story.id, by=story.union.organiser)

    leaver = asyncio.create_task(transaction(leaves)())
    await asked.wait()
    await waiting.join(wait_order(place), by=union.organiser)
    joined.set()
    await leaver
    assert await marked(place) == []
    assert any("has waiters False" in line for line in await recount())


async def test_an_entry_lapses_by_itself_after_its_last_day_and_only_then(database):
    place = await full_place()
    story = await waits(place, waits_until=clock.today() + timedelta(days=3))
    with clock.moved_to(clock.now() + timedelta(days=3)):
        assert await waiting.waits_over() == []
        assert not await waiting.lapse(story.number)
    with clock.moved_to(clock.now() + timedelta(days=4)):
        assert await waiting.waits_over() == [story.number]
        assert await waiting.lapse(story.number)
        assert not await waiting.lapse(story.number)
    assert (await state_of_wait(story), await marked(place)) == ("lapsed", [])


async def test_without_a_last_day_one_waits_until_the_day_before_the_last_arrival(database):
    place = await full_place()
    await taking(place, 40, starts_in=32)
    story = await waits(place, ends_on=clock.today() + timedelta(days=34))
    row = await Wait.get(id=story.number)
    assert row.waits_until == clock.today() + timedelta(days=31)


async def test_a_request_sent_twice_joins_once(database):
    place, union = await full_place(), await make_union()
    key = Key("w" * 20, "same")
    twice = [waiting.join(wait_order(place), by=union.organiser, key=key) for _ in range(3)]
    assert len(set(await asyncio.gather(*twice))) == 1
    assert await Wait.all().count() == 1


async def test_the_sixth_entry_is_refused_however_many_join_at_once(database):
    place, union = await full_place(), await make_union()
    asked = [waiting.join(wait_order(place), by=union.organiser) for _ in range(7)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert sorted(type(one).__name__ for one in answers) == ["TooManyWaits"] * 2 + ["str"] * 5

    first = await Wait.all().order_by("id").first()
    await waiting.leave(first.public_id, by=union.organiser)
    assert await waits(place, union=union)
    with pytest.raises(TooManyWaits):
        await waits(place, union=union)


async def test_a_union_that_is_not_verified_does_not_wait(database):
    with pytest.raises(WaitingNotVerified):
        await waits(await full_place(), union=await make_union(verified=False))


async def test_where_there_is_room_nobody_waits_also_at_an_alternative(database):
    place, other = await full_place(), await make_place(reception_limit=500)
    with pytest.raises(RoomIsThere):
        await waits(other)
    with pytest.raises(RoomIsThere) as no:
        await waits(place, sites=(place.code, other.code))
    assert no.value.params["day"] == clock.today() + timedelta(days=30)
    with pytest.raises(RoomIsThere):
        await waits(place, ends_on=clock.today() + timedelta(days=40))
    with pytest.raises(RoomIsThere):  # in rooms for three, which nobody has taken
        await waits(place, any_rooms=True)
    assert await Wait.all().count() == 0
    assert await marked(place) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_could_never_be_had_is_refused_by_its_name(database):
    place, union = await full_place(), await make_union()
    today = clock.today()
    first = today + timedelta(days=30)
    for refusal, changes in (
        (OfferUnknown, {"sites": ("NOWHERE",)}),
        (OfferUnknown, {"package": "NONE"}),
        (RoomsUnknown, {"rooms": {"TENT": 3}}),
        (RoomsUnknown, {"rooms": {}}),
        (BedsTooFew, {"heads": Heads(21)}),
        (HeadsMissing, {"heads": Heads(0, 4)}),
        (SiteNeverFits, {"rooms": {TWIN: 41}, "heads": Heads(80)}),
        (SiteNeverFits, {"heads": Heads(1)}),
        (SiteNamedTwice, {"sites": (place.code, place.code)}),
        (SiteNamedTwice, {"sites": ("A", "B", "C", "D", "E", "F")}),
        (WaitWindowUnfit, {"nights": 3}),
        (WaitWindowUnfit, {"ends_on": first + timedelta(days=63)}),
        (WaitDayUnfit, {"waits_until": first}),
        (WaitDayUnfit, {"waits_until": today - timedelta(days=1)}),
        (DateOver, {"starts_on": today, "ends_on": today + timedelta(days=2)}),
        (
            NightsNotOpened,
            {"starts_on": today + timedelta(days=199), "ends_on": today + timedelta(days=201)},
        ),
    ):
        with pytest.raises(refusal):
            await waiting.join(wait_order(place, **changes), by=union.organiser)
    assert await Wait.all().count() == 0


async def test_an_entry_is_its_unions_alone_and_ends_once(database):
    place = await full_place()
    story, other = await waits(place), await make_union()
    for unknown in (story.id, "x", "0" * 32):
        with pytest.raises(WaitUnknown):
            await waiting.leave(unknown, by=other.organiser)
        with pytest.raises(WaitUnknown):
            await waiting.page_of_wait(unknown, by=other.organiser)
    await waiting.leave(story.id, by=story.union.organiser)
    with pytest.raises(WaitEnded):
        await waiting.leave(story.id, by=story.union.organiser)
    assert (await waiting.wait_of(story.id, by=story.union.organiser)).fate is waiting.Fate.LEFT


async def test_a_held_stay_is_not_waited_for_by_name(database):
    """Holding and waiting know nothing of each other: who waits may hold what is free meanwhile."""
    place = await full_place()
    story = await waits(place)
    await taking(place, 1, union=story.union, starts_in=40)
    assert await state_of_wait(story) == "waiting"
    assert len(await stays.lines_of(story.union.organiser)) == 1
