"""Rooms that came free: held for the first on the list whom everything fits, once, whoever looks; else everybody's."""

import asyncio
from collections.abc import Iterator
from contextvars import copy_context
from datetime import time, timedelta

import pytest

from booking import people, stays
from booking.people.models import Membership, Organisation
from booking.quotas import QuotaSpent
from booking.stays import waiting
from booking.stays.models import Stay
from booking.stays.refusals import AlreadyProlonged
from booking.stays.waiting import offering
from booking.stays.waiting.models import Wait, WaitEvent, WaitPlace
from booking.stays.waiting.refusals import NothingOffered
from sites import calendar, listings
from sites.calendar import Change, KeptForWaiting, NightsTaken, Selection
from sites.calendar.models import Night
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.outbox import OutboxRow
from sites.listings import WaitingRule
from sites.packages import Heads
from tests.factories.people import make_federation, make_union
from tests.factories.places import FAMILY, TWIN, make_place
from tests.factories.stays import held, inquired
from tests.factories.waits import (
    full_place,
    give_back,
    offered_stay,
    passes,
    state_of_wait,
    taking,
    waits,
)


async def states(*stories) -> list[str]:
    return [await state_of_wait(one) for one in stories]


async def declare(place, **rule) -> None:
    await listings.declare_waiting(place.id, WaitingRule(**rule), by=place.operator.sales)


async def kept(place) -> int:
    return await Night.filter(site_id=place.id, first_refusal_until__gt=clock.now()).count()


async def test_the_first_whom_everything_fits_is_held_and_the_rest_is_everybodys(database):
    place = await full_place()
    first, second = await waits(place, 15), await waits(place, 10)
    await give_back(place.holder)
    assert await waiting.sites_to_offer() == [place.id]

    assert await waiting.offer(place.id) == 1
    assert await states(first, second) == ["offered", "waiting"]
    stay = (await offered_stay(first)).row
    assert (stay.state, stay.hold_kind, stay.union_id) == (
        "held",
        "option",
        first.union.organisation,
    )
    assert (stay.check_in, stay.check_out) == (first.order.starts_on, first.order.ends_on)
    assert await kept(place) == 0
    assert await held(place=place, rooms={TWIN: 5}, heads=Heads(10), nights=2)


async def test_looking_again_changes_nothing(database):
    place = await full_place()
    story = await waits(place)
    assert await waiting.offer(place.id) == 0
    await give_back(place.holder)
    assert await waiting.offer(place.id) == 1
    before = await Stay.all().count(), await WaitEvent.all().count(), await OutboxRow.all().count()
    assert await waiting.offer(place.id) == 0
    after = await Stay.all().count(), await WaitEvent.all().count(), await OutboxRow.all().count()
    assert (before, await states(story)) == (after, ["offered"])


async def test_all_nights_or_nothing(database):
    """Of three nights two come free: nothing is held, and the two are everybody's at once."""
    place = await full_place()
    await taking(place, 40, starts_in=32, nights=1)
    story = await waits(place, ends_on=clock.today() + timedelta(days=33), nights=3)
    await give_back(place.holder)

    assert await waiting.offer(place.id) == 0
    assert (await states(story), await kept(place)) == (["waiting"], 0)
    assert await held(place=place, rooms={TWIN: 20}, heads=Heads(40), nights=2)


async def test_an_outsider_is_refused_until_the_list_had_its_quarter_of_an_hour(database):
    place = await full_place()
    await waits(place, 30)  # does not fit into what comes free
    await give_back(place.holder)
    for rooms in (1, 20):
        with pytest.raises(KeptForWaiting):
            await taking(place, rooms)
    with clock.moved_to(clock.now() + timedelta(minutes=15)):
        assert await waiting.sites_to_offer() == [
            place.id
        ]  # nobody has let them go and told it yet
        assert await taking(place, 20)


async def test_a_declined_offer_goes_to_the_next_and_the_entry_is_over(database):
    place = await full_place()
    first, second = await waits(place, 20), await waits(place, 20)
    await give_back(place.holder)
    await waiting.offer(place.id)
    await waiting.decline(first.id, by=first.union.organiser)
    with pytest.raises(KeptForWaiting):
        await taking(place, 1)

    assert await waiting.offer(place.id) == 1
    lines = [await waiting.wait_of(one.id, by=one.union.organiser) for one in (first, second)]
    assert [one.fate for one in lines] == [waiting.Fate.REFUSED, waiting.Fate.OFFERED]
    assert (await Organisation.get(id=first.union.organisation)).open_holds == 0


