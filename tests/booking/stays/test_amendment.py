"""A union changes its stay: at once while it holds, afterwards by the operator's answer, night by night."""

import asyncio
from datetime import time, timedelta
from types import SimpleNamespace

import pytest

from booking import money, people, rosters, stays
from booking.people.permissions import NotGranted
from booking.stays import due
from booking.stays.amendment_model import Amendment
from booking.stays.models import Party, StayNight, Trip
from booking.stays.offer_refusals import (
    AmendmentBeyondApproval,
    AmendmentGone,
    AmendmentOpen,
    AmendmentOver,
    AmendmentPriceChanged,
    AmendmentUnchanged,
    MoreThanTravel,
    NightSlept,
    NightWithoutPeople,
)
from booking.stays.refusals import (
    AlreadyMoved,
    ApprovalMissing,
    BedsTooFew,
    DateOver,
    HeadsMissing,
    HoldOver,
    RoomsUnknown,
)
from sites import calendar
from sites.calendar import NightsTaken, ReceptionFull
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import key_for
from sites.listings.models import Site
from sites.packages import GroupOutsidePackage, Heads
from tests.booking.stays import changes, stories
from tests.booking.stays.changes import amended, fewer, later, terms_of
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import FAMILY, PRICE, TWIN, make_place

Story = SimpleNamespace
# Rules that no database decides are shown on one of the two.
ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


# In the union's own hold


async def test_in_a_hold_a_change_is_in_force_at_once(database: str) -> None:
    story = await made.held()

    amendment = await amended(story, terms_of(story, nights=5, rooms={TWIN: 17, FAMILY: 1}))

    assert await changes.state_of(amendment) == "accepted"
    row = await stories.row_of(story)
    assert (row.state, row.price_minor) == ("held", 36 * PRICE * 5)
    assert await changes.taken(story) == dict.fromkeys(range(5), 17)
    assert await changes.taken(story, FAMILY) == dict.fromkeys(range(5), 1)
    trip = await Trip.get(id=row.trip_id)
    assert trip.ends_on == row.check_out == story.check_out + timedelta(days=1)
    assert await stories.acts_of(story) == ["held", "amended"]


async def test_people_who_arrive_a_day_later_take_nothing_on_the_first_night(database: str) -> None:
    story = await made.held()

    await amended(story, later(story, 6))

    assert await changes.taken(story) == {0: 15, 1: 18, 2: 18, 3: 18}
    assert await changes.people(story) == {0: 30, 1: 36, 2: 36, 3: 36}
    assert (await stories.row_of(story)).price_minor == PRICE * (30 + 3 * 36)
    counted = await changes.contracted(story)
    assert counted[story.check_in] == Heads(26, 2, 2)
    assert counted[story.nights[1]] == Heads(32, 2, 2)
    assert {n.version for n in await StayNight.filter(stay_id=story.number)} == {1, 2}


@ONE
async def test_a_submission_asks_for_approval_anew_only_where_the_hold_outgrew_it(
    database: str,
) -> None:
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=1, by=union.administrator
    )
    story = await made.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    await stays.agree((await stays.asked_of(by=union.approver))[0].public_id, by=union.approver)

    await amended(story, terms_of(story, heads=Heads(33, 2, 2), rooms={TWIN: 19}))
    assert (await stays.page_of(story.id, by=union.organiser)).is_approved
    story.heads, story.rooms = Heads(33, 2, 2), {TWIN: 19}
    preview = await stays.preview_amendment(
        story.id, terms_of(story, heads=Heads(36, 2, 2), rooms={TWIN: 20}), by=union.organiser
    )
    assert preview.asks_approval
    await amended(story, terms_of(story, heads=Heads(36, 2, 2), rooms={TWIN: 20}))

    with pytest.raises(ApprovalMissing):
        await stories.submit(story)
    await stays.ask_approval(story.id, by=union.organiser)
    await stays.agree((await stays.asked_of(by=union.approver))[0].public_id, by=union.approver)
    await stories.submit(story)


