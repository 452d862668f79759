import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest

from scheduler.demo.bookings import demo_bookings
from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.occupancy import Occupancy
from scheduler.demo.people_shapes import DemoBooking
from scheduler.demo.unions import demo_unions
from sites.regions import region

DAYS = [date(2026, 11, 22), date(2027, 2, 3), date(2028, 2, 29)]
UNIONS = {union.key: union for union in demo_unions()}

on_each_day = pytest.mark.parametrize("today", DAYS, ids=str)


def _plan(today: date) -> list[tuple[DemoBooking, DemoSite]]:
    sites = {site.code: site for site in demo_sites(today)}
    return [(booking, sites[booking.site]) for booking in demo_bookings(today)]


@on_each_day
def test_three_hundred_stays_reach_every_state_of_the_plan(today: date):
    assert Counter(booking.reach for booking in demo_bookings(today)) == {
        "reconciled": 141, "confirmed": 70, "cancelled": 22, "held": 16, "submitted": 14,
        "expired": 12, "declined": 10, "departed": 8, "in_house": 7,
    }  # fmt: skip


@on_each_day
def test_check_in_lies_between_170_days_ago_and_300_days_ahead(today: date):
    days = [booking.check_in_day for booking in demo_bookings(today)]
    assert -170 <= min(days) < -100
    assert 200 < max(days) <= 300


@on_each_day
def test_a_stay_fits_its_package_and_its_base(today: date):
    for booking, site in _plan(today):
        package = site.package(booking.package)
        assert package.min_nights <= booking.nights <= package.max_nights
        assert booking.workers >= package.min_group
        assert booking.heads <= package.max_group
        beds = {kind.code: kind.beds for kind in site.room_types}
        assert sum(line.rooms * beds[line.room_type] for line in booking.rooms) >= booking.heads


@on_each_day
def test_on_no_night_do_all_stays_together_pass_the_rooms_or_the_limit_of_people(today: date):
    rooms: Counter[tuple[str, str, int]] = Counter()
    heads: Counter[tuple[str, int]] = Counter()
    for booking in demo_bookings(today):
        for night in range(booking.check_in_day, booking.check_out_day):
            heads[booking.site, night] += booking.heads
            for line in booking.rooms:
                rooms[booking.site, line.room_type, night] += line.rooms
    sites = {site.code: site for site in demo_sites(today)}
    for (code, kind, _night), taken in rooms.items():
        assert taken <= sum(room.rooms for room in sites[code].room_types if room.code == kind)
    for (code, _night), people in heads.items():
        assert people <= sites[code].reception_limit


def test_a_base_with_its_rooms_taken_gives_none():
    site, nights = demo_sites(DAYS[0])[3], range(5, 7)
    taken = Occupancy()
    most = taken.rooms_for(site, nights=nights, people=site.reception_limit // 2, crew=2)
    taken.take(site, nights=nights, rooms=most, heads=site.reception_limit // 2 + 2)
    assert most
    assert not taken.rooms_for(site, nights=nights, people=site.reception_limit // 2, crew=2)
    assert taken.rooms_for(site, nights=range(7, 9), people=site.reception_limit // 2, crew=2)


@on_each_day
def test_every_night_is_covered_by_a_certificate_in_force(today: date):
    for booking, site in _plan(today):
        first = today + timedelta(days=booking.check_in_day)
        last = today + timedelta(days=booking.check_out_day - 1)
        assert site.certificate.valid_from <= first <= last <= site.certificate.valid_to
        assert site.certificate.suspended_on is None


@on_each_day
def test_acts_come_in_order_before_check_in_and_none_in_the_future(today: date):
    for booking, _ in _plan(today):
        acts = (booking.held_day, booking.submitted_day, booking.answered_day, booking.ended_day)
        days = [day for day in acts if day is not None]
        assert days == sorted(days)
        assert days[-1] <= 0
        assert days[-1] < booking.check_in_day


@on_each_day
def test_a_hold_is_used_before_it_runs_out_and_a_checkout_hold_at_once(today: date):
    for booking, site in _plan(today):
        until = booking.submitted_day
        if until is None and booking.reach == "held":
            until = 0
        if until is not None:
            assert until - booking.held_day < site.option_hold_days
        if booking.hold_kind == "checkout":
            assert booking.submitted_day == booking.held_day


@on_each_day
def test_only_bases_that_answer_keep_a_request_waiting_or_decline_it(today: date):
    for booking, site in _plan(today):
        if booking.reach in {"submitted", "declined"}:
            assert site.booking_way == "accept"
        if site.booking_way == "instant" and booking.submitted_day is not None:
            assert booking.answered_day == booking.submitted_day


@on_each_day
def test_where_a_stay_stands_agrees_with_its_dates(today: date):
    for booking in demo_bookings(today):
        start, end = booking.check_in_day, booking.check_out_day
        assert {
            "reconciled": end <= -10,
            "departed": -6 <= end < 0,
            "in_house": start < 0 < end,
            "confirmed": start > 0,
            "submitted": start > 0,
            "held": start > 0,
        }.get(booking.reach, True)


@on_each_day
def test_no_union_ever_has_more_than_five_open_requests(today: date):
    open_on: Counter[tuple[str, int]] = Counter()
    for booking in demo_bookings(today):
        ends = [day for day in (booking.answered_day, booking.ended_day) if day is not None]
        for day in range(booking.held_day, min(ends, default=0) + 1):
            open_on[booking.union, day] += 1
    assert max(open_on.values()) <= 5


@on_each_day
def test_stays_keep_the_days_that_the_origin_is_known_to_allow(today: date):
    for booking in demo_bookings(today):
        union = UNIONS[booking.union]
        if region(union.region_code).province_code in {"330000", "340000"}:
            assert booking.nights + 1 <= 5
        if region(union.region_code).province_code == "310000" and union.sector == "education":
            assert booking.nights + 1 <= 8
            assert booking.family == 0


@on_each_day
def test_arrivals_are_known_once_a_group_has_come_and_never_exceed_it(today: date):
    for booking in demo_bookings(today):
        came = booking.reach in {"in_house", "departed", "reconciled"}
        assert (booking.arrived_workers is not None) == came
        if booking.arrived_workers is not None:
            assert 0 < booking.arrived_workers <= booking.workers


@on_each_day
def test_what_a_person_ended_has_a_reason_in_both_languages(today: date):
    for booking in demo_bookings(today):
        assert bool(booking.reason) == (booking.reach in {"cancelled", "declined"})
        assert bool(booking.reason) == bool(booking.reason_en)


@on_each_day
def test_the_plan_is_told_in_the_order_in_which_stays_were_held(today: date):
    bookings = demo_bookings(today)
    assert [booking.number for booking in bookings] == list(range(1, 301))
    assert [b.held_day for b in bookings] == sorted(b.held_day for b in bookings)


@on_each_day
def test_nearly_every_base_and_every_union_appears(today: date):
    assert len({booking.site for booking in demo_bookings(today)}) >= 60
    assert len({booking.union for booking in demo_bookings(today)}) >= 28


def test_the_plan_is_the_same_in_every_process():
    told = (
        "from datetime import date; from hashlib import sha256;"
        "from scheduler.demo.bookings import demo_bookings;"
        "print(sha256(repr(demo_bookings(date(2026, 11, 22))).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert digests.pop().strip()
