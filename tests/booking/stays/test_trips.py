"""A departure of several stays: held all or nothing, counted and judged once, and what of it stays when one falls away."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import people, stays
from booking.people.models import Organisation
from booking.quotas.models import QuotaClaim
from booking.rules import Judgement, Outcome, TripFacts
from booking.stays import answer, judging, open_hold
from booking.stays.models import ApprovalStep, Party, Stay, StayEvent, Trip
from booking.stays.refusals import (
    AlreadyProlonged,
    ApprovalMissing,
    BedsTooFew,
    FeeChanged,
    OfferUnknown,
)
from booking.stays.trip_refusals import (
    HeadsDiffer,
    LegsOverlap,
    NightsOutsideTrip,
    NothingHeld,
    NothingToCancel,
    ProgrammeDiffers,
    TripClosed,
    TripUnknown,
)
from sites.calendar import NightsTaken
from sites.calendar.models import NightClaim
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.idempotency import Key
from sites.foundation.language import speaking
from sites.foundation.words import say
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_federation, make_union
from tests.factories.places import PRICE, TWIN, make_place
from tests.factories.quotas import make_quota, node
from tests.factories.trips import held, leg, story_of, submitted

Story = SimpleNamespace


async def open_holds(union: Story) -> int:
    return (await Organisation.get(id=union.organisation)).open_holds


async def dates_of(story: Story) -> tuple[int, int]:
    """The trip's first and last day, counted from today."""
    trip, today = await Trip.get(id=story.number), clock.today()
    return (trip.starts_on - today).days, (trip.ends_on - today).days


async def states(story: Story) -> list[str]:
    rows = Stay.filter(trip_id=story.number).order_by("id")
    return [str(state) for state in await rows.values_list("state", flat=True)]


async def cancel(one: Story) -> None:
    seen = await stays.preview_cancellation(one.id, by=one.union.organiser)
    await stays.cancel(one.id, fee_seen=seen.fee, note="", by=one.union.organiser)


async def decline(one: Story) -> None:
    await stays.decline(one.id, reason="other", note="示例", by=one.operator.sales)


async def test_two_bases_are_held_as_one_trip_with_one_party_and_one_end(database):
    short = await make_place(option_days=2)
    story = await held(places=(await make_place(option_days=5), short))
    rows = await Stay.filter(trip_id=story.number)
    assert [row.state for row in rows] == ["held", "held"]
    ends = clock.end_of(clock.today() + timedelta(days=2))
    assert {row.hold_expires_at for row in rows} == {ends}
    party = await Party.get(trip_id=story.number)
    assert (party.workers, await dates_of(story)) == (12, (30, 35))
    assert await open_holds(story.union) == 1
    assert await NightClaim.filter(released_at=None).count() == 2 + 3


async def test_a_departure_sent_twice_is_held_once(database):
    union, key = await make_union(), Key("k" * 20, "same")
    orders = [leg(await make_place()), leg(await make_place(), starts_in=32)]
    twice = [stays.hold_trip(orders, by=union.organiser, key=key) for _ in range(3)]
    answers = await asyncio.gather(*twice)
    assert len({answer.stays for answer in answers}) == 1
    assert await Stay.all().count() == 2


async def test_where_one_base_is_short_nothing_is_held_and_it_is_named(database):
    union, first, full = await make_union(), await make_place(), await make_place()
    await made.held(place=full, starts_in=33, nights=1, rooms={TWIN: 38}, heads=Heads(38))
    orders = [leg(first), leg(full, starts_in=32, nights=3)]
    with pytest.raises(NightsTaken) as no:
        await stays.hold_trip(orders, by=union.organiser)
    assert no.value.about == (
        (full.name, f"Example base {full.name.removeprefix('示例基地')}"),
        orders[1].check_in,
    )
    assert (await Trip.all().count(), await open_holds(union)) == (1, 0)
    assert await NightClaim.filter(night__site_id=first.id).count() == 0
    with speaking("en"):
        assert say(no.value).startswith(f"{no.value.about[0][1]}, ")