async def test_an_offer_past_its_time_goes_to_the_next(database):
    place = await full_place()
    await declare(place, offer_hours=2)
    first, second = await waits(place, 20), await waits(place, 20)
    await give_back(place.holder)
    await waiting.offer(place.id)
    stay = await offered_stay(first)
    with clock.moved_to(stay.row.hold_expires_at):
        line = await waiting.wait_of(first.id, by=first.union.organiser)
        assert line.fate is waiting.Fate.UNANSWERED
        assert await stays.expire(stay.number)
        assert await waiting.offer(place.id) == 1
        assert await states(first, second) == ["offered", "offered"]
        line = await waiting.wait_of(first.id, by=first.union.organiser)
        assert line.fate is waiting.Fate.UNANSWERED


async def test_the_time_to_answer_runs_in_the_hours_of_the_desk(database):
    place = await full_place(opens="08:30", closes="17:30")
    story = await waits(place)
    await declare(place, offer_hours=12)
    await give_back(place.holder)
    with clock.moved_to(clock.at(clock.today() + timedelta(days=1), time(16, 30))):
        await Night.filter(site_id=place.id, has_waiters=True).update(
            first_refusal_until=clock.now() + timedelta(minutes=15)
        )
        await waiting.offer(place.id)
    ends = (await offered_stay(story)).row.hold_expires_at
    # An hour of the first day, nine of the second, two of the third.
    assert ends == clock.at(clock.today() + timedelta(days=3), time(10, 30))


async def test_an_offer_that_is_kept_becomes_an_ordinary_option_hold(database):
    place = await full_place()
    await declare(place, offer_hours=1)
    story = await waits(place)
    await give_back(place.holder)
    await waiting.offer(place.id)
    stay = await offered_stay(story)
    assert await waiting.keep(story.id, by=story.union.organiser) == stay.id

    row = await Stay.get(id=stay.number)
    assert row.hold_expires_at == clock.end_of(clock.today() + timedelta(days=5))
    assert not row.is_prolonged
    assert (await Organisation.get(id=story.union.organisation)).open_holds == 1
    for act in (waiting.keep, waiting.decline):
        with pytest.raises(NothingOffered):
            await act(story.id, by=story.union.organiser)
    await stays.submit(stay.id, by=story.union.organiser)
    assert (await waiting.wait_of(story.id, by=story.union.organiser)).fate is waiting.Fate.TAKEN


async def test_an_offer_is_taken_by_submitting_it_too(database):
    place = await full_place()
    story = await waits(place)
    await give_back(place.holder)
    await waiting.offer(place.id)
    await stays.submit((await offered_stay(story)).id, by=story.union.organiser)
    assert (await waiting.wait_of(story.id, by=story.union.organiser)).fate is waiting.Fate.TAKEN


async def test_an_offer_is_prolonged_by_keeping_it_and_by_nothing_else(database):
    place = await full_place()
    story = await waits(place)
    await give_back(place.holder)
    await waiting.offer(place.id)
    stay = await offered_stay(story)
    with pytest.raises(AlreadyProlonged):
        await stays.prolong(stay.id, by=story.union.organiser)
    await waiting.keep(story.id, by=story.union.organiser)
    await stays.prolong(stay.id, by=story.union.organiser)


async def test_a_union_that_can_hold_nothing_more_stands_in_nobodys_way_and_is_told_why(database):
    place, busy = await full_place(), await make_union()
    for n in range(5):
        await held(
            place=place, union=busy, starts_in=50 + n, nights=1, rooms={TWIN: 1}, heads=Heads(2)
        )
    first, second = await waits(place, union=busy), await waits(place)
    await give_back(place.holder)

    assert await waiting.offer(place.id) == 1
    assert await states(first, second) == ["waiting", "offered"]
    await give_back(place.other)
    assert await waiting.offer(place.id) == 0
    events = await WaitEvent.filter(wait_id=first.number, act="held_up")
    assert [one.facts for one in events] == [{"why": "too_many_holds"}]
    assert (await passes(first), (await WaitPlace.get(wait_id=first.number)).aside) == (
        0,
        "too_many_holds",
    )
    await Organisation.filter(id=busy.organisation).update(hold_limit=6)
    await Night.filter(site_id=place.id, has_waiters=True).update(
        first_refusal_until=clock.now() + timedelta(minutes=15)
    )
    assert await waiting.offer(place.id) == 1
    assert await states(first) == ["offered"]


