import pytest

from booking.people.credit_codes import checked_credit_code
from scheduler.demo.credit_codes import GRASSROOTS_UNION, credit_code
from sites.foundation.errors import Refusal

# The documentation of python-stdnum gives this code as an example.
SOUND = "91110000600037341L"


@pytest.mark.parametrize(
    "typed",
    [
        SOUND,
        SOUND.lower(),
        " 9111 0000 6000 3734 1L ",
        "91110000-600037341-L",
        "９１１１００００６０００３７３４１Ｌ",
    ],
)
def test_however_a_sound_code_is_typed_it_is_the_same(typed: str) -> None:
    assert checked_credit_code(typed) == SOUND


def test_the_demonstrations_codes_are_sound() -> None:
    code = credit_code(7, kind=GRASSROOTS_UNION, region_code="330100")
    assert checked_credit_code(code) == code


@pytest.mark.parametrize(
    ("typed", "code", "params"),
    [
        ("", "credit_code_length", {"got": 0}),
        ("9111000060003734", "credit_code_length", {"got": 16}),
        (SOUND + "1", "credit_code_length", {"got": 19}),
        ("9111OOOO600037341L", "credit_code_letter", {"letter": "O", "instead": "0"}),
        ("9I110000600037341L", "credit_code_letter", {"letter": "I", "instead": "1"}),
        ("9111000060003734SL", "credit_code_letter", {"letter": "S", "instead": "5"}),
        ("91110000600037341V", "credit_code_letter", {"letter": "V", "instead": "U"}),
        ("9111000060003734ZL", "credit_code_letter", {"letter": "Z", "instead": "2"}),
        ("91A10000600037341L", "credit_code_shape", {}),
        ("9111000060003734一L", "credit_code_shape", {}),
        ("9111000060003734'L", "credit_code_shape", {}),
        ("911100006000373411", "credit_code_check", {}),
        ("91110000600037342L", "credit_code_check", {}),
    ],
)
def test_a_faulty_code_says_what_is_wrong(typed: str, code: str, params: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        checked_credit_code(typed)
    assert (refused.value.code, refused.value.params) == (code, params)
    assert refused.value.field == "credit_code"


def test_every_single_wrong_character_is_noticed() -> None:
    for at in range(8, 18):
        for letter in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if letter != SOUND[at]:
                with pytest.raises(Refusal):
                    checked_credit_code(SOUND[:at] + letter + SOUND[at + 1 :])
