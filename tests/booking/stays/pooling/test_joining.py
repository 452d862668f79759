"""Opening a stay and joining it: everybody with a stay of their own, all or nothing, and never past the largest number."""

import asyncio

import pytest

from booking import people, stays
from booking.people import TooManyHolds
from booking.people.models import Organisation
from booking.quotas import QuotaSpent
from booking.stays import pooling
from booking.stays.models import Party, Stay
from booking.stays.pool_models import Pool, PoolMember
from booking.stays.pool_refusals import (
    AlreadyPooled,
    PartnerUnknown,
    PoolFull,
    PoolNeedsOption,
    PoolOver,
    PoolStillOpen,
    PoolUnknown,
)
from booking.stays.refusals import AlreadyMoved, BedsTooFew, StayUnknown
from sites.calendar import NightsTaken
from sites.calendar.models import Night, Reception
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.packages import Heads
from sites.packages.quote import GroupOutsidePackage
from tests.factories.people import NANJING, make_federation, make_union
from tests.factories.places import TWIN
from tests.factories.pools import (
    joined,
    joining,
    opened,
    past_closing,
    pool_place,
    row_of_pool,
    terms,
)
from tests.factories.quotas import make_quota, numbers
from tests.factories.stays import held, state_of


async def test_each_union_of_a_group_has_a_trip_a_party_and_a_stay_of_its_own(database):
    pool = await opened(heads=8)
    other = await joined(pool, 12)
    rows = await Stay.filter(id__in=[pool.lead.number, other.number]).order_by("id")
    assert [(row.union_id, row.state) for row in rows] == [
        (pool.union.organisation, "held"), (other.union.organisation, "held"),
    ]  # fmt: skip
    assert len({row.trip_id for row in rows}) == 2
    parties = await Party.filter(trip_id__in=[row.trip_id for row in rows]).order_by("id")
    assert [party.workers for party in parties] == [8, 12]
    assert (await row_of_pool(pool)).heads == 20
    assert (rows[0].check_in, rows[0].package_id) == (rows[1].check_in, rows[1].package_id)


async def test_joining_claims_rooms_places_and_the_unions_own_quota(database):
    quota = await make_quota(await make_federation(), ceiling=19)
    pool = await opened(heads=8)
    night = await Night.get(room_type_id=pool.place.rooms[TWIN], date=pool.lead.check_in)
    with pytest.raises(QuotaSpent):
        await joined(pool, 12)
    assert (await row_of_pool(pool)).heads == 8
    await joined(pool, 11)
    after = await Night.get(id=night.id)
    day = await Reception.get(site_id=pool.place.id, date=pool.lead.check_in)
    assert (after.held - night.held, day.held) == (6, 19)
    assert (await numbers(quota))[1] == 19


async def test_what_is_too_much_for_the_base_leaves_nobody_counted(database):
    pool = await opened(heads=8, most=90)
    with pytest.raises((NightsTaken, BedsTooFew)):
        await pooling.join_pool(
            pool.id, joining(20, rooms={TWIN: 41}), by=(await make_union()).organiser
        )
    assert (await row_of_pool(pool)).heads == 8
    assert await PoolMember.filter(pool_id=pool.number).count() == 1


async def test_of_two_who_want_the_last_places_one_gets_them(database):
    pool = await opened(heads=8, least=20, most=20)
    unions = [await make_union() for _ in range(6)]
    asked = [pooling.join_pool(pool.id, joining(4), by=one.organiser) for one in unions]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    full = [one for one in answers if isinstance(one, PoolFull)]
    assert (len(full), sum(isinstance(one, str) for one in answers)) == (3, 3)
    assert full[0].params == {"left": 0, "asked": 4}
    assert (await row_of_pool(pool)).heads == 20