async def test_what_a_quota_forbids_is_passed_by_with_its_reason(database, monkeypatch):
    place = await full_place()
    first, second = await waits(place), await waits(place)
    claim = offering.follow_quota

    async def spent(trip_id: int) -> None:
        if await Stay.exists(trip_id=trip_id, union_id=first.union.organisation):
            raise QuotaSpent(quota_id=0, left=5, asked=20)
        await claim(trip_id)

    monkeypatch.setattr(offering, "follow_quota", spent)
    await give_back(place.holder)

    assert await waiting.offer(place.id) == 1
    assert await states(first, second) == ["waiting", "offered"]
    assert (await WaitPlace.get(wait_id=first.number)).aside == "quota_spent"
    assert (await Organisation.get(id=first.union.organisation)).open_holds == 0


async def test_in_strict_order_nobody_is_passed(database):
    place = await full_place()
    large, small = await waits(place, 30), await waits(place, 5)
    await give_back(place.holder)
    assert await waiting.offer(place.id) == 0
    assert (await states(large, small), await passes(large)) == (["waiting", "waiting"], 0)


async def test_skipping_counts_who_is_passed_and_stops_at_the_floor(database):
    place = await full_place()
    await declare(place, kind="skip", passes=2)
    large = await waits(place, 30)
    small = [await waits(place, 5) for _ in range(3)]
    await give_back(place.holder)

    assert await waiting.offer(place.id) == 2
    assert await states(large, *small) == ["waiting", "offered", "offered", "waiting"]
    assert await passes(large) == 2
    told = await WaitEvent.filter(wait_id=large.number, act="passed").order_by("id")
    assert [one.facts for one in told] == [{"passed": 1, "most": 2}, {"passed": 2, "most": 2}]


async def test_a_programme_that_the_host_lets_go_first_goes_first(database):
    host = await make_federation()
    place = await full_place()
    first = await waits(place, 20)
    model = await waits(place, 20, programme="model_workers")
    day = clock.today() + timedelta(days=30)
    await waiting.set_priority("model_workers", first_day=day, last_day=day, by=host.clerk)
    await give_back(place.holder)

    assert await waiting.offer(place.id) == 1
    assert await states(first, model) == ["waiting", "offered"]


async def test_who_wants_any_rooms_is_offered_others_than_the_ones_it_named(database):
    place = await full_place()
    await held(place=place, rooms={FAMILY: 10}, heads=Heads(30), nights=2)
    family = await Stay.all().order_by("-id").first()
    story = await waits(place, 15, any_rooms=True)
    await stays.cancel(
        family.public_id, fee_seen=(await _fee(family)), note="", by=await _union_of(family)
    )
    assert await waiting.offer(place.id) == 1
    rooms = await stays.rooms_of([(await offered_stay(story)).id])
    assert [count for kinds in rooms.values() for _name, count in kinds] == [10]


async def _union_of(stay: Stay):
    member = await Membership.filter(organisation_id=stay.union_id, role="organiser").get()
    return await people.actor_of_member(member.user_id, stay.union_id)


async def _fee(stay: Stay):
    return (await stays.preview_cancellation(stay.public_id, by=await _union_of(stay))).fee


async def test_a_flexible_group_is_offered_the_first_nights_that_are_whole(database):
    place = await full_place()
    await taking(place, 40, starts_in=32, nights=3)
    late = await Stay.all().order_by("-id").first()
    story = await waits(place, ends_on=clock.today() + timedelta(days=35))
    await stays.cancel(late.public_id, fee_seen=await _fee(late), note="", by=await _union_of(late))

    assert await waiting.offer(place.id) == 1
    stay = (await offered_stay(story)).row
    assert stay.check_in == clock.today() + timedelta(days=32)


async def test_an_alternative_base_offers_rooms_in_its_own_split(database):
    place, other = await full_place(), await full_place()
    await held(place=other, rooms={FAMILY: 10}, heads=Heads(30), nights=2)
    story = await waits(place, 15, sites=(place.code, other.code))
    await give_back(other.holder)

    assert await waiting.offer(place.id) == 0
    assert await waiting.offer(other.id) == 1
    stay = (await offered_stay(story)).row
    assert stay.site_id == other.id
    assert await Night.filter(has_waiters=True).count() == 0


async def test_a_base_without_a_certificate_on_these_nights_offers_nothing(database):
    place = await full_place()
    story = await waits(place)
    await Certificate.filter(site_id=place.id).update(valid_to=clock.today() + timedelta(days=30))
    await give_back(place.holder)
    assert await waiting.offer(place.id) == 0
    assert (await states(story), await kept(place)) == (["waiting"], 0)