@ONE
async def test_whoever_is_asked_for_what_the_hold_outgrew_is_no_longer_asked(database: str) -> None:
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=0, by=union.administrator
    )
    story = await made.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    asked = (await stays.asked_of(by=union.approver))[0].public_id

    await amended(story, fewer(story))
    assert [one.public_id for one in await stays.asked_of(by=union.approver)] == [asked]
    await amended(story, terms_of(story, check_in=story.nights[1]))

    assert await stays.asked_of(by=union.approver) == []


@ONE
async def test_a_signed_paper_approves_what_stood_when_it_was_added(database: str) -> None:
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=0, by=union.administrator
    )
    story = await made.held(union=union)
    paper = {"kind": "approval", "shown_name": "示例.pdf", "stored_name": "x", "media_type": "application/pdf", "size": 9}  # fmt: skip
    await stays.add_paper(story.id, **paper, by=union.organiser)
    await amended(story, fewer(story))
    assert (await stays.page_of(story.id, by=union.organiser)).is_approved

    await amended(story, terms_of(story, nights=5))

    assert not (await stays.page_of(story.id, by=union.organiser)).is_approved


@ONE
async def test_a_granted_hold_keeps_its_yes_only_while_nothing_grows(database: str) -> None:
    place = await make_place(booking_mode="ask")
    story = await made.inquired(
        union=await make_union(), place=place, rooms={TWIN: 18}, heads=Heads(32, 2, 2)
    )
    story.heads, story.rooms = Heads(32, 2, 2), {TWIN: 18}
    story.nights = [story.check_in + timedelta(days=n) for n in range(4)]
    await stories.grant(story)

    await amended(story, fewer(story, 2))
    assert (await stories.row_of(story)).accepted_at is not None
    seen = await stays.preview_amendment(story.id, terms_of(story), by=story.union.organiser)
    assert seen.unsays
    await amended(story, terms_of(story))

    assert (await stories.row_of(story)).accepted_at is None


@ONE
async def test_a_hold_never_lasts_past_its_new_arrival(database: str) -> None:
    story = await made.held()
    soon = clock.today() + timedelta(days=2)

    await amended(story, terms_of(story, check_in=soon))

    ends = (await stories.row_of(story)).hold_expires_at
    assert clock.day_of(ends) == soon


@ONE
async def test_a_hold_past_its_time_takes_no_change(database: str) -> None:
    story = await made.held()
    terms = fewer(story)
    with clock.moved_to(clock.now() + timedelta(days=8)), pytest.raises(HoldOver):
        await stays.amend(story.id, terms, total_seen=Money(1), by=story.union.organiser)


# Proposed to the operator


async def test_after_submission_growth_is_claimed_and_the_clock_stands_still(database: str) -> None:
    story = await made.submitted()

    amendment = await amended(story, terms_of(story, rooms={TWIN: 17, FAMILY: 1}))

    assert await changes.state_of(amendment) == "proposed"
    assert await changes.taken(story) == dict.fromkeys(range(4), 18)
    assert await changes.taken(story, FAMILY) == dict.fromkeys(range(4), 1)
    row = await stories.row_of(story)
    assert (row.answer_due_at, row.price_minor) == (None, 36 * PRICE * 4)
    with pytest.raises(AmendmentOpen):
        await stories.accept(story)


async def test_the_operators_yes_is_the_yes_to_the_submission_too(database: str) -> None:
    story = await made.submitted()
    amendment = await amended(story, later(story, 6))

    await changes.accept(story, amendment)
    await stays.confirm(story.number)

    row = await stories.row_of(story)
    assert (row.state, row.price_minor) == ("confirmed", PRICE * (30 + 3 * 36))
    assert (await money.account_of(story.number)).charged == Money(row.price_minor)
    assert await changes.taken(story) == {0: 15, 1: 18, 2: 18, 3: 18}


