import pytest

from sites.foundation.amounts import Money
from sites.foundation.language import speaking
from sites.packages.vocabulary import EXCLUDED, INCLUDED, MEALS, SEASONS, THEMES, say_included

LISTS = [SEASONS, MEALS, THEMES, INCLUDED, EXCLUDED]


@pytest.mark.parametrize("terms", LISTS)
def test_no_code_stands_twice_in_a_list_and_each_is_said_in_both_languages(terms):
    assert len({term.code for term in terms}) == len(terms)
    for term in terms:
        with speaking("en"):
            english = term.say()
        with speaking("zh_Hans_CN"):
            assert term.say() != english


def test_an_included_item_says_how_many():
    with speaking("zh_Hans_CN"):
        assert say_included("lodging", count=4) == "双床房 4 晚"
    with speaking("en"):
        assert say_included("main_meals", count=1) == "1 main meal"


def test_an_insured_sum_is_said_per_person():
    cover = Money(100_000_000)
    with speaking("zh_Hans_CN"):
        assert say_included("insurance_cover", cover=cover) == "意外险每人 ¥1,000,000"
    with speaking("en"):
        said = say_included("insurance_cover", cover=cover)
    assert said == "Accident insurance, ¥1,000,000 a person"


def test_an_item_outside_the_list_is_refused():
    with pytest.raises(KeyError):
        say_included("karaoke", count=1)
