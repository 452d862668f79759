"""What federations and unions see of quotas: the numbers, who may see which, and what a trip would be told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking import quotas, stays
from booking.people import NotGranted
from booking.quotas import Asked, Bars, QuotaNotOpen, QuotaSpent, QuotaUnknown
from booking.quotas.models import Quota
from booking.quotas.refusals import PersonNightsSpent
from booking.web.quotas.words import tree_rows
from sites.foundation import clock
from sites.packages import Heads
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_operator, make_union
from tests.factories.places import TWIN, make_place
from tests.factories.quotas import change, make_quota
from tests.factories.stays import confirmed, held

pytestmark = pytest.mark.usefixtures("database")


async def test_used_held_and_left_count_shares_too_and_the_unshared_rest_stands_apart():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100, name="全年")
    await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU, name="杭州")
    await confirmed(union=union, place=place, heads=Heads(20), rooms={TWIN: 10})
    await held(union=union, place=place, heads=Heads(10), rooms={TWIN: 5})
    await held(union=await make_union(region=NANJING), place=place, heads=Heads(6), rooms={TWIN: 3})

    top, city = await quotas.lines_for(host.viewer)

    assert (top.name, top.depth, city.name, city.depth) == ("全年", 0, "杭州", 1)
    assert (top.figures.used, top.figures.held, top.figures.left) == (20, 16, 64)
    assert (city.figures.used, city.figures.held, city.figures.left) == (20, 10, 30)
    assert top.unshared is not None
    assert (top.unshared.limit, top.unshared.held, top.unshared.left) == (40, 6, 34)
    assert (top.axis, city.of_class, city.of_scope) == ("origin", ("杭州市",), ())


async def test_what_closed_shares_took_is_told_so_that_the_numbers_above_add_up():
    host, union, place = await make_federation(), await make_union(), await make_place()
    root = await make_quota(host, ceiling=100, name="全年")
    share = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU, name="杭州")
    await make_quota(host, parent=root, ceiling=30, origin_code=NANJING, name="南京")
    await confirmed(union=union, place=place, heads=Heads(20), rooms={TWIN: 10})
    (row,) = await Quota.filter(public_id=share.id)
    await quotas.close(share.id, why="示例", seen=row.version, by=host.clerk)

    top, open_one, closed_one = await quotas.lines_for(host.viewer)

    assert closed_one.state == "closed"
    assert top.closed_shares == closed_one.figures
    parts = (open_one.figures, top.closed_shares, top.unshared)
    assert sum(one.limit for one in parts if one) == top.figures.limit == 100
    assert sum(one.used for one in parts if one) == top.figures.used == 20
    shown = tree_rows([top, open_one])
    assert [(line.name, part) for line, part in shown] == [("全年", ""), ("南京", ""), ("全年", "closed"), ("全年", "rest")]  # fmt: skip
    made = await quotas.exported(by=host.viewer)
    assert [(one[3], one[-4]) for one in made.rows] == [("全年", 20), ("南京", 0)]


async def test_a_federation_sees_its_own_quotas_and_shares_of_them_and_nobody_elses():
    host, partner = await make_federation(), await make_federation(host=False)
    root = await make_quota(host, name="全年")
    share = await make_quota(host, parent=root, ceiling=40, origin_code=HANGZHOU, name="杭州", manager=partner.public_id)  # fmt: skip
    await make_quota(host, parent=root, ceiling=30, origin_code=NANJING, name="南京")
    own = await make_quota(partner, origin_code=HANGZHOU, name="自定")

    assert [one.name for one in await quotas.lines_for(host.clerk)] == ["全年", "杭州", "南京"]
    assert [(one.name, one.depth) for one in await quotas.lines_for(partner.viewer)] == [("自定", 0), ("杭州", 0)]  # fmt: skip
    page = await quotas.page_of(share.id, by=partner.clerk)
    assert (page.lineage, page.gives, page.line.is_of_another) == ((("", "全年"),), False, False)
    assert (await quotas.page_of(share.id, by=host.clerk)).line.is_of_another
    for made, who in ((root, partner.clerk), (own, host.clerk), (own, (await make_federation(host=False, region=NANJING)).clerk)):  # fmt: skip
        with pytest.raises(QuotaUnknown):
            await quotas.page_of(made.id, by=who)
    with pytest.raises(NotGranted):
        await quotas.lines_for((await make_operator()).administrator)


async def test_the_page_tells_the_history_and_who_draws():
    host, place = await make_federation(), await make_place()
    root = await make_quota(host, ceiling=100, name="全年")
    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU, name="杭州")
    await held(place=place, heads=Heads(32), rooms={TWIN: 16})
    opens = clock.now() + timedelta(days=3)
    await change(city, ceiling=50, name="杭州市", opens_at=opens)

    page = await quotas.page_of(city.id, by=host.viewer)

    newest, first = page.versions
    assert (newest.act, newest.number, newest.was, newest.ceiling) == ("changed", 2, 60, 50)
    assert {name for name, _was, _is in newest.changes} == {"name", "opens_at"}
    assert (first.act, first.was, first.changes, first.why) == ("made", None, (), "示例理由")
    assert [(draw.amount, draw.is_firm, draw.share) for draw in page.draws] == [(32, False, "")]
    above = await quotas.page_of(root.id, by=host.viewer)
    assert [draw.share for draw in above.draws] == ["杭州市"]
    assert (above.versions[0].act, above.versions[0].quota, above.versions[0].amount) == ("shared", "杭州市", -10)  # fmt: skip
    assert page.line.state == "not_open"
    assert page.lenders == ((root.id, "全年", 50),)
    assert (page.draft.ceiling, page.draft.origin_code, page.draft.opens_at) == (50, HANGZHOU, opens)  # fmt: skip


async def test_the_state_of_a_quota_goes_with_its_numbers():
    host, place = await make_federation(), await make_place()
    made = await make_quota(host, ceiling=100)
    assert (await quotas.lines_for(host.clerk))[0].state == "open"
    await held(place=place, heads=Heads(36), rooms={TWIN: 18})
    for ceiling, state in ((40, "nearly"), (36, "spent"), (30, "over")):
        await change(made, ceiling=ceiling)
        assert (await quotas.lines_for(host.clerk))[0].state == state


async def test_a_union_sees_the_quotas_on_which_its_trips_land():
    host, union = await make_federation(), await make_union()
    root = await make_quota(host, name="全年")
    city = await make_quota(host, parent=root, ceiling=60, origin_code=HANGZHOU, name="杭州")
    await make_quota(host, parent=city, ceiling=20, programme="front_line", name="一线")
    await make_quota(host, parent=root, ceiling=30, origin_code=NANJING, name="南京")
    await make_quota(host, name="屯溪", district_code="341002")
    await make_quota(host, name="往年", first_day=date(2020, 1, 1), last_day=date(2020, 12, 31))

    assert {one.name for one in await quotas.left_for(union.organiser)} == {"杭州", "一线", "屯溪"}
    elsewhere = await make_union(region="330200")
    assert {one.name for one in await quotas.left_for(elsewhere.viewer)} == {"全年", "屯溪"}


def asking(union, place, *, workers: int = 20, **changes) -> Asked:
    asked = Asked(union.organisation, place.id, "341002", "", clock.today() + timedelta(days=30), 2, workers)  # fmt: skip
    return replace(asked, **changes)


async def test_before_it_is_held_a_trip_is_told_what_it_would_draw_from():
    host, union, place = await make_federation(), await make_union(), await make_place()
    assert await quotas.applying(asking(union, place)) == []
    root = await make_quota(host, ceiling=100, name="全年")
    await make_quota(host, parent=root, ceiling=30, origin_code=HANGZHOU, name="杭州")
    await make_quota(host, ceiling=39, unit="person_nights", name="人夜")

    nights, city = await quotas.applying(asking(union, place))

    assert (city.name, city.asked, city.left, city.why_not) == ("杭州", 20, 30, None)
    assert (nights.name, nights.asked, nights.left) == ("人夜", 40, 39)
    assert isinstance(nights.why_not, PersonNightsSpent)
    await make_quota(host, ceiling=50, name="待开放", opens_at=clock.now() + timedelta(days=1))
    assert any(isinstance(one.why_not, QuotaNotOpen) for one in await quotas.applying(asking(union, place)))  # fmt: skip


async def test_what_a_trip_is_told_is_what_holding_meets():
    host, union, place = await make_federation(), await make_union(), await make_place()
    await make_quota(host, ceiling=19, name="全年")
    told = (await quotas.applying(asking(union, place)))[0].why_not
    with pytest.raises(QuotaSpent) as no:
        await held(union=union, place=place, heads=Heads(20), rooms={TWIN: 10}, nights=2)
    assert told is not None
    assert no.value.params == told.params


async def test_a_search_is_told_where_the_union_cannot_hold_and_why():
    host, union = await make_federation(), await make_union()
    here, there = await make_place(), await make_place()
    far = await make_place(district_code="341003")
    wanted = {"check_in": clock.today() + timedelta(days=30), "nights": 2}
    assert await quotas.bars(union.organisation, workers=20, **wanted) == Bars()
    await make_quota(host, ceiling=10, name="一处", sites=(here.code,))
    await make_quota(host, ceiling=15, name="屯溪", district_code="341002")

    bars = await quotas.bars(union.organisation, workers=20, **wanted)

    assert [_named(bars.at(one.id, code)) for one, code in ((here, "341002"), (there, "341002"), (far, "341003"))] == ["一处", "屯溪", ""]  # fmt: skip
    few = await quotas.bars(union.organisation, workers=12, **wanted)
    assert _named(few.at(here.id, "341002")) == "一处"
    assert _named(few.at(there.id, "341002")) == ""
    assert (await quotas.bars(union.organisation, workers=10, **wanted)).is_empty
    root = await make_quota(host, ceiling=19, name="全年")
    bars = await quotas.bars(union.organisation, workers=20, **wanted)
    assert _named(bars.at(far.id, "341003")) == "全年"
    assert _named(bars.everywhere) == "全年"
    await make_quota(host, parent=root, ceiling=0, district_code="341003", name="黄山区")
    bars = await quotas.bars(union.organisation, workers=2, **wanted)
    assert (_named(bars.everywhere), _named(bars.at(far.id, "341003"))) == ("", "黄山区")


def _named(bar) -> str:
    return bar.name if bar else ""


async def test_looking_changes_nothing():
    host, union, place = await make_federation(), await make_union(), await make_place()
    made = await make_quota(host, ceiling=30)
    await quotas.preview_make(
        quotas.QuotaDraft("示例", 10), parent=made.id, trips=stays.trips_taking, by=host.clerk
    )
    await quotas.preview_close(made.id, by=host.clerk)
    await quotas.applying(asking(union, place))
    assert (await quotas.page_of(made.id, by=host.clerk)).version == 1