async def test_a_confirmed_stay_shrinks_when_the_operator_agrees_and_not_before(
    database: str,
) -> None:
    story = await made.confirmed()
    await stories.pay(story)
    amendment = await amended(story, fewer(story, 4))
    assert await changes.people(story) == dict.fromkeys(range(4), 36)

    await changes.accept(story, amendment)

    assert await changes.people(story) == dict.fromkeys(range(4), 32)
    account = await money.account_of(story.number)
    assert account.charged == Money(32 * PRICE * 4 + 4 * 4 * 120_00)
    assert account.refund_due == Money(36 * PRICE * 4) - account.charged
    party = await Party.get(trip_id=(await stories.row_of(story)).trip_id)
    assert (party.workers, party.family, party.crew) == (28, 2, 2)
    assert await stories.acts_of(story) == [
        "held", "submitted", "accepted", "confirmed", "amendment_proposed", "amendment_accepted",
    ]  # fmt: skip


async def test_growth_that_a_confirmed_stay_was_given_is_sold(database: str) -> None:
    from sites.calendar.models import Night

    story = await made.confirmed()
    amendment = await amended(story, terms_of(story, nights=5, heads=Heads(34, 2, 2), rooms={TWIN: 19}))  # fmt: skip
    assert await Night.filter(held=1).count() == 4
    assert await Night.filter(held=19).count() == 1

    await changes.accept(story, amendment)

    assert await Night.filter(held__gt=0).count() == 0
    assert await Night.filter(sold=19).count() == 5


async def test_nights_that_stay_keep_their_frozen_price_and_new_ones_cost_todays(
    database: str,
) -> None:
    from sites.packages.models import PackagePrice

    story = await made.confirmed()
    await PackagePrice.filter(package__site_id=story.place.id).update(per_person=500_00)

    amendment = await amended(story, terms_of(story, nights=5))

    kept = (await Amendment.get(public_id=amendment)).quote["nights"]
    assert [night["per_person"] for night in kept] == [PRICE] * 4 + [500_00]


@ONE
async def test_the_cancellation_table_and_the_contracts_dates_stay_as_agreed(
    database: str,
) -> None:
    story = await made.confirmed()
    agreed = (await stories.row_of(story)).frozen["terms"]
    await Site.filter(id=story.place.id).update(terms={"tiers": [{"days_before": 0, "percent": 100}]})  # fmt: skip
    moved = story.check_in + timedelta(days=3)
    amendment = await amended(story, terms_of(story, check_in=moved))

    await changes.accept(story, amendment)

    row = await stories.row_of(story)
    assert row.frozen["terms"] == agreed
    assert row.names_due_on == moved - timedelta(days=7)
    assert f"{moved:%Y}" in "".join(row.frozen["contract"]["en"])
    assert (row.check_in, row.check_out) == (moved, moved + timedelta(days=4))