async def test_what_is_wrong_with_one_stay_is_said_of_it(database):
    union, place, other = await make_union(), await make_place(), await make_place()
    for refusal, second in (
        (OfferUnknown, leg(SimpleNamespace(code="NOWHERE", package="CARE"), starts_in=32)),
        (BedsTooFew, leg(other, starts_in=32, rooms={TWIN: 5})),
    ):
        with pytest.raises(refusal) as no:
            await stays.hold_trip([leg(place), second], by=union.organiser)
        assert no.value.about[-1] == second.check_in
    with pytest.raises(LegsOverlap):
        await stays.hold_trip([leg(place), leg(other, starts_in=31)], by=union.organiser)
    with pytest.raises(HeadsDiffer):
        await stays.hold_trip([leg(place), leg(other, starts_in=32, heads=Heads(11))], by=union.organiser)  # fmt: skip
    assert await Stay.all().count() == 0


async def test_a_claim_in_need_ends_what_is_over_at_every_base(database):
    places = [await make_place(), await make_place()]
    for place, starts_in in zip(places, (30, 32), strict=True):
        await made.held(place=place, starts_in=starts_in, nights=2, rooms={TWIN: 40}, heads=Heads(40), made_days_ago=10)  # fmt: skip
    story = await held(places=places)
    assert await states(story) == ["held", "held"]


async def test_a_stay_joins_a_departure_that_is_held_and_counts_no_second_time(database):
    story, third = await held(), await make_place()
    await stays.hold(leg(third, starts_in=36), trip=story.id, by=story.union.organiser)
    assert await states(story) == ["held"] * 3
    assert (await dates_of(story), await open_holds(story.union)) == ((30, 38), 1)


async def test_a_stay_joins_a_departure_that_was_submitted_and_makes_it_an_open_hold(database):
    story, third = await submitted(), await make_place()
    assert await open_holds(story.union) == 0
    await stays.hold(leg(third, starts_in=28), trip=story.id, by=story.union.organiser)
    assert await states(story) == ["submitted", "submitted", "held"]
    assert (await dates_of(story), await open_holds(story.union)) == ((28, 35), 1)


async def test_a_stay_that_cannot_be_of_the_departure_is_refused(database):
    story, place = await held(), await make_place()
    by, other = story.union.organiser, await make_union()
    for refusal, order in (
        (LegsOverlap, leg(place, starts_in=34)),
        (HeadsDiffer, leg(place, starts_in=35, heads=Heads(10, 2))),
        (ProgrammeDiffers, leg(place, starts_in=35, programme="frontline")),
    ):
        with pytest.raises(refusal):
            await stays.hold(order, trip=story.id, by=by)
    for unknown in ("0" * 32, "none"):
        with pytest.raises(TripUnknown):
            await stays.hold(leg(place, starts_in=35), trip=unknown, by=by)
    with pytest.raises(TripUnknown):
        await stays.hold(leg(place, starts_in=35), trip=story.id, by=other.organiser)
    assert (await states(story), await open_holds(other)) == (["held", "held"], 0)


async def test_nothing_joins_what_has_begun_or_came_to_nothing(database):
    place = await make_place()
    gone, begun = await held(), await made.in_house(nights=2)
    await stays.cancel_trip(gone.id, fee_seen=Money(0), note="", by=gone.union.organiser)
    trip = await Trip.get(stays__id=begun.number)
    for trip_id, union, starts_in in (
        (gone.id, gone.union, 30),
        (trip.public_id, begun.union, 1),
    ):
        with pytest.raises(TripClosed):
            await stays.hold(leg(place, starts_in=starts_in, heads=Heads(32, 2, 2), rooms={TWIN: 18}), trip=trip_id, by=union.organiser)  # fmt: skip


async def test_a_hold_of_the_trip_that_is_over_is_ended_before_another_joins(database):
    story, place = await submitted(), await make_place()
    by = story.union.organiser
    await stays.hold(leg(place, starts_in=35), trip=story.id, by=by)
    with clock.moved_to(clock.now() + timedelta(days=7)):
        again = leg(place, starts_in=28)
        await stays.hold(again, trip=story.id, by=by)
    assert await states(story) == ["submitted", "submitted", "expired", "held"]


