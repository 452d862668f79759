"""A counter-offer claims its growth, stops the clock, and either becomes the stay or leaves it as it was."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from types import SimpleNamespace

import pytest

from booking import money, people, stays
from booking.people.permissions import NotGranted
from booking.stays import CounterOffer, due
from booking.stays.amendment_model import Amendment
from booking.stays.figures import latest
from booking.stays.models import Stay, StayEvent, StayNight, Trip
from booking.stays.offer_refusals import (
    CounterOfferGone,
    CounterOfferOpen,
    CounterOfferOver,
    OfferBeyondApproval,
    OfferDeadlineUnfit,
    OfferPriceChanged,
    OfferUnchanged,
)
from booking.stays.refusals import AlreadyMoved, BedsTooFew
from sites.calendar import NightsTaken
from sites.calendar.models import Night, NightClaim
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.booking.stays import stories
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import FAMILY, PRICE, TWIN, make_place

Story = SimpleNamespace


def offer_for(story: Story, **changes: object) -> CounterOffer:
    """The stay as submitted, two days for the union to answer, but for `changes`."""
    until = clock.at(clock.today() + timedelta(days=2), time(17))
    plain = CounterOffer(story.check_in, 4, {TWIN: 18}, story.place.package, None, until)
    return replace(plain, **changes)


async def offered(story: Story, **changes: object) -> str:
    offer = offer_for(story, **changes)
    change = await stays.preview_counter_offer(story.id, offer, by=story.operator.sales)
    return await stays.propose(
        story.id, offer, total_seen=change.quote.total, by=story.operator.sales
    )


async def accept(story: Story, offer: str) -> None:
    await stays.accept_counter_offer(story.id, offer, by=story.union.organiser)


async def held_of(story: Story, code: str = TWIN) -> dict[int, int]:
    """Held rooms by how many days after the stay's first arrival."""
    rows = await Night.filter(room_type_id=story.place.rooms[code], held__gt=0)
    return {(row.date - story.check_in).days: row.held for row in rows}


async def test_an_offer_of_other_rooms_holds_what_it_needs_more_and_keeps_what_was_asked(
    database: str,
) -> None:
    story = await made.submitted()

    await offered(story, rooms={TWIN: 12, FAMILY: 4})

    assert await held_of(story) == dict.fromkeys(range(4), 18)
    assert await held_of(story, FAMILY) == dict.fromkeys(range(4), 4)
    assert (await stories.row_of(story)).answer_due_at is None


async def test_taken_it_is_the_stay_with_a_new_version_and_the_rest_returns(database: str) -> None:
    story = await made.submitted()
    offer = await offered(
        story, check_in=story.check_in + timedelta(days=2), rooms={TWIN: 12, FAMILY: 4}
    )

    await accept(story, offer)

    row = await stories.row_of(story)
    assert row.check_in == story.check_in + timedelta(days=2)
    assert row.accepted_at is not None
    assert await held_of(story) == dict.fromkeys(range(2, 6), 12)
    assert await held_of(story, FAMILY) == dict.fromkeys(range(2, 6), 4)
    every = await StayNight.filter(stay_id=story.number)
    assert {night.version for night in every} == {1, 2}
    assert sum(n.contracted_rooms for n in every if n.version == 1) == 18 * 4
    assert sum(n.contracted_rooms for n in latest(every)) == 16 * 4
    assert sum(n.contracted_workers for n in latest(every)) == 32 * 4
    trip = await Trip.get(id=row.trip_id)
    assert (trip.starts_on, trip.ends_on) == (row.check_in, row.check_out)


async def test_taken_its_price_is_frozen_charged_and_confirmed_without_another_yes(
    database: str,
) -> None:
    story = await made.submitted()
    offer = await offered(story, per_night=Money(450_00))

    await accept(story, offer)
    await stays.confirm(story.number)

    row = await stories.row_of(story)
    assert row.state == "confirmed"
    assert row.price_minor == 36 * 450_00 * 4
    assert (await money.account_of(story.number)).charged == Money(36 * 450_00 * 4)
    assert "64,800" in "".join(row.frozen["contract"]["en"])
    assert await held_of(story) == {}
    assert await Night.filter(sold=18).count() == 4


async def test_nights_that_stay_keep_their_frozen_price(database: str) -> None:
    story = await made.submitted()
    await _price_from_now_on(story, 500_00)

    offer = await offered(story, check_in=story.check_in + timedelta(days=1))

    kept = (await Amendment.get(public_id=offer)).quote["nights"]
    assert [night["per_person"] for night in kept] == [PRICE, PRICE, PRICE, 500_00]


