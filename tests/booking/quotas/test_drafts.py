"""What a quota may be, and where in the tree it may stand."""

from datetime import date, timedelta

import pytest

from booking.quotas import QuotaDraft
from booking.quotas.drafts import (
    demand_dates,
    demand_reason,
    demand_sound,
    demand_within,
    overlap,
    period_of,
)
from booking.quotas.nodes import Conditions
from booking.quotas.refusals import (
    QuotaCeilingUnfit,
    QuotaClassUnknown,
    QuotaNameMissing,
    QuotaOpeningUnfit,
    QuotaPeriodUnfit,
    QuotaReleaseUnfit,
    ReasonMissing,
    ShareOutside,
)
from sites.foundation import clock
from tests.booking.quotas.test_matching import HANGZHOU, SHANGHAI, TUNXI, XIAOSHAN, node


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"name": ""}, QuotaNameMissing, "name"),
        ({"name": "名" * 61}, QuotaNameMissing, "name"),
        ({"ceiling": -1}, QuotaCeilingUnfit, "ceiling"),
        ({"ceiling": 10_000_001}, QuotaCeilingUnfit, "ceiling"),
        ({"unit": "rooms"}, QuotaClassUnknown, "unit"),
        ({"programme": "nobody"}, QuotaClassUnknown, "programme"),
        ({"unit_kind": "club"}, QuotaClassUnknown, "unit_kind"),
    ],
)
def test_a_faulty_draft_is_refused_at_its_field(changes, refusal, field):
    with pytest.raises(refusal) as no:
        demand_sound(QuotaDraft(**{"name": "名额", "ceiling": 1, **changes}))
    assert no.value.field == field


@pytest.mark.parametrize("why", ["", "由" * 201])
def test_a_change_says_why(why):
    with pytest.raises(ReasonMissing):
        demand_reason(why)


def test_days_are_both_included_and_a_share_stays_within_those_of_its_parent():
    year = QuotaDraft("名额", 1, date(2027, 1, 1), date(2027, 12, 31))
    assert period_of(year, None) == (date(2027, 1, 1), date(2028, 1, 1))
    assert period_of(QuotaDraft("名额", 1), node(1)) == (date(2027, 1, 1), date(2028, 1, 1))
    with pytest.raises(QuotaPeriodUnfit):
        period_of(QuotaDraft("名额", 1), None)
    with pytest.raises(QuotaPeriodUnfit):
        period_of(QuotaDraft("名额", 1, date(2027, 2, 1), date(2027, 1, 31)), None)
    with pytest.raises(ShareOutside):
        period_of(QuotaDraft("名额", 1, date(2027, 1, 1), date(2028, 1, 1)), node(1))


def test_only_a_share_is_released_and_not_in_the_past():
    today, last = clock.today(), clock.today() + timedelta(days=30)
    until = last + timedelta(days=1)
    for day, is_share in ((today + timedelta(days=5), False), (today, True), (until, True)):
        with pytest.raises(QuotaReleaseUnfit):
            demand_dates(QuotaDraft("名额", 1, release_on=day), ends_on=until, is_share=is_share, was=None)  # fmt: skip
    demand_dates(QuotaDraft("名额", 1, release_on=last), ends_on=until, is_share=True, was=None)
    demand_dates(QuotaDraft("名额", 1, release_on=today), ends_on=until, is_share=True, was=today)


def test_a_quota_opens_before_its_last_day_is_over():
    last = clock.today() + timedelta(days=30)
    opens = clock.end_of(last)
    with pytest.raises(QuotaOpeningUnfit):
        demand_dates(QuotaDraft("名额", 1, opens_at=opens), ends_on=last + timedelta(days=1), is_share=False, was=None)  # fmt: skip


@pytest.mark.parametrize(
    ("share", "union_city", "field"),
    [
        (Conditions(origin_code=SHANGHAI), "", "origin_code"),
        (Conditions(union_id=8), SHANGHAI, "union"),
        (Conditions(unit_kind="enterprise"), "", "unit_kind"),
        (Conditions(programme="new_year"), "", "programme"),
        (Conditions(district_code="341003"), "", "district_code"),
        (Conditions(site_ids=(1, 9)), "", "sites"),
    ],
)
def test_a_share_asks_what_is_above_it_or_something_narrower(share, union_city, field):
    above = [
        node(2, origin_code=HANGZHOU, unit_kind="soe"),
        node(1, programme="front_line", district_code=TUNXI, site_ids=(1, 2)),
    ]
    with pytest.raises(ShareOutside) as no:
        demand_within(share, union_city, above)
    assert no.value.field == field
    fitting = Conditions(8, XIAOSHAN, "soe", "front_line", TUNXI, (2,))
    demand_within(fitting, HANGZHOU, above)
    demand_within(Conditions(), "", above)


def test_two_shares_may_meet_where_one_is_the_narrower_or_names_the_buyer_more_narrowly():
    assert not overlap(node(1, programme="front_line"), node(2))
    assert not overlap(node(1, origin_code=HANGZHOU), node(2, programme="front_line"))
    assert not overlap(node(1, union_id=7), node(2, origin_code=XIAOSHAN))
    assert not overlap(node(1, district_code=TUNXI), node(2, district_code="341003"))
    assert not overlap(node(1, site_ids=(1,)), node(2, site_ids=(1, 2)))
    assert not overlap(node(1, ends_on=date(2027, 6, 1)), node(2, starts_on=date(2027, 6, 1)))


def test_two_shares_that_count_the_same_trips_with_neither_the_narrower_overlap():
    assert overlap(node(1), node(2))
    assert overlap(node(1, origin_code=HANGZHOU), node(2, origin_code=HANGZHOU))
    assert overlap(node(1, programme="front_line"), node(2, district_code=TUNXI))
    assert overlap(node(1, site_ids=(1, 2)), node(2, site_ids=(2, 3)))
    assert overlap(node(1, ends_on=date(2027, 7, 1)), node(2, starts_on=date(2027, 6, 1)))
