"""Holding: all nights or none, once for each key, and only what may be booked."""

import asyncio
from datetime import time, timedelta

import pytest

from booking import people, stays
from booking.people import TooManyHolds, UnionNotVerified
from booking.people.models import Organisation
from booking.stays.models import Party, Stay, StayNight, Trip
from booking.stays.refusals import (
    AsksFirst,
    BedsTooFew,
    CertificateNotValid,
    DateOver,
    HeadsMissing,
    OfferUnknown,
    RoomsUnknown,
)
from sites.calendar import NightsNotOpened, NightsTaken, ReceptionFull
from sites.calendar.models import Night, NightClaim, Reception
from sites.foundation import clock
from sites.foundation.database import DatabaseBusy
from sites.foundation.idempotency import Key, KeyUsedForSomethingElse
from sites.packages import Heads
from sites.packages.quote import GroupOutsidePackage, NightsOutsidePackage
from tests.booking.stays.stories import row_of
from tests.factories.people import make_federation, make_union
from tests.factories.places import FAMILY, PRICE, TWIN, make_place
from tests.factories.stays import held, state_of


def order_for(place, *, starts_in: int = 30, **changes) -> stays.HoldOrder:
    wanted = {"nights": 2, "rooms": {TWIN: 3}, "heads": Heads(6), "package": "CARE", **changes}
    check_in = clock.today() + timedelta(days=starts_in)
    return stays.HoldOrder(**{"site": place.code, "check_in": check_in, **wanted})


async def counters(place, first, *, nights: int = 4) -> list[tuple[int, int]]:
    rows = await Night.filter(
        room_type_id=place.rooms[TWIN], date__gte=first, date__lt=first + timedelta(days=nights)
    ).order_by("date")
    return [(row.held, row.sold) for row in rows]


async def test_a_hold_takes_its_rooms_and_places_and_writes_every_night(database):
    story = await held(heads=Heads(32, 2, 2), rooms={TWIN: 15, FAMILY: 2})
    row = await row_of(story)
    assert (row.state, row.hold_kind, row.price_minor) == ("held", "option", 36 * 4 * PRICE)
    assert await counters(story.place, story.check_in) == [(15, 0)] * 4
    assert [r.held for r in await Reception.filter(date__in=story.nights)] == [36] * 4
    nights = await StayNight.filter(stay_id=row.id)
    assert sum(n.reserved_rooms for n in nights) == 4 * 17
    assert sum(n.contracted_workers + n.contracted_family + n.contracted_crew for n in nights) == 4 * 36  # fmt: skip
    assert row.hold_expires_at == clock.end_of(clock.today() + timedelta(days=5))


async def test_a_request_sent_twice_holds_once_and_another_under_its_key_is_refused(database):
    union, place = await make_union(), await make_place()
    order = order_for(place)
    key = Key("k" * 20, "same")
    twice = [stays.hold(order, by=union.organiser, key=key) for _ in range(3)]
    answers = set(await asyncio.gather(*twice))
    assert len(answers) == 1
    assert await Stay.all().count() == 1
    with pytest.raises(KeyUsedForSomethingElse):
        await stays.hold(order, by=union.organiser, key=Key("k" * 20, "other"))


async def test_a_refused_request_may_use_its_key_again(database):
    story = await held(rooms={TWIN: 40}, heads=Heads(40))
    union, key = await make_union(), Key("r" * 20, "f")
    order = order_for(story.place)
    with pytest.raises(NightsTaken):
        await stays.hold(order, by=union.organiser, key=key)
    await stays.cancel(
        story.id, fee_seen=(await _preview(story)).fee, note="", by=story.union.organiser
    )
    assert await stays.hold(order, by=union.organiser, key=key)


async def _preview(story):
    return await stays.preview_cancellation(story.id, by=story.union.organiser)


async def test_where_one_night_is_short_nothing_at_all_is_taken(database):
    first = await held(starts_in=32, nights=2, rooms={TWIN: 30}, heads=Heads(30))
    with pytest.raises(NightsTaken) as no:
        await held(place=first.place, rooms={TWIN: 11}, heads=Heads(20))
    until = (await Stay.get(public_id=first.id)).hold_expires_at
    assert no.value.params == {
        "night": first.check_in, "left": 10, "asked": 11, "held": 30, "until": until,
    }  # fmt: skip
    assert await counters(first.place, clock.today() + timedelta(days=30)) == [
        (0, 0), (0, 0), (30, 0), (30, 0),
    ]  # fmt: skip
    tables = [await table.all().count() for table in (Stay, Trip, Party)]
    assert tables == [1, 1, 1]
    assert [o.open_holds for o in await Organisation.filter(kind="union").order_by("id")] == [1, 0]


async def test_the_limit_of_people_binds_before_the_rooms_do(database):
    first = await held(rooms={TWIN: 20, FAMILY: 10}, heads=Heads(70))
    with pytest.raises(ReceptionFull) as no:
        await held(place=first.place, rooms={TWIN: 15}, heads=Heads(30))
    assert (no.value.params["left"], no.value.params["asked"]) == (20, 30)