async def _price_from_now_on(story: Story, fen: int) -> None:
    from sites.packages.models import PackagePrice

    await PackagePrice.filter(package__site_id=story.place.id).update(per_person=fen)


async def test_refused_the_submission_stands_and_the_clock_goes_on_with_what_was_left(
    database: str,
) -> None:
    story = await made.submitted()
    before = await stories.row_of(story)
    offer = await offered(story, rooms={TWIN: 12, FAMILY: 4})

    with clock.moved_to(clock.now() + timedelta(days=1)):
        await stays.refuse_counter_offer(story.id, offer, note="示例", by=story.union.organiser)
        now = clock.now()

    row = await stories.row_of(story)
    assert (row.state, row.price_minor, row.accepted_at) == ("submitted", before.price_minor, None)
    assert row.answer_due_at > now
    assert await held_of(story, FAMILY) == {}
    assert await stories.acts_of(story) == [
        "held",
        "submitted",
        "counter_offered",
        "counter_refused",
    ]


async def test_past_its_time_it_takes_no_answer_and_the_job_lets_it_lapse_once(
    database: str,
) -> None:
    story = await made.submitted()
    offer = await offered(story, rooms={TWIN: 12, FAMILY: 4})
    amendment = await Amendment.get(public_id=offer)

    assert await stays.lapse(amendment.id) is False
    with clock.moved_to(clock.now() + timedelta(days=3)):
        with pytest.raises(CounterOfferOver):
            await accept(story, offer)
        assert await due.counter_offers_over() == [amendment.id]
        assert await stays.lapse(amendment.id) is True
        assert await stays.lapse(amendment.id) is False

    assert await held_of(story, FAMILY) == {}
    assert (await stories.row_of(story)).answer_due_at is not None


async def test_while_it_is_open_the_operator_gives_no_other_yes_and_makes_no_second_offer(
    database: str,
) -> None:
    story = await made.submitted()
    await offered(story, rooms={TWIN: 20})

    with pytest.raises(CounterOfferOpen):
        await stories.accept(story)
    with pytest.raises(CounterOfferOpen):
        await offered(story, rooms={TWIN: 21})


async def test_taken_back_the_operator_may_answer_otherwise(database: str) -> None:
    story = await made.submitted()
    offer = await offered(story, rooms={TWIN: 20})

    await stays.withdraw_counter_offer(story.id, by=story.operator.sales)

    with pytest.raises(CounterOfferGone):
        await accept(story, offer)
    await stories.accept(story)
    assert await held_of(story) == dict.fromkeys(range(4), 18)


@pytest.mark.parametrize("end", [stories.cancel, stories.decline])
async def test_a_stay_that_ends_takes_its_open_offer_with_it(
    database: str, end: stories.Act
) -> None:
    story = await made.submitted()
    await offered(story, rooms={TWIN: 12, FAMILY: 4})

    await end(story)

    assert await NightClaim.filter(released_at=None).count() == 0
    assert (await Amendment.get(stay_id=story.number)).state == "lapsed"


async def test_an_offer_that_changes_nothing_lacks_beds_or_ends_at_the_wrong_time_is_refused(
    database: str,
) -> None:
    story = await made.submitted()
    wrong: list[tuple[type[Refusal], dict[str, object]]] = [
        (OfferUnchanged, {}),
        (BedsTooFew, {"rooms": {TWIN: 10}}),
        (OfferDeadlineUnfit, {"rooms": {TWIN: 20}, "until": None}),
        (OfferDeadlineUnfit, {"rooms": {TWIN: 20}, "until": clock.now() + timedelta(days=9)}),
        (NightsTaken, {"rooms": {TWIN: 41}}),
    ]
    for refusal, changes in wrong:
        with pytest.raises(refusal):
            await offered(story, **changes)
    assert await Amendment.all().count() == 0
    assert (await stories.row_of(story)).answer_due_at is not None


async def test_an_offer_is_made_only_at_the_price_that_was_seen(database: str) -> None:
    story = await made.submitted()

    with pytest.raises(OfferPriceChanged):
        await stays.propose(
            story.id, offer_for(story, rooms={TWIN: 20}), total_seen=Money(1),
            by=story.operator.sales,
        )  # fmt: skip