async def test_a_base_that_asks_first_answers_the_submission_of_an_offer(database):
    place = await make_place(booking_mode="ask", reception_limit=500)
    union = await make_union()
    asked = await inquired(union=union, place=place, rooms={TWIN: 40}, heads=Heads(80), nights=2)
    await stays.grant(asked.id, by=place.operator.sales)
    story = await waits(place)
    await give_back(asked)
    assert await waiting.offer(place.id) == 1
    stay = await offered_stay(story)
    await stays.submit(stay.id, by=story.union.organiser)
    row = await Stay.get(id=stay.number)
    assert (row.state, row.accepted_at is None, row.answer_due_at is None) == (
        "submitted",
        True,
        False,
    )


async def test_an_operators_opened_rooms_are_offered_too(database):
    place = await full_place()
    first = clock.today() + timedelta(days=30)
    nights = Selection(place.id, first, first + timedelta(days=2), frozenset({place.rooms[FAMILY]}))
    await calendar.edit(nights, Change("stop"), by=place.operator.sales)
    story = await waits(place, 10, any_rooms=True)
    await calendar.edit(nights, Change("open"), by=place.operator.sales)
    assert await waiting.offer(place.id) == 1
    assert await states(story) == ["offered"]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Two workers look at the list before either of them acts."""
    seen: list[int] = []
    both = asyncio.Event()
    look = offering.look_at

    async def together(site_id: int):
        found = await look(site_id)
        seen.append(site_id)
        if len(seen) >= 2:
            both.set()
        await both.wait()
        return found

    monkeypatch.setattr(offering, "look_at", together)
    return seen


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_workers_who_see_the_same_list_offer_once(database, looked):
    place = await full_place()
    story = await waits(place, 5)
    await give_back(place.holder)
    made = await asyncio.gather(waiting.offer(place.id), waiting.offer(place.id))
    assert sorted(made) == [0, 1]
    assert await Stay.filter(union_id=story.union.organisation).count() == 1


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.breaks_invariants("an_offer_belongs_to_one_entry")
async def test_without_the_guard_two_workers_offer_twice(database, looked, monkeypatch):
    async def unguarded(wait: Wait, stay_id: int) -> None:
        await Wait.filter(id=wait.id).update(state="offered", stay_id=stay_id, ended_at=clock.now())

    monkeypatch.setattr(offering, "take_entry", unguarded)
    place = await full_place()
    story = await waits(place, 5)
    await give_back(place.holder)
    await asyncio.gather(waiting.offer(place.id), waiting.offer(place.id))
    assert await Stay.filter(union_id=story.union.organisation).count() == 2


async def test_many_workers_and_two_who_free_rooms_at_once_offer_each_entry_once(database):
    place = await full_place()
    stories = [await waits(place, 10) for _ in range(5)]
    await asyncio.gather(
        give_back(place.holder), give_back(place.other),
        *(waiting.offer(place.id) for _ in range(3)),
    )  # fmt: skip
    await asyncio.gather(*(waiting.offer(place.id) for _ in range(2)))
    assert await states(*stories) == ["offered"] * 4 + ["waiting"]
    assert await Stay.filter(state="held").count() == 4
    with pytest.raises((NightsTaken, KeptForWaiting)):
        await taking(place, 1)


async def _freed_while_letting_go(place, monkeypatch, *, wait: bool) -> int:
    """The look has judged that nobody fits; before it lets go, another group gives its rooms back."""
    tasks: list[asyncio.Task[None]] = []
    let_go, outside = calendar.let_go, copy_context()

    async def meanwhile(nights) -> None:
        if not tasks:
            tasks.append(asyncio.create_task(give_back(place.other), context=outside))
            if wait:
                await tasks[0]
        await let_go(nights)

    monkeypatch.setattr(calendar, "let_go", meanwhile)
    await give_back(place.holder)
    await waiting.offer(place.id)
    await tasks[0]
    return await kept(place)


async def test_rooms_that_come_free_while_others_are_let_go_stay_kept(database, monkeypatch):
    place = await full_place()
    story = await waits(place, 40)
    assert await _freed_while_letting_go(place, monkeypatch, wait=False) == 4
    assert await waiting.offer(place.id) == 1
    assert await states(story) == ["offered"]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_without_the_lock_they_would_be_let_go_unseen(database, monkeypatch):
    place = await full_place()
    await waits(place, 40)
    monkeypatch.setattr("sites.calendar.waiters.is_sqlite", lambda: True)
    assert await _freed_while_letting_go(place, monkeypatch, wait=True) == 0
