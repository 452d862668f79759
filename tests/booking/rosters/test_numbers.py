"""Numbers of documents and telephones: what is sound, and what a screen shows of it."""

import pytest

from booking.rosters.numbers import masked, other_number, resident_number, sex_of
from booking.rosters.phones import masked_phone, phone_number
from booking.rosters.refusals import DocumentNumberUnsound, PhoneUnsound, ResidentNumberUnsound

SOUND = "11010519491231002X"


@pytest.mark.parametrize(
    "typed", [SOUND, SOUND.lower(), "110105 19491231 002x", "１１０１０５19491231002X"]
)
def test_a_sound_number_is_kept_in_one_form(typed):
    assert resident_number(typed) == SOUND


@pytest.mark.parametrize(
    "typed",
    [
        "", "11010519491231002", "110105491231002", "110105194912310021", "000000000000000000",
        "110105194913310022", "110105190002290015", "110105209912310027", "001051949123100200",
        "1101051949123100２0X", "身份证", "11010519491231002X1",
    ],
)  # fmt: skip
def test_an_unsound_number_is_refused(typed):
    with pytest.raises(ResidentNumberUnsound):
        resident_number(typed)


def test_the_sex_stands_in_the_number():
    assert sex_of(SOUND) == "f"


def test_a_mask_leaves_four_places_in_front_and_two_behind():
    assert masked(SOUND) == "1101************2X"
    assert masked("E12345678") == "E1******8"


@pytest.mark.parametrize("typed", ["E12345678", "e1234 5678", "H12345678(9)"])
def test_other_documents_have_their_own_form(typed):
    assert other_number(typed).isupper()


@pytest.mark.parametrize("typed", ["", "E12", "护照E1234567", "E" * 21])
def test_other_documents_are_not_anything(typed):
    with pytest.raises(DocumentNumberUnsound):
        other_number(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800138000", "+8613800138000"), ("+86 138 0013 8000", "+8613800138000"),
        ("0086-138-0013-8000", "+8613800138000"), ("１３８００１３８０００", "+8613800138000"),
        ("0559-2512345", "+865592512345"), ("(0559) 2512345", "+865592512345"), ("+4930123456", "+4930123456"), ("", ""),
    ],
)  # fmt: skip
def test_telephones_are_kept_in_one_form(typed, kept):
    assert phone_number(typed) == kept


@pytest.mark.parametrize(
    "typed", ["138001380001", "1380013800", "0559-2512345 转 8001", "abc", "+"]
)
def test_an_unsound_telephone_is_refused(typed):
    with pytest.raises(PhoneUnsound):
        phone_number(typed)


def test_a_masked_telephone_keeps_three_and_four():
    assert masked_phone("+8613800138000") == "138****8000"
    assert masked_phone("") == ""
