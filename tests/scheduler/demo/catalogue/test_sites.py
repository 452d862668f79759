import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from math import hypot

import pytest

from scheduler.demo.catalogue import DemoSite, demo_sites
from scheduler.demo.catalogue.places import kilometres
from sites.listings.vocabulary import BOOKING_WAY, FACILITY, HOSPITAL_GRADE, KIND, ROOM_KIND
from sites.packages.vocabulary import EXCLUDES, INCLUDES, MEAL, SEASON, THEME
from sites.regions import district, districts

TODAY = date(2026, 11, 22)
SITES = demo_sites(TODAY)


def test_seventy_bases_lie_in_the_seven_districts_as_the_picture_shows():
    assert Counter(district(site.district_code).name for site in SITES) == {
        "黄山区": 16, "屯溪区": 12, "歙县": 12, "黟县": 11, "休宁县": 9, "徽州区": 6, "祁门县": 4,
    }  # fmt: skip


def test_their_kinds_are_those_of_the_legend():
    assert Counter(site.kind for site in SITES) == {
        "hotel": 17, "village": 16, "tea_garden": 10, "sanatorium": 6,
        "scenic_area": 6, "hot_spring": 5, "lakeside": 5, "culture": 5,
    }  # fmt: skip


def test_there_are_four_batches_and_the_fourth_has_fifteen():
    assert Counter(site.batch for site in SITES) == {1: 18, 2: 20, 3: 17, 4: 15}
    for site in SITES:
        assert site.code == f"HS-{site.batch:02d}-{site.serial:03d}"
    assert [site.serial for site in SITES] == list(range(1, 71))


@pytest.mark.parametrize(
    "told",
    [
        lambda site: site.code,
        lambda site: site.name,
        lambda site: site.name_en,
        lambda site: site.address,
        lambda site: site.phone,
        lambda site: site.operator.name,
        lambda site: site.operator.credit_code,
        lambda site: site.certificate.number,
        lambda site: (site.latitude, site.longitude),
        lambda site: site.introduction,
    ],
)
def test_no_two_bases_share_what_tells_them_apart(told):
    assert len({told(site) for site in SITES}) == 70


def _away(site: DemoSite, code: str) -> float:
    place = district(code)
    return kilometres(site.latitude, site.longitude, place.latitude, place.longitude)


def test_a_base_is_nearest_to_its_own_district_and_within_twelve_kilometres_of_it():
    for site in SITES:
        away = {place.code: _away(site, place.code) for place in districts()}
        assert min(away, key=away.__getitem__) == site.district_code
        assert away[site.district_code] <= 12


def test_bases_keep_apart_so_that_pins_do_not_coincide():
    points = [(site.latitude * 111.2, site.longitude * 96.5) for site in SITES]
    gaps = [hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(points) for b in points[:i]]
    assert min(gaps) > 0.3


def test_the_way_to_the_station_is_neither_shorter_than_the_road_allows_nor_absurd():
    for site in SITES:
        straight = kilometres(site.latitude, site.longitude, 29.79, 118.30)
        assert straight <= site.minutes_to_station <= 15 + 1.5 * straight


def test_rooms_seats_and_limits_fit_each_other():
    for site in SITES:
        assert 30 <= site.rooms <= 140
        assert 2 <= len(site.room_types) <= 4
        assert {room.code for room in site.room_types} <= set(ROOM_KIND)
        assert all(room.rooms > 0 and room.beds > 0 for room in site.room_types)
        assert 0 < site.reception_limit <= min(site.beds, site.dining_seats)
        assert 3 <= site.option_hold_days <= 7


def test_about_a_third_of_the_bases_confirm_at_once_and_the_rest_answer_in_time():
    assert Counter(site.booking_way for site in SITES) == {"accept": 46, "instant": 23, "ask": 1}
    assert {site.booking_way for site in SITES} <= set(BOOKING_WAY)
    assert {site.answer_hours for site in SITES} == {12, 24, 48}
    assert Counter(site.answer_hours for site in SITES).most_common(1)[0][0] == 24


def test_codes_come_from_the_closed_lists():
    for site in SITES:
        assert site.kind in KIND
        assert {facility.code for facility in site.facilities} <= set(FACILITY)
        assert len({facility.code for facility in site.facilities}) == len(site.facilities)
        assert site.medical.hospital_grade in HOSPITAL_GRADE
        for package in site.packages:
            assert package.theme in THEME
            assert {item.code for item in package.included} <= set(INCLUDES)
            assert set(package.excluded) <= set(EXCLUDES)
            assert {season.season for season in package.seasons} <= set(SEASON)
            assert {meal for day in package.days for meal in day.meals} <= set(MEAL)


def test_a_facility_with_a_number_counts_what_the_facts_beside_it_say():
    for site in SITES:
        facilities = {facility.code: facility.count for facility in site.facilities}
        assert facilities["aed"] == len(site.medical.defibrillators) > 0
        assert ("clinic" in facilities) == (site.medical.room_from is not None)
        assert ("meeting_50" in facilities) == (site.meeting_seats >= 50)
        for code, count in facilities.items():
            assert (count is not None) == (FACILITY[code].counted is not None)


def test_emergency_care_is_within_ten_kilometres():
    for site in SITES:
        assert 0 < site.medical.hospital_km <= 10
        assert site.medical.hospital_minutes >= site.medical.hospital_km


def _texts(site: DemoSite) -> list[tuple[str, str]]:
    texts = [
        (site.name, site.name_en),
        (site.address, site.address_en),
        (site.introduction, site.introduction_en),
        (site.operator.name, site.operator.name_en),
        (site.operator.contact, site.operator.contact_en),
        (site.medical.hospital, site.medical.hospital_en),
        (site.inspection.note, site.inspection.note_en),
        (site.cancellation.terms, site.cancellation.terms_en),
    ]
    texts += [(room.name, room.name_en) for room in site.room_types]
    for package in site.packages:
        texts.append((package.name, package.name_en))
        texts += [(day.text, day.text_en) for day in package.days]
    return texts


def test_every_text_stands_in_both_languages():
    for site in SITES:
        for chinese, english in _texts(site):
            assert any("\u4e00" <= char <= "\u9fff" for char in chinese)
            assert english
            assert not any("\u4e00" <= char <= "\u9fff" for char in english)


def test_a_name_carries_no_mark_of_its_own_since_pages_add_it():
    for site in SITES:
        assert "示例" not in site.name
        assert site.is_demo


def test_people_and_hospitals_are_marked_as_invented():
    for site in SITES:
        assert site.operator.contact.endswith("（示例）")
        assert site.medical.hospital.endswith("（示例）")
        assert site.phone == f"0559-000 00{site.serial:02d}"


def test_the_catalogue_is_the_same_in_every_process():
    told = (
        "from datetime import date; from hashlib import sha256;"
        "from scheduler.demo.catalogue import demo_sites;"
        "print(sha256(repr(demo_sites(date(2026, 11, 22))).encode()).hexdigest())"
    )

    def digest(seed: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", told],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    assert digest("1") == digest("2") != ""


def test_only_dates_depend_on_today():
    later = demo_sites(TODAY + timedelta(days=400))
    for old, new in zip(SITES, later, strict=True):
        assert old.packages == new.packages
        assert old.room_types == new.room_types
        assert old.medical == new.medical
        assert old.certificate.valid_to < new.certificate.valid_to
