"""Making, changing, borrowing and closing: what a federation may do to its tree, and what trips feel of it."""

import asyncio
from datetime import date, timedelta

import pytest

from booking import quotas, stays
from booking.people import NotGranted
from booking.people.models import Organisation
from booking.quotas import QuotaNotOpen, QuotaSpent, QuotaUnknown
from booking.quotas.models import Quota, QuotaClaim, QuotaVersion
from booking.quotas.refusals import (
    LenderHasTooLittle,
    LenderUnfit,
    QuotaChangedMeanwhile,
    QuotaClosed,
    QuotaManagerUnknown,
    QuotaNotYourClass,
    QuotaOriginUnknown,
    QuotaSitesUnknown,
    QuotaUnchanged,
    QuotaUnionUnknown,
    ReasonMissing,
    ShareNotYours,
    ShareOutside,
    SharesOverlap,
    SharesStand,
    ShareTooLarge,
)
from sites.foundation import clock
from sites.foundation.idempotency import Key
from sites.packages import Heads
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import WHY, as_drafted, change, draft, make_quota, node, numbers
from tests.factories.stays import confirmed, held

pytestmark = pytest.mark.usefixtures("database")


async def hold(union, place, workers: int, **changes):
    return await held(
        union=union, place=place, heads=Heads(workers), rooms={TWIN: -(-workers // 2)}, **changes
    )


async def close(made, **changes) -> None:
    row = await node(made)
    await quotas.close(made.id, **{"why": WHY, "seen": row.version, "by": made.owner.clerk, **changes})  # fmt: skip


async def borrow(made, lender, amount: int, **changes) -> None:
    row = await node(made)
    wanted = {"why": WHY, "seen": row.version, "by": made.owner.clerk, **changes}
    await quotas.borrow(made.id, lender=lender.id, amount=amount, **wanted)


async def acts(made) -> list[str]:
    rows = await QuotaVersion.filter(quota_id=made.number).order_by("version")
    return [row.act for row in rows]


async def test_a_new_quota_limits_the_next_trip_and_says_by_how_much():
    host, union, place = await make_federation(), await make_union(), await make_place()
    made = await make_quota(host, ceiling=40, origin_code=HANGZHOU)
    await hold(union, place, 30)
    assert await numbers(made) == (40, 30, 0, 0, 0)
    with pytest.raises(QuotaSpent) as no:
        await hold(union, place, 11)
    assert (no.value.params["left"], no.value.params["asked"]) == (10, 11)
    await hold(await make_union(region=NANJING), place, 11)


async def test_making_one_counts_the_trips_that_are_there_and_takes_nothing_away():
    host, union, place = await make_federation(), await make_union(), await make_place()
    first, second = await hold(union, place, 30), await confirmed(union=union, place=place, heads=Heads(20), rooms={TWIN: 10})  # fmt: skip
    told = await quotas.preview_make(draft(ceiling=40), trips=stays.trips_taking, by=host.clerk)
    assert (told.comes.count, told.comes.amount, told.comes.coming) == (2, 50, 2)
    assert (told.before, told.after.used, told.after.held, told.after.over) == (None, 20, 30, 10)
    assert await Quota.all().count() == 0

    made = await make_quota(host, ceiling=40)

    assert await numbers(made) == (40, 50, 0, 0, 10)
    assert sorted(await QuotaClaim.all().values_list("amount", "is_firm")) == [(20, True), (30, False)]  # fmt: skip
    with pytest.raises(QuotaSpent):
        await hold(union, place, 2)
    await stays.cancel(first.id, fee_seen=_nothing(), note="", by=union.organiser)
    assert await numbers(made) == (40, 20, 0, 0, 0)
    assert (await stays.page_of(second.id, by=union.organiser)).line.state == "confirmed"


def _nothing():
    from sites.foundation.amounts import Money

    return Money(0)


async def test_a_share_takes_the_trips_of_its_class_out_of_what_is_above_it():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100)
    await hold(union, place, 30)
    await hold(await make_union(region=NANJING), place, 20)
    assert await numbers(root) == (100, 50, 0, 0, 0)

    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU)

    assert await numbers(root) == (100, 20, 30, 60, 0)
    assert await numbers(city) == (60, 30, 0, 0, 0)
    assert await acts(root) == ["made", "shared"]
    with pytest.raises(ShareTooLarge) as no:
        await make_quota(host, parent=root, ceiling=41, origin_code=NANJING)
    assert (no.value.params["left"], no.value.params["asked"]) == (40, 41)
    await make_quota(host, parent=root, ceiling=40, origin_code=NANJING)
    assert (await numbers(root))[1:4] == (0, 50, 100)