async def test_what_goes_beyond_the_approval_is_taken_by_the_last_approver_alone(
    database: str,
) -> None:
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=0, by=union.administrator
    )
    story = await made.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    step = (await stays.asked_of(by=union.approver))[0]
    await stays.agree(step.public_id, by=union.approver)
    await stays.submit(story.id, by=union.organiser)
    offer = await offered(story, per_night=Money(520_00))

    with pytest.raises(OfferBeyondApproval):
        await accept(story, offer)
    with pytest.raises(NotGranted):
        await stays.accept_counter_offer(story.id, offer, by=union.viewer)
    await stays.accept_counter_offer(story.id, offer, by=union.approver)

    assert (await stories.row_of(story)).price_minor == 36 * 520_00 * 4


async def test_of_a_yes_and_a_no_at_once_one_is_kept(database: str) -> None:
    story = await made.submitted()
    offer = await offered(story, rooms={TWIN: 12, FAMILY: 4})

    done = await asyncio.gather(
        accept(story, offer),
        stays.refuse_counter_offer(story.id, offer, by=story.union.administrator),
        return_exceptions=True,
    )

    assert sorted(isinstance(one, CounterOfferGone | AlreadyMoved) for one in done) == [False, True]
    state = (await Amendment.get(public_id=offer)).state
    assert (state == "accepted") == ((await stories.row_of(story)).accepted_at is not None)


async def test_of_a_yes_and_a_counter_offer_at_once_one_is_kept(database: str) -> None:
    story = await made.submitted()

    done = await asyncio.gather(
        stories.accept(story), offered(story, rooms={TWIN: 20}), return_exceptions=True
    )

    assert sum(isinstance(one, Refusal) for one in done) == 1
    open_ones = await Amendment.filter(state="proposed").count()
    assert open_ones == int((await stories.row_of(story)).accepted_at is None)


async def test_growth_of_many_offers_and_holds_at_once_never_oversells(database: str) -> None:
    place = await make_place(reception_limit=900)
    union = await make_union()
    one, two = [
        await made.submitted(place=place, union=union, rooms={TWIN: 10}, heads=Heads(20))
        for _ in range(2)
    ]

    done = await asyncio.gather(
        offered(one, rooms={TWIN: 22}),
        offered(two, rooms={TWIN: 22}),
        made.held(place=place, union=union, rooms={TWIN: 8}, heads=Heads(16)),
        made.held(place=place, union=union, rooms={TWIN: 13}, heads=Heads(26)),
        return_exceptions=True,
    )

    assert any(isinstance(each, NightsTaken) for each in done)
    assert all(not isinstance(each, Exception) or isinstance(each, NightsTaken) for each in done)
    taken = await Night.filter(room_type_id=place.rooms[TWIN], held__gt=0)
    assert all(night.held <= 40 for night in taken)


async def test_a_request_sent_twice_offers_once(database: str) -> None:
    from sites.foundation.idempotency import key_for

    story = await made.submitted()
    offer = offer_for(story, rooms={TWIN: 20})
    change = await stays.preview_counter_offer(story.id, offer, by=story.operator.sales)
    key = key_for("k" * 20, method="POST", path="/x", body=[], user_id=1)

    first, second = [
        await stays.propose(
            story.id, offer, total_seen=change.quote.total, by=story.operator.sales, key=key
        )
        for _ in range(2)
    ]

    assert first == second


async def test_a_yes_to_an_inquiry_may_be_to_other_terms(database: str) -> None:
    place = await make_place(booking_mode="ask")
    story = await made.inquired(
        union=await make_union(), place=place, rooms={TWIN: 18}, heads=Heads(36)
    )
    later = replace(
        offer_for(story, check_in=story.check_in + timedelta(days=3), rooms={TWIN: 12, FAMILY: 4}),
        until=None,
    )
    change = await stays.preview_counter_offer(story.id, later, by=story.operator.sales)

    await stays.grant(story.id, offer=later, total_seen=change.quote.total, by=story.operator.sales)
    await stays.submit(story.id, by=story.union.organiser)
    await stays.confirm(story.number)

    row = await Stay.get(id=story.number)
    assert (row.state, row.check_in) == ("confirmed", story.check_in + timedelta(days=3))
    assert row.price_minor == change.quote.total.minor
    assert await Night.filter(sold=12).count() == 4
    event = await StayEvent.get(stay_id=story.number, act="granted_changed")
    assert event.facts["was"] == 36 * PRICE * 4