@ONE
async def test_the_table_names_its_share_of_what_falls_away_and_nothing_is_charged_for_it(
    database: str,
) -> None:
    story = await made.confirmed(starts_in=10)

    smaller = terms_of(story, heads=Heads(30, 2, 2), rooms={TWIN: 17})
    seen = await stays.preview_amendment(story.id, smaller, by=story.union.organiser)
    amendment = await amended(story, smaller)
    await changes.accept(story, amendment)

    falls = 2 * PRICE * 4
    assert (seen.table.falls, seen.table.percent) == (Money(falls), 30)
    assert seen.table.kept == Money(falls * 30 // 100)
    assert (await Amendment.get(public_id=amendment)).table_minor == falls * 30 // 100
    assert (await money.account_of(story.number)).charged == Money(34 * PRICE * 4)


async def test_refused_or_taken_back_what_was_agreed_stands_and_the_growth_returns(
    database: str,
) -> None:
    story = await made.submitted()
    before = await stories.row_of(story)
    for end, state in ((changes.refuse, "refused"), (changes.withdraw, "lapsed")):
        amendment = await amended(story, terms_of(story, rooms={TWIN: 17, FAMILY: 1}))
        await end(story, amendment)

        assert await changes.state_of(amendment) == state
        assert await changes.taken(story, FAMILY) == {}
        row = await stories.row_of(story)
        assert (row.price_minor, row.accepted_at) == (before.price_minor, None)
        assert row.answer_due_at is not None
        with pytest.raises(AmendmentGone):
            await changes.accept(story, amendment)


async def test_past_its_time_it_takes_no_answer_and_the_job_lets_it_lapse_once(
    database: str,
) -> None:
    story = await made.confirmed()
    amendment = await amended(story, terms_of(story, rooms={TWIN: 20}))
    number = (await Amendment.get(public_id=amendment)).id

    assert await stays.lapse(number) is False
    with clock.moved_to(clock.now() + timedelta(days=5)):
        with pytest.raises(AmendmentOver):
            await changes.accept(story, amendment)
        assert await due.counter_offers_over() == [number]
        assert await stays.lapse(number) is True
        assert await stays.lapse(number) is False

    assert await changes.taken(story) == dict.fromkeys(range(4), 18)
    assert (await stories.acts_of(story))[-1] == "amendment_lapsed"


@ONE
async def test_the_answer_is_due_in_working_hours_and_before_the_first_night_that_changes_is_over(
    database: str,
) -> None:
    story = await made.confirmed(starts_in=1)

    amendment = await amended(story, fewer(story))

    until = (await Amendment.get(public_id=amendment)).answer_until
    assert clock.now() < until <= clock.end_of(story.check_in)


@ONE
async def test_at_a_site_that_confirms_at_once_pure_growth_and_pure_shrinkage_are_in_force_at_once(
    database: str,
) -> None:
    place = await make_place(booking_mode="instant")
    await Site.filter(id=place.id).update(rooms_checked_at=clock.now())
    story = await made.submitted(place=place)
    await stays.confirm(story.number)

    shrunk = await amended(story, fewer(story, 2))
    grown = await amended(story, terms_of(story, nights=5, rooms={TWIN: 19}))
    assert [await changes.state_of(one) for one in (shrunk, grown)] == ["accepted", "accepted"]
    moved = await amended(story, terms_of(story, check_in=story.check_in + timedelta(days=9)))

    assert await changes.state_of(moved) == "proposed"


@ONE
async def test_an_operators_open_offer_is_answered_before_the_union_proposes(database: str) -> None:
    from booking.stays.offer_refusals import CounterOfferOpen
    from tests.booking.stays.test_counter_offer import offered

    story = await made.submitted()
    await offered(story, rooms={TWIN: 20})

    with pytest.raises(CounterOfferOpen):
        await amended(story, fewer(story))


async def test_in_a_full_house_what_stays_is_never_given_up_and_never_claimed_twice(
    database: str,
) -> None:
    place = await make_place(reception_limit=900)
    story = await made.confirmed(place=place)
    other = {"place": place, "union": await make_union()}
    await made.confirmed(**other, rooms={TWIN: 22}, heads=Heads(44))

    amendment = await amended(story, terms_of(story, nights=3, rooms={TWIN: 17, FAMILY: 1}))
    with pytest.raises(NightsTaken):  # nothing that it keeps was free in between
        await made.held(**other, rooms={TWIN: 1}, heads=Heads(2))
    await changes.accept(story, amendment)

    assert await changes.taken(story) == {0: 39, 1: 39, 2: 39, 3: 22}


@ONE
async def test_the_whole_of_a_change_claimed_beside_the_stay_would_be_refused(
    database: str,
) -> None:
    """The control of the test before it."""
    story = await made.confirmed(rooms={TWIN: 40}, heads=Heads(80))
    wanted = calendar.Wanted(
        story.place.id, story.check_in, story.check_out, {story.place.rooms[TWIN]: 39}, 4
    )

    @transaction
    async def claim_it_all() -> None:
        await calendar.claim(wanted, holder="f" * 32)

    with pytest.raises(NightsTaken):
        await claim_it_all()


# Nights over, names, approval


async def test_nights_over_or_counted_can_no_longer_change_and_keep_their_count(
    database: str,
) -> None:
    story = await made.in_house(nights_before=1)
    night = story.check_in
    for wrong in (fewer(story), terms_of(story, apart={night: stays.Lodging(Heads(30, 2, 2), {TWIN: 18})})):  # fmt: skip
        with pytest.raises(NightSlept):
            await amended(story, wrong)
    amendment = await amended(story, terms_of(story, nights=3))
    await changes.accept(story, amendment)

    row = await stories.row_of(story)
    assert row.check_out == story.check_in + timedelta(days=3)
    counts = await stays.counts_of(story.id, by=story.operator.steward)
    assert [c.arrived for c in counts] == [story.heads, None, None]


@ONE
async def test_tonights_night_may_change_until_it_is_counted(database: str) -> None:
    story = await made.confirmed(starts_in=0, made_days_ago=20)
    amendment = await amended(story, later(story, 6))
    with clock.moved_to(max(clock.now(), stories.morning(story, at=time(20)))):  # fmt: skip
        await made.counted(story, story.check_in, Heads(26, 2, 2))
        with pytest.raises(Refusal):
            await changes.accept(story, amendment)


@ONE
async def test_after_the_last_night_nothing_changes_any_more(database: str) -> None:
    story = await made.departed()
    with pytest.raises(AlreadyMoved):
        await amended(story, fewer(story))


@ONE
async def test_names_stay_on_the_list_and_count_no_further_than_contracted(database: str) -> None:
    story = await made.confirmed()
    people_ = [rosters.draft(name="示例" + chr(0x4E00 + n), kind="worker") for n in range(32)]
    await stays.name_travellers(story.id, people_, by=story.union.organiser)

    seen = await stays.preview_amendment(story.id, fewer(story, 5), by=story.union.organiser)
    await changes.accept(story, await amended(story, fewer(story, 5)))

    assert seen.surplus == 1
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert {night.heads["picked_up"] for night in page.nights} == {27}


@ONE
async def test_beyond_what_was_approved_the_last_approver_proposes(database: str) -> None:
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=5, tolerance_heads=0, by=union.administrator
    )
    story = await made.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    await stays.agree((await stays.asked_of(by=union.approver))[0].public_id, by=union.approver)
    await stories.submit(story)
    longer = terms_of(story, nights=5)

    assert (await stays.preview_amendment(story.id, longer, by=union.organiser)).beyond
    with pytest.raises(AmendmentBeyondApproval):
        await amended(story, longer)
    with pytest.raises(NotGranted):
        await amended(story, longer, by=union.viewer)
    within = await amended(story, fewer(story))
    await changes.withdraw(story, within)
    await amended(story, longer, by=union.approver)