async def test_lowered_below_what_is_used_it_is_over_its_limit_and_what_comes_back_goes_up():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100)
    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU)
    story = await hold(union, place, 50)

    await change(city, ceiling=20)

    assert await numbers(city) == (20, 50, 0, 0, 30)
    assert await numbers(root) == (100, 0, 50, 50, 0)
    assert await acts(root) == ["made", "shared", "shared"]
    assert await acts(city) == ["made", "changed"]
    with pytest.raises(QuotaSpent):
        await hold(union, place, 2)
    await stays.cancel(story.id, fee_seen=_nothing(), note="", by=union.organiser)
    assert await numbers(city) == (20, 0, 0, 0, 0)
    assert await numbers(root) == (100, 0, 0, 20, 0)


async def test_a_quota_whose_shares_nobody_uses_yet_is_not_lowered_below_them():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100)
    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU)
    await hold(union, place, 50)
    with pytest.raises(SharesStand) as no:
        await change(root, ceiling=59)
    assert no.value.params["unused"] == 10
    await change(city, ceiling=50)
    await change(root, ceiling=45)
    assert await numbers(root) == (45, 0, 50, 50, 5)


async def test_over_its_limit_a_quota_lets_its_shares_take_nothing_until_it_fits_again():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=60)
    await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU)
    first, _second = await hold(union, place, 20), await hold(union, place, 40)
    await change(root, ceiling=45)

    await stays.cancel(first.id, fee_seen=_nothing(), note="", by=union.organiser)

    with pytest.raises(QuotaSpent) as no:
        await hold(union, place, 6)
    assert no.value.params["left"] == 5
    await hold(union, place, 5)


async def test_whom_it_counts_may_change_and_trips_come_and_go():
    host, place = await make_federation(), await make_place()
    here, there = await make_union(), await make_union(region=NANJING)
    await hold(here, place, 30)
    await hold(there, place, 20)
    made = await make_quota(host, ceiling=100, origin_code=HANGZHOU)
    row = await node(made)
    plan = await quotas.preview_change(made.id, as_drafted(row, origin_code=NANJING), trips=stays.trips_taking, by=host.clerk)  # fmt: skip
    assert (plan.comes.amount, plan.leaves.amount, plan.after.held) == (20, 30, 20)

    await change(made, origin_code=NANJING)

    assert await numbers(made) == (100, 20, 0, 0, 0)
    assert await QuotaClaim.filter(released_at=None).count() == 1


async def test_a_later_opening_keeps_what_is_held_and_refuses_what_is_new():
    host, union, place = await make_federation(), await make_union(), await make_place()
    made = await make_quota(host, ceiling=100)
    await hold(union, place, 30)
    await change(made, opens_at=clock.now() + timedelta(days=2))
    with pytest.raises(QuotaNotOpen):
        await hold(union, place, 2)
    assert await numbers(made) == (100, 30, 0, 0, 0)