async def test_without_the_guard_the_same_crowd_would_pass_the_largest_number(
    database, monkeypatch
):
    from booking.stays.pooling import joining as verb

    async def unguarded(pool: Pool, heads: int) -> int:
        now = await Pool.get(id=pool.id)
        await Pool.filter(id=pool.id).update(joined=now.joined + 1)
        return now.joined + 1

    monkeypatch.setattr(verb, "take_places", unguarded)
    pool = await opened(heads=8, least=20, most=20)
    for _ in range(4):
        await joined(pool, 4)
    members = await PoolMember.filter(pool_id=pool.number, left_at=None)
    assert sum(one.heads for one in members) > 20
    await Pool.filter(id=pool.number).update(
        most=40, heads=24
    )  # the recount is about counts that are kept


async def test_a_request_sent_twice_joins_once(database):
    pool, union = await opened(), await make_union()
    key = Key("a" * 32, fingerprint="f")
    first = await pooling.join_pool(pool.id, joining(), by=union.organiser, key=key)
    assert await pooling.join_pool(pool.id, joining(), by=union.organiser, key=key) == first
    with pytest.raises(AlreadyPooled):
        await pooling.join_pool(pool.id, joining(), by=union.organiser)


async def test_a_union_of_another_city_finds_nothing(database):
    pool, other = await opened(), await make_union(region=NANJING)
    assert await pooling.open_pools(other.organiser) == []
    with pytest.raises(PoolUnknown):
        await pooling.pool_page(pool.id, by=other.organiser)
    with pytest.raises(PoolUnknown):
        await pooling.join_pool(pool.id, joining(), by=other.organiser)


async def test_a_named_union_alone_finds_what_is_open_to_names(database):
    named, other = await make_union(region=NANJING), await make_union()
    name = (await Organisation.get(id=named.organisation)).name
    pool = await opened(scope="named", names=(name,))
    assert [one.public_id for one in await pooling.open_pools(named.organiser)] == [pool.id]
    assert await pooling.open_pools(other.organiser) == []
    await joined(pool, union=named)
    with pytest.raises(PoolUnknown):
        await joined(pool, union=other)


async def test_a_name_that_is_nobodys_is_told(database):
    lead = await held(place=await pool_place(), made_now=True)
    with pytest.raises(PartnerUnknown) as caught:
        await pooling.open_pool(
            lead.id, terms(most=60, scope="named", names=("没有这个工会",)), by=lead.union.organiser
        )
    assert caught.value.params["name"] == "没有这个工会"


async def test_a_programme_is_open_to_unions_of_every_city_and_they_travel_in_it(database):
    other = await make_union(region=NANJING)
    pool = await opened(scope="programme", hold={"programme": "front_line"})
    made = await joined(pool, union=other)
    row = await Stay.get(id=made.number).prefetch_related("trip")
    assert row.trip.programme == "front_line"


async def test_only_days_hold_of_a_single_stay_is_opened_and_once(database):
    place = await pool_place()
    short = await held(place=place, kind="checkout", made_now=True)
    with pytest.raises(PoolNeedsOption):
        await pooling.open_pool(short.id, terms(most=60), by=short.union.organiser)
    pool = await opened(place=place)
    with pytest.raises(AlreadyPooled):
        await pooling.open_pool(pool.lead.id, terms(), by=pool.union.organiser)
    stranger = await make_union()
    with pytest.raises(StayUnknown):
        await pooling.open_pool(pool.lead.id, terms(), by=stranger.organiser)


async def test_a_group_too_small_for_the_package_is_held_only_to_be_opened(database):
    place, union = await pool_place(), await make_union()
    order = stays.HoldOrder(
        site=place.code, package="CARE", check_in=clock.today().fromordinal(clock.today().toordinal() + 30),
        nights=2, rooms={TWIN: 4}, heads=Heads(8),
    )  # fmt: skip
    with pytest.raises(GroupOutsidePackage):
        await stays.hold(order, by=union.organiser)
    made = await pooling.hold_open(order, terms(), by=union.organiser)
    page = await pooling.pool_page(made, by=union.organiser)
    assert (page.line.heads, page.leads, page.own.state) == (8, True, "held")