@pytest.mark.parametrize(
    ("refusal", "wrong"),
    [
        (AmendmentUnchanged, {}),
        (HeadsMissing, {"heads": Heads(0, 2, 2)}),
        (BedsTooFew, {"rooms": {TWIN: 17}}),
        (RoomsUnknown, {"rooms": {"CAVE": 40}}),
        (GroupOutsidePackage, {"heads": Heads(1)}),
        (DateOver, {"check_in": -1}),
        (NightsTaken, {"rooms": {TWIN: 41}}),
        (ReceptionFull, {"heads": Heads(60, 2, 2), "rooms": {TWIN: 40}}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
@ONE
async def test_what_cannot_be_is_refused_and_changes_nothing(
    database: str, refusal: type[Refusal], wrong: dict[str, object]
) -> None:
    story = await made.held(place=await make_place(reception_limit=50))
    if "check_in" in wrong:
        wrong = {"check_in": clock.today() - timedelta(days=1)}
    with pytest.raises(refusal):
        await amended(story, terms_of(story, **wrong))
    assert await Amendment.all().count() == 0


@ONE
async def test_a_night_holds_people_and_no_more_than_travel(database: str) -> None:
    story = await made.held()
    for refusal, heads in ((NightWithoutPeople, Heads(0)), (MoreThanTravel, Heads(33, 2, 0))):
        apart = {story.nights[1]: stays.Lodging(heads, {TWIN: 18})}
        with pytest.raises(refusal):
            await amended(story, terms_of(story, apart=apart))


@ONE
async def test_only_the_price_that_was_seen_is_asked_for(database: str) -> None:
    story = await made.confirmed()
    with pytest.raises(AmendmentPriceChanged):
        await stays.amend(story.id, fewer(story), total_seen=Money(1), by=story.union.organiser)


async def test_a_request_sent_twice_asks_once(database: str) -> None:
    story = await made.confirmed()
    key = key_for("k" * 20, method="POST", path="/x", body=[], user_id=1)
    terms = fewer(story)
    seen = await stays.preview_amendment(story.id, terms, by=story.union.organiser)

    first, second = [
        await stays.amend(story.id, terms, total_seen=seen.total, by=story.union.organiser, key=key)
        for _ in range(2)
    ]

    assert first == second


async def test_holds_past_their_time_that_are_in_the_way_are_expired_first(database: str) -> None:
    place = await make_place(reception_limit=900)
    story = await made.confirmed(place=place)
    await made.held(place=place, union=await make_union(), rooms={TWIN: 20}, heads=Heads(40))

    with clock.moved_to(clock.now() + timedelta(days=8)):
        amendment = await amended(story, terms_of(story, rooms={TWIN: 25}))
        assert await changes.state_of(amendment) == "proposed"


# At once: exactly one wins


async def test_of_two_changes_at_once_one_is_open(database: str) -> None:
    story = await made.confirmed()

    done = await asyncio.gather(
        amended(story, fewer(story, 2)), amended(story, terms_of(story, nights=5)),
        return_exceptions=True,
    )  # fmt: skip

    assert sorted(isinstance(one, AmendmentOpen) for one in done) == [False, True]
    assert await Amendment.filter(state="proposed").count() == 1


async def test_of_two_alike_at_once_in_a_hold_one_is_in_force(database: str) -> None:
    story = await made.held()

    done = await asyncio.gather(
        amended(story, fewer(story)), amended(story, fewer(story)), return_exceptions=True
    )

    assert sorted(isinstance(one, AmendmentUnchanged) for one in done) == [False, True]


async def test_of_a_yes_and_a_withdrawal_at_once_one_is_kept(database: str) -> None:
    story = await made.confirmed()
    amendment = await amended(story, terms_of(story, rooms={TWIN: 20}))

    done = await asyncio.gather(
        changes.accept(story, amendment), changes.withdraw(story, amendment), return_exceptions=True
    )

    assert sorted(isinstance(one, AmendmentGone) for one in done) == [False, True]
    rooms = 20 if await changes.state_of(amendment) == "accepted" else 18
    assert await changes.taken(story) == dict.fromkeys(range(4), rooms)


@pytest.mark.parametrize("end", [stories.cancel, stories.expire])
async def test_a_change_against_the_end_of_its_stay_leaves_no_claim_behind(
    database: str, end: stories.Act
) -> None:
    story = await (made.held if end is stories.expire else made.confirmed)()
    terms = terms_of(story, rooms={TWIN: 20})

    done = await asyncio.gather(amended(story, terms), end(story), return_exceptions=True)

    assert all(not isinstance(one, Exception) or isinstance(one, Refusal) for one in done)
    row = await stories.row_of(story)
    assert (row.state in {"cancelled", "expired"}) == (await changes.taken(story) == {})


async def test_of_the_operators_answer_and_a_change_at_once_one_waits_for_the_other(
    database: str,
) -> None:
    story = await made.submitted()

    done = await asyncio.gather(
        stories.accept(story), amended(story, terms_of(story, rooms={TWIN: 20})),
        return_exceptions=True,
    )  # fmt: skip

    refused = [one for one in done if isinstance(one, Refusal)]
    assert len(refused) <= 1
    open_ones = await Amendment.filter(state="proposed").count()
    assert open_ones + len([one for one in refused if one is done[1]]) == 1