async def test_a_share_borrows_from_above_and_from_its_neighbour_and_both_keep_a_version():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100)
    one = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU)
    other = await make_quota(host, parent=root, ceiling=40, origin_code=NANJING)
    await hold(union, place, 30)

    await borrow(other, one, 10)
    assert (await numbers(one))[0] == 30
    assert (await numbers(other))[0] == 50
    with pytest.raises(LenderHasTooLittle) as no:
        await borrow(other, one, 1)
    assert no.value.params == {"quota": "示例名额", "left": 0, "asked": 1}
    await borrow(other, root, 20)
    assert await numbers(root) == (100, 0, 30, 100, 0)
    with pytest.raises(LenderHasTooLittle):
        await borrow(other, root, 1)
    assert await acts(one) == ["made", "lent"]
    assert await acts(other) == ["made", "borrowed", "borrowed"]
    assert await acts(root) == ["made", "shared", "shared", "lent"]


async def test_only_a_share_borrows_and_only_within_its_own_tree():
    host = await make_federation()
    root, foreign = await make_quota(host), await make_quota(host)
    share = await make_quota(host, parent=root, ceiling=10)
    for made, lender in ((root, share), (share, foreign), (share, share)):
        with pytest.raises(LenderUnfit):
            await borrow(made, lender, 1)


async def test_closed_its_unused_part_goes_up_and_its_trips_land_above():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100)
    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU)
    own = await make_quota(host, parent=city, ceiling=20, programme="front_line")
    story = await hold(union, place, 30)

    await close(city)

    assert await numbers(own) == (0, 0, 0, 0, 0)
    assert await numbers(city) == (30, 30, 0, 0, 0)
    assert await numbers(root) == (100, 0, 30, 30, 0)
    assert await acts(own) == ["made", "closed"]
    await hold(union, place, 20)
    assert await numbers(root) == (100, 20, 30, 30, 0)
    await stays.cancel(story.id, fee_seen=_nothing(), note="", by=union.organiser)
    assert await numbers(root) == (100, 20, 0, 0, 0)
    for again in (lambda: close(city), lambda: change(city, ceiling=50)):
        with pytest.raises(QuotaClosed):
            await again()


async def test_where_a_root_is_closed_nothing_limits_any_more():
    host, union, place = await make_federation(), await make_union(), await make_place()
    made = await make_quota(host, ceiling=30)
    await hold(union, place, 30)
    await close(made)
    await hold(union, place, 40)
    assert await QuotaClaim.all().count() == 1


async def test_on_its_day_the_unused_part_of_a_share_is_released_once():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100)
    day = clock.today() + timedelta(days=10)
    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU, release_on=day)
    await hold(union, place, 30)
    assert await quotas.releases_due() == []
    assert not await quotas.release_by_date(city.number)

    with clock.moved_to(clock.end_of(day - timedelta(days=1))):
        assert await quotas.releases_due() == [city.number]
        assert [await quotas.release_by_date(city.number) for _ in range(2)] == [True, False]
        assert await quotas.releases_due() == []

    assert await numbers(city) == (30, 30, 0, 0, 0)
    assert await numbers(root) == (100, 0, 30, 30, 0)
    newest = await QuotaVersion.filter(quota_id=city.number).order_by("-version").first()
    assert newest
    assert (newest.act, newest.ceiling, newest.facts["amount"], newest.by_user_id) == ("released", 30, 30, 0)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"union": "91330100MA2XXXXXXX"}, QuotaUnionUnknown, "union"),
        ({"origin_code": "110000"}, QuotaOriginUnknown, "origin_code"),
        ({"sites": ("HS-99-999",)}, QuotaSitesUnknown, "sites"),
        ({"district_code": "330102"}, QuotaSitesUnknown, "district_code"),
        ({"manager": "0" * 32}, QuotaManagerUnknown, "manager"),
    ],
)
async def test_what_is_named_must_exist(changes, refusal, field):
    with pytest.raises(refusal) as no:
        await make_quota(await make_federation(), **changes)
    assert no.value.field == field
    assert await Quota.all().count() == 0


async def test_a_unions_own_quota_is_found_by_its_credit_code():
    host, union, place = await make_federation(), await make_union(), await make_place()
    row = await Organisation.get(id=union.organisation)
    made = await make_quota(host, ceiling=40, union=row.credit_code)
    await hold(union, place, 30)
    await hold(await make_union(), place, 30)
    assert (await numbers(made))[1] == 30


