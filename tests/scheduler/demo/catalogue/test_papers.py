from datetime import date
from itertools import pairwise

import pytest

from scheduler.demo.catalogue import demo_sites

TODAY = date(2026, 11, 22)
SITES = demo_sites(TODAY)


def test_cancelling_is_free_at_first_and_never_costs_everything():
    for site in SITES:
        tiers = site.cancellation.tiers
        assert tiers[0].percent == 0
        assert tiers[-1].days_before == 0
        for earlier, later in pairwise(tiers):
            assert earlier.days_before > later.days_before
            assert earlier.percent < later.percent
        assert tiers[-1].percent < 100
        assert f"{site.check_in_hour}:00" in site.cancellation.terms
        assert f"{site.check_in_hour}:00" in site.cancellation.terms_en


@pytest.mark.parametrize(
    "today", [TODAY, date(2027, 1, 1), date(2027, 12, 31), date(2028, 2, 29), date(2028, 2, 28)]
)
def test_certificates_stay_fresh_on_whatever_day_the_demonstration_starts(today: date):
    papers = [site.certificate for site in demo_sites(today)]
    left = [(paper.valid_to - today).days for paper in papers]
    assert sum(days < 0 for days in left) == 1
    assert sum(0 <= days <= 90 for days in left) == 2
    assert sum(days >= 365 - 1 for days in left) == 67
    assert sum(paper.suspended_on is not None for paper in papers) == 1
    for paper in papers:
        assert paper.valid_from < paper.valid_to
        assert paper.number.startswith(f"黄工疗〔{paper.valid_from.year}〕")
    assert {paper.grade for paper in papers} == {"first", "second"}


def test_the_certificates_in_force_cover_the_half_year_that_the_past_stays_need():
    for site in SITES:
        assert (TODAY - site.certificate.valid_from).days >= 180


def test_offices_visit_on_weekdays_of_the_past_and_only_the_suspended_base_failed():
    for site in SITES:
        for day in (site.inspection.on, site.inspection.food_on, site.inspection.fire_on):
            assert day.weekday() < 5
            assert day < TODAY
        suspended = site.certificate.suspended_on is not None
        assert (site.inspection.result == "failed") == suspended
        assert site.inspection.result in {"passed", "corrected", "failed"}
