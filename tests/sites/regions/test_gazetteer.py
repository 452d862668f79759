from collections import Counter

import pytest

from sites.regions import District, Region, district, districts, provinces, region, regions


def test_the_delta_has_41_cities_in_four_provinces():
    assert Counter(city.province_code for city in regions()) == {
        "310000": 1,
        "320000": 13,
        "330000": 11,
        "340000": 16,
    }
    assert {city.province_code for city in regions()} == {place.code for place in provinces()}


def test_every_code_is_six_digits_of_its_own_province_and_stands_once():
    codes = [city.code for city in regions()]
    assert len(set(codes)) == len(codes)
    for city in regions():
        assert len(city.code) == 6
        assert city.code.isdigit()
        assert city.code[:2] == city.province_code[:2]


def test_huangshan_has_seven_districts_that_lie_near_it():
    assert {place.name for place in districts()} == {
        "屯溪区",
        "黄山区",
        "徽州区",
        "歙县",
        "休宁县",
        "黟县",
        "祁门县",
    }
    city = region("341000")
    for place in districts():
        assert place.city_code == city.code
        assert abs(place.latitude - city.latitude) < 0.7
        assert abs(place.longitude - city.longitude) < 0.7


def test_a_place_is_found_by_its_code():
    assert region("330100").name == "杭州市"
    assert district("341023").name == "黟县"


@pytest.mark.parametrize("code", ["330109", "", "999999"])
def test_a_code_outside_the_delta_is_not_found(code: str):
    with pytest.raises(KeyError):
        region(code)


@pytest.mark.parametrize("place", [*provinces(), *regions(), *districts()])
def test_every_place_has_its_name_in_both_languages(place: Region | District):
    assert place.name_in("zh_Hans_CN") == place.name
    assert place.name_in("en") == place.name_en
    assert not place.name.isascii()
    assert place.name_en.isascii()


def test_cities_romanised_alike_differ_by_code_and_by_the_province_in_the_english_name():
    assert {city.name_en for city in regions() if city.name_en.startswith("Taizhou")} == {
        "Taizhou (Jiangsu)",
        "Taizhou (Zhejiang)",
    }
    assert len({city.name_en for city in regions()}) == 41
