from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from scheduler.demo.catalogue import DemoPackage, demo_sites

TODAY = date(2026, 11, 22)
SITES = demo_sites(TODAY)
PACKAGES = [package for site in SITES for package in site.packages]


def _trips(package: DemoPackage) -> tuple[int, int]:
    fen = [season.fen for season in package.seasons]
    return package.min_nights * min(fen), package.max_nights * max(fen)


def test_a_whole_trip_costs_from_390_to_3000_yuan_for_one_to_seven_nights():
    least, most = zip(*(_trips(package) for package in PACKAGES), strict=True)
    assert min(least) == 39_000
    assert max(most) == 300_000
    assert {package.min_nights for package in PACKAGES} == {1, 2, 3, 4, 6, 7}
    assert max(package.max_nights for package in PACKAGES) == 7


def test_a_base_has_two_to_four_packages_and_shows_one_by_default():
    for site in SITES:
        assert 2 <= len(site.packages) <= 4
        assert len({package.code for package in site.packages}) == len(site.packages)
        assert len({package.name for package in site.packages}) == len(site.packages)
        assert sum(package.by_default for package in site.packages) == 1


def test_every_day_of_a_leap_year_has_exactly_one_price_and_peak_is_never_cheaper():
    for package in PACKAGES:
        runs = [(date(2028, *s.first), date(2028, *s.last)) for s in package.seasons]
        assert runs[0][0] == date(2028, 1, 1)
        assert runs[-1][1] == date(2028, 12, 31)
        assert all(a[1] + timedelta(days=1) == b[0] for a, b in pairwise(runs))
        assert all(first <= last for first, last in runs)
        fen = {season.season: season.fen for season in package.seasons}
        assert 0 < fen["low"] <= fen["shoulder"] <= fen["peak"]


def test_the_programme_has_one_day_more_than_nights_and_the_included_counts_agree_with_it():
    for site in SITES:
        for package in site.packages:
            items = {item.code: item for item in package.included}
            meals = Counter(meal for day in package.days for meal in day.meals)
            assert [day.number for day in package.days] == list(range(1, package.min_nights + 2))
            assert items["lodging"].count == package.min_nights
            assert items["breakfasts"].count == meals["breakfast"] == package.min_nights
            assert items["main_meals"].count == meals["lunch"] + meals["dinner"]
            assert len({day.text for day in package.days}) == len(package.days)
            assert len(items) == len(package.included)


def test_a_group_that_fits_the_package_fits_the_base():
    for site in SITES:
        for package in site.packages:
            assert 10 <= package.min_group < package.max_group <= site.reception_limit


def test_programmes_are_not_copies_of_each_other():
    whole = [tuple(day.text for day in package.days) for package in PACKAGES]
    assert len(set(whole)) == len(whole)
    lines = Counter(day.text for package in PACKAGES for day in package.days[1:-1])
    assert lines.most_common(1)[0][1] <= 60  # the day on the mountain alone recurs
    assert len(lines) > 150


def test_nobody_walks_more_than_eight_kilometres_a_day_or_sits_in_a_coach_for_half_of_it():
    for package in PACKAGES:
        for day in package.days:
            assert 0 <= day.walk_km <= 8
            assert 0 <= day.drive_minutes <= 150


def test_a_kind_of_base_offers_what_it_is_known_for_in_every_package():
    known_for = {"hot_spring": {"baths"}, "sanatorium": {"body_check", "treatments"}}
    for site in SITES:
        for package in site.packages:
            codes = {item.code for item in package.included}
            assert codes & known_for.get(site.kind, codes)