async def test_a_claim_in_need_ends_the_holds_that_are_over_and_succeeds(database):
    over = await held(rooms={TWIN: 40}, heads=Heads(40), made_days_ago=10)
    alive = await held(place=over.place, starts_in=40, rooms={TWIN: 40}, heads=Heads(40))
    story = await held(place=over.place, rooms={TWIN: 20}, heads=Heads(40))
    assert [await state_of(one) for one in (over, alive, story)] == ["expired", "held", "held"]


async def test_three_in_need_of_the_same_old_hold_get_its_rooms_and_no_error(database):
    over = await held(rooms={TWIN: 40}, heads=Heads(40), made_days_ago=10)
    asked = [held(place=over.place, rooms={TWIN: 13}, heads=Heads(20)) for _ in range(3)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(a).__name__ for a in answers if isinstance(a, Exception)] == []
    assert await counters(over.place, over.check_in) == [(39, 0)] * 4


async def test_a_hold_in_need_leaves_living_holds_alone(database):
    alive = await held(rooms={TWIN: 40}, heads=Heads(40))
    with pytest.raises(NightsTaken):
        await held(place=alive.place, rooms={TWIN: 1}, heads=Heads(2))
    assert await state_of(alive) == "held"


async def test_a_union_that_is_not_verified_holds_nothing(database):
    with pytest.raises(UnionNotVerified):
        await held(union=await make_union(verified=False))


async def test_the_sixth_open_hold_is_refused_and_submitting_one_makes_room(database):
    union, place = await make_union(), await make_place()
    small = {"rooms": {TWIN: 1}, "heads": Heads(2), "nights": 1}
    made = [await held(union=union, place=place, starts_in=30 + n, **small) for n in range(5)]
    with pytest.raises(TooManyHolds):
        await held(union=union, place=place, starts_in=50, **small)
    await stays.submit(made[0].id, by=union.organiser)
    assert await held(union=union, place=place, starts_in=50, **small)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_does_not_fit_the_offer_is_refused_by_its_name(database):
    union, place = await make_union(), await make_place()
    asking = await make_place(booking_mode="ask")
    short = await make_place(valid_days=30)

    for refusal, where, changes in (
        (AsksFirst, asking, {}),
        (CertificateNotValid, short, {}),
        (OfferUnknown, place, {"package": "NONE"}),
        (OfferUnknown, place, {"site": "NOWHERE"}),
        (RoomsUnknown, place, {"rooms": {"TENT": 3}}),
        (RoomsUnknown, place, {"rooms": {TWIN: 0}}),
        (BedsTooFew, place, {"heads": Heads(7)}),
        (HeadsMissing, place, {"heads": Heads(0, 4)}),
        (GroupOutsidePackage, place, {"heads": Heads(1)}),
        (NightsOutsidePackage, place, {"nights": 11}),
        (NightsNotOpened, place, {"starts_in": 199}),
        (DateOver, place, {"starts_in": -1}),
    ):
        with pytest.raises(refusal):
            await stays.hold(order_for(where, **changes), by=union.organiser)
    assert await NightClaim.all().count() == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_today_can_be_booked_until_the_hour_of_check_in(database):
    union, place = await make_union(), await make_place()
    order = order_for(place, starts_in=0)
    with clock.moved_to(clock.at(clock.today(), time(13, 59))):
        made = await stays.hold(order, by=union.organiser)
        assert (await Stay.get(public_id=made)).hold_expires_at == clock.now() + timedelta(
            minutes=30
        )
    with clock.moved_to(clock.at(clock.today(), time(14, 0))), pytest.raises(DateOver):
        await stays.hold(order, by=union.organiser)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_checkout_hold_lasts_thirty_minutes(database):
    union, place = await make_union(), await make_place()
    with clock.moved_to(clock.now()):
        made = await stays.hold(order_for(place, kind="checkout"), by=union.organiser)
        assert (await Stay.get(public_id=made)).hold_expires_at == clock.now() + timedelta(minutes=30)  # fmt: skip


async def test_a_site_that_nobody_operates_is_not_bookable(database):
    place = await make_place()
    host = await make_federation()
    await people.take_base_back(place.code, instead_of=place.operator.public_id, by=host.clerk)
    with pytest.raises(stays.NoOperatorYet):
        await held(place=place)


async def test_many_at_once_take_exactly_what_there_is(database):
    place = await make_place()
    unions = [await make_union() for _ in range(6)]
    asked = [held(union=u, place=place, rooms={TWIN: 10}, heads=Heads(12)) for u in unions]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    names = sorted(type(answer).__name__ for answer in answers)
    assert names == ["NightsHeldUntil"] * 2 + ["SimpleNamespace"] * 4
    assert not any(isinstance(answer, DatabaseBusy) for answer in answers)