async def test_while_it_is_open_nobody_is_bound_and_nothing_changes(database):
    pool = await opened()
    other = await joined(pool)
    with pytest.raises(PoolStillOpen):
        await stays.submit(pool.lead.id, reason="示例", by=pool.union.organiser)
    fewer = stays.NewTerms(pool.lead.check_in, 2, "CARE", Heads(10), {TWIN: 6})
    with pytest.raises(PoolStillOpen):
        await stays.amend(other.id, fewer, total_seen=Money(1), by=other.union.organiser)
    await pooling.close_pool(await pooling.close_now(pool.id, by=pool.union.organiser))
    seen = await stays.preview_amendment(other.id, fewer, by=other.union.organiser)
    await stays.amend(other.id, fewer, total_seen=seen.total, by=other.union.organiser)
    assert (await Party.get(organisation_id=other.union.organisation)).workers == 10


async def test_who_joins_is_held_as_long_as_the_first_one(database):
    pool = await opened()
    await stays.prolong(pool.lead.id, by=pool.union.organiser)
    await Pool.filter(id=pool.number).update(
        holds_until=(await Stay.get(id=pool.lead.number)).hold_expires_at
    )
    other = await joined(pool)
    first, second = await Stay.get(id=pool.lead.number), await Stay.get(id=other.number)
    assert second.hold_expires_at == first.hold_expires_at


async def test_a_unions_own_limits_stand(database):
    pool, union = await opened(), await make_union()
    await Organisation.filter(id=union.organisation).update(hold_limit=0)
    with pytest.raises(TooManyHolds):
        await joined(pool, union=union)
    assert (await row_of_pool(pool)).heads == 8


async def test_who_leaves_costs_nothing_and_gives_its_places_back(database):
    pool = await opened()
    other = await joined(pool, 12)
    preview = await stays.preview_cancellation(other.id, by=other.union.organiser)
    assert preview.fee == Money(0)
    await stays.cancel(other.id, fee_seen=Money(0), note="", by=other.union.organiser)
    assert (await row_of_pool(pool)).heads == 8
    assert await state_of(pool.lead) == "held"
    again = await joined(pool, 10, union=other.union)
    assert again.letter == 3


async def test_when_the_first_one_leaves_the_next_leads_and_with_the_last_it_ends(database):
    pool = await opened()
    other = await joined(pool)
    await stays.cancel(pool.lead.id, fee_seen=Money(0), note="", by=pool.union.organiser)
    page = await pooling.pool_page(pool.id, by=other.union.organiser)
    assert (page.leads, page.line.heads) == (True, 12)
    await stays.cancel(other.id, fee_seen=Money(0), note="", by=other.union.organiser)
    assert (await row_of_pool(pool)).state == "ended"


async def test_the_first_union_turns_another_away_with_a_reason(database):
    pool = await opened()
    other = await joined(pool)
    with pytest.raises(PoolUnknown):
        await pooling.turn_away(pool.id, 1, reason="示例", by=other.union.organiser)
    with pytest.raises(Refusal):
        await pooling.turn_away(pool.id, other.letter, reason=" ", by=pool.union.organiser)
    await pooling.turn_away(
        pool.id, other.letter, reason="示例：名额留给本系统", by=pool.union.organiser
    )
    row = await Stay.get(id=other.number)
    assert (row.state, row.reason) == ("expired", "")
    assert (await row_of_pool(pool)).heads == 8
    with pytest.raises(PoolUnknown):
        await pooling.turn_away(pool.id, 1, reason="示例", by=pool.union.organiser)


async def test_after_the_closing_date_nobody_joins(database):
    pool, union = await opened(), await make_union()
    with past_closing(), pytest.raises((PoolOver, PoolUnknown)):
        await joined(pool, union=union)


async def test_a_viewer_looks_and_does_not_join(database):
    pool, union = await opened(), await make_union()
    assert len(await pooling.open_pools(union.viewer)) == 1
    with pytest.raises(people.NotGranted):
        await pooling.join_pool(pool.id, joining(), by=union.viewer)
    await stays.cancel(pool.lead.id, fee_seen=Money(0), note="", by=pool.union.organiser)
    with pytest.raises(AlreadyMoved):
        await pooling.open_pool(pool.lead.id, terms(), by=pool.union.organiser)
