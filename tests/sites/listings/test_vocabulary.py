import pytest

from sites.foundation.language import speaking
from sites.listings.vocabulary import (
    BOOKING_WAYS,
    FACILITIES,
    FACILITY,
    HOSPITAL_GRADES,
    ROOM_KINDS,
    SITE_KINDS,
)

LISTS = [SITE_KINDS, ROOM_KINDS, BOOKING_WAYS, HOSPITAL_GRADES, FACILITIES]


@pytest.mark.parametrize("terms", LISTS)
def test_no_code_stands_twice_in_a_list(terms):
    codes = [term.code for term in terms]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("terms", LISTS)
def test_every_term_is_said_differently_in_the_two_languages(terms):
    for term in terms:
        with speaking("en"):
            english = term.say()
        with speaking("zh_Hans_CN"):
            assert term.say() != english


def test_a_counted_facility_says_its_number_and_a_plain_one_ignores_it():
    with speaking("en"):
        assert FACILITY["lift"].say(1) == "1 lift"
        assert FACILITY["lift"].say(2) == "2 lifts"
        assert FACILITY["wifi"].say(2) == FACILITY["wifi"].say()
    with speaking("zh_Hans_CN"):
        assert FACILITY["accessible_rooms"].say(3) == "无障碍客房 3 间"


def test_every_kind_of_base_has_its_own_character_on_the_map():
    pins = [kind.pin for kind in SITE_KINDS]
    assert pins == list("酒村茶疗景泉湖文")
    assert all(kind.promise for kind in SITE_KINDS)