async def test_two_who_add_the_same_nights_at_once_add_them_once(database):
    story, places = await held(), [await make_place(), await make_place()]
    added = [
        stays.hold(leg(place, starts_in=35), trip=story.id, by=story.union.organiser)
        for place in places
    ]
    answers = await asyncio.gather(*added, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["LegsOverlap", "str"]


async def test_the_open_hold_goes_on_until_the_last_held_stay_is_submitted(database):
    story = await held()
    first, second = story.legs
    await stays.submit(first.id, by=story.union.organiser)
    assert (await states(story), await open_holds(story.union)) == (["submitted", "held"], 1)
    await cancel(second)
    assert await open_holds(story.union) == 0


async def test_two_stays_that_leave_at_once_give_one_open_hold_back(database):
    story = await held()
    await asyncio.gather(*(stays.submit(one.id, by=story.union.organiser) for one in story.legs))
    assert (await states(story), await open_holds(story.union)) == (["submitted"] * 2, 0)


@pytest.mark.breaks_invariants(
    "open_holds_equal_their_stays", "a_trip_with_held_stays_is_one_open_hold"
)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_that_do_not_wait_for_the_unions_row_keep_an_open_hold(database, monkeypatch):
    """The control: one hands the place on to a stay that is leaving already."""
    both = asyncio.Barrier(2)

    async def together(_: int) -> None:
        await both.wait()

    story = await held()
    monkeypatch.setattr(open_hold, "lock_open_holds", together)
    await asyncio.gather(*(stays.submit(one.id, by=story.union.organiser) for one in story.legs))
    assert (await states(story), await open_holds(story.union)) == (["submitted"] * 2, 1)


@pytest.fixture
async def quota(database):
    """Ten thousand person-nights and as many workers for everybody, in two trees."""
    host = await make_federation()
    nights = await make_quota(host, ceiling=10_000, unit="person_nights", name="示例人夜")
    return SimpleNamespace(workers=await make_quota(host, ceiling=10_000), nights=nights)


async def used(quota: Story) -> tuple[int, int]:
    """Workers, and person-nights."""
    return (await node(quota.workers)).used_here, (await node(quota.nights)).used_here


async def test_workers_count_once_however_many_stays(quota):
    story, third = await held(), await make_place()
    assert await used(quota) == (12, 12 * 5)
    await stays.hold(leg(third, starts_in=36), trip=story.id, by=story.union.organiser)
    assert await used(quota) == (12, 12 * 7)


async def test_quota_returns_when_none_of_the_stays_takes_any_more(quota):
    story = await submitted()
    await decline(story.legs[0])
    assert await used(quota) == (12, 12 * 3)
    await cancel(story.legs[1])
    assert await used(quota) == (0, 0)
    assert await QuotaClaim.filter(trip_id=story.number, released_at=None).count() == 0


async def of_three() -> Story:
    """Two stays that wait for their answers, and a third that is held."""
    story, place = await submitted(), await make_place()
    await stays.hold(leg(place, starts_in=35), trip=story.id, by=story.union.organiser)
    return story


async def test_two_stays_that_fall_away_at_once_leave_what_is_left(quota):
    story = await of_three()
    await asyncio.gather(decline(story.legs[0]), decline(story.legs[1]))
    assert (await dates_of(story), await used(quota)) == ((35, 37), (12, 12 * 2))


@pytest.mark.breaks_invariants(
    "trips_last_as_long_as_their_stays",
    "quota_claims_follow_their_trips",
    "quotas_are_taken_for_what_stands",
)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_two_that_do_not_go_one_after_the_other_see_what_is_leaving(database, monkeypatch):
    """The control: both have moved their stay before either looks at what is left."""
    both, follow = asyncio.Barrier(2), answer.follow_trip

    async def nobody_waits(_: int) -> None:
        return

    async def together(trip_id: int) -> None:
        await both.wait()
        await follow(trip_id)

    story = await of_three()
    monkeypatch.setattr(answer, "alone_with", nobody_waits)
    monkeypatch.setattr(answer, "follow_trip", together)
    await asyncio.gather(decline(story.legs[0]), decline(story.legs[1]))
    assert await dates_of(story) != (35, 37)


async def test_the_dates_follow_what_stands_and_stay_when_nothing_does(database):
    story = await submitted()
    await decline(story.legs[0])
    assert await dates_of(story) == (32, 35)
    await decline(story.legs[1])
    assert await dates_of(story) == (32, 35)


async def test_a_departure_is_judged_once_with_all_its_days_and_its_whole_price(
    database, monkeypatch
):
    judged: list[TripFacts] = []

    async def judge(trip: TripFacts, *, union_id: int | None = None) -> Judgement:
        judged.append(trip)
        return Judgement(Outcome.PASS)

    monkeypatch.setattr(judging, "judge_trip", judge)
    story = await submitted()
    (facts,) = judged
    assert (facts.check_in, facts.nights) == (story.legs[0].check_in, 5)
    assert (facts.price_per_person, facts.destinations) == (Money(5 * PRICE), ("341002",))
    rows = await Stay.filter(trip_id=story.number)
    assert {row.frozen["outcome"] for row in rows if row.frozen} == {"pass"}


async def test_all_stays_are_submitted_or_none_and_the_one_that_cannot_be_is_named(database):
    union = await make_union()
    await people.set_approval([union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator)  # fmt: skip
    story = await held(union=union)
    await stays.ask_approval(story.legs[0].id, by=union.organiser)
    (asked,) = await stays.asked_of(union.approver)
    await stays.agree(asked.public_id, by=union.approver)
    third = await make_place()
    await stays.hold(leg(third, starts_in=35), trip=story.id, by=union.organiser)
    with pytest.raises(ApprovalMissing) as no:
        await stays.submit_trip(story.id, by=union.organiser)
    assert no.value.about[-1] == clock.today() + timedelta(days=35)
    assert await states(story) == ["held"] * 3


async def test_one_question_and_one_answer_approve_the_whole_departure(database):
    union = await make_union()
    await people.set_approval([union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator)  # fmt: skip
    story = await held(union=union)
    await stays.ask_approval(story.legs[1].id, by=union.organiser)
    asked = await stays.asked_of(union.approver)
    assert [(one.line.public_id, [line.public_id for line in one.also]) for one in asked] == [
        (story.legs[0].id, [story.legs[1].id])
    ]
    await stays.agree(asked[0].public_id, by=union.approver)
    assert set(await ApprovalStep.all().values_list("state", flat=True)) == {"agreed"}
    await stays.submit_trip(story.id, by=union.organiser)
    assert await states(story) == ["submitted", "submitted"]


async def test_a_trip_of_which_nothing_is_held_has_nothing_to_submit_or_prolong(database):
    story = await submitted()
    for verb in (stays.submit_trip, stays.prolong_trip):
        with pytest.raises(NothingHeld):
            await verb(story.id, by=story.union.organiser)


async def test_holds_are_prolonged_together_once(database):
    story = await held(places=(await make_place(option_days=5), await make_place(option_days=3)))
    await stays.prolong_trip(story.id, by=story.union.organiser)
    rows = await Stay.filter(trip_id=story.number)
    assert {row.hold_expires_at for row in rows} == {
        clock.end_of(clock.today() + timedelta(days=7))
    }
    with pytest.raises(AlreadyProlonged):
        await stays.prolong_trip(story.id, by=story.union.organiser)


async def test_all_that_is_left_is_cancelled_at_the_fees_that_were_shown_together(database):
    union = await make_union()
    first, second = await make_place(), await make_place()
    orders = [leg(first, starts_in=6), leg(second, starts_in=8)]
    trip = (await stays.hold_trip(orders, by=union.organiser)).trip
    story = await story_of(trip, union=union, places=(first, second))
    await stays.submit_trip(story.id, by=union.organiser)
    for one in story.legs:
        await stays.accept(one.id, by=one.operator.sales)
        await stays.confirm(one.number)
    preview = await stays.preview_trip_cancellation(story.id, by=union.organiser)
    price = 12 * 2 * PRICE
    assert preview.fee == Money(price).percent(80) + Money(price).percent(30)
    with pytest.raises(FeeChanged):
        await stays.cancel_trip(story.id, fee_seen=Money(1), note="", by=union.organiser)
    await stays.cancel_trip(story.id, fee_seen=preview.fee, note="示例", by=union.organiser)
    assert await states(story) == ["cancelled", "cancelled"]
    with pytest.raises(NothingToCancel):
        await stays.cancel_trip(story.id, fee_seen=Money(0), note="", by=union.organiser)


async def test_a_counter_offer_that_leaves_the_departure_is_refused(database):
    story = await submitted()
    one = story.legs[1]
    offer = stays.CounterOffer(check_in=one.check_in - timedelta(days=1), nights=3, rooms={TWIN: 6}, package="CARE", until=clock.now() + timedelta(days=1))  # fmt: skip
    with pytest.raises(NightsOutsideTrip):
        await stays.preview_counter_offer(one.id, offer, by=one.operator.sales)


async def test_every_stay_has_its_own_first_event(database):
    story = await held()
    events = await StayEvent.filter(stay__trip_id=story.number).order_by("id")
    assert [(event.act, event.from_state) for event in events] == [("held", ""), ("held", "")]