async def test_shares_that_count_the_same_trips_are_refused_and_so_are_those_outside():
    host = await make_federation()
    root = await make_quota(host, origin_code=HANGZHOU)
    await make_quota(host, parent=root, ceiling=10, programme="front_line")
    with pytest.raises(SharesOverlap):
        await make_quota(host, parent=root, ceiling=10, district_code="341002")
    with pytest.raises(ShareOutside):
        await make_quota(host, parent=root, ceiling=10, origin_code=NANJING)
    with pytest.raises(ShareOutside):
        await change(root, origin_code=HANGZHOU, first_day=clock.today() + timedelta(days=40))


async def test_a_change_says_why_names_what_was_seen_and_changes_something():
    made = await make_quota(await make_federation())
    by, row = made.owner.clerk, await node(made)
    wanted = {"trips": stays.trips_taking, "by": by}
    with pytest.raises(ReasonMissing):
        await quotas.change(made.id, as_drafted(row, ceiling=1), why="", seen=1, **wanted)
    with pytest.raises(QuotaChangedMeanwhile):
        await quotas.change(made.id, as_drafted(row, ceiling=1), why=WHY, seen=2, **wanted)
    with pytest.raises(QuotaUnchanged):
        await quotas.change(made.id, as_drafted(row), why=WHY, seen=1, **wanted)
    assert await acts(made) == ["made"]


async def test_a_partner_sets_quotas_for_its_own_city_alone_and_sees_no_other():
    host, partner = await make_federation(), await make_federation(host=False)
    await make_quota(partner, origin_code=HANGZHOU)
    for changes in ({}, {"origin_code": NANJING}, {"programme": "front_line"}):
        with pytest.raises(QuotaNotYourClass):
            await make_quota(partner, **changes)
    foreign = await make_quota(host, origin_code=HANGZHOU)
    with pytest.raises(QuotaUnknown):
        await quotas.preview_close(foreign.id, by=partner.clerk)
    other = (await make_union(region=NANJING)).organisation
    with pytest.raises(QuotaUnionUnknown):
        await make_quota(partner, union=(await Organisation.get(id=other)).credit_code)


async def test_who_manages_a_share_divides_it_and_does_not_enlarge_it():
    host, partner = await make_federation(), await make_federation(host=False)
    root = await make_quota(host)
    share = await make_quota(host, parent=root, ceiling=50, origin_code=HANGZHOU, manager=partner.public_id)  # fmt: skip
    share.owner = partner
    own = await make_quota(partner, parent=share, ceiling=20, programme="front_line")
    assert (await node(own)).owner_id == partner.organisation
    await change(own, ceiling=30)
    with pytest.raises(ShareNotYours):
        await change(share, ceiling=60)
    with pytest.raises(ShareNotYours):
        await borrow(share, root, 1)
    await change(share, name="杭州市（示例）")
    own.owner = host
    await change(own, ceiling=10)


async def test_whoever_only_looks_changes_nothing():
    host = await make_federation()
    made = await make_quota(host)
    for who in (host.viewer, host.reviewer):
        with pytest.raises(NotGranted):
            await quotas.make(draft(), why=WHY, trips=stays.trips_taking, by=who)
        with pytest.raises(NotGranted):
            await quotas.close(made.id, why=WHY, seen=1, by=who)


async def test_a_quota_sent_twice_is_made_once():
    host, key = await make_federation(), Key("k" * 22, "f" * 64)
    made = [
        await quotas.make(draft(), why=WHY, trips=stays.trips_taking, by=host.clerk, key=key)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert await Quota.all().count() == 1


async def test_made_while_groups_hold_every_one_of_them_is_counted():
    host, union, place = await make_federation(), await make_union(), await make_place()
    await asyncio.gather(
        *(hold(union, place, 2, starts_in=30 + n) for n in range(4)),
        make_quota(host, ceiling=100, first_day=clock.today(), last_day=date(2090, 1, 1)),
    )
    assert (await Quota.get()).used_here == 8
