"""The check of the catalogues bites on every kind of fault."""

import pytest
from babel.messages.catalog import Catalog

from tests.house.catalogues import faults

ROOMS = "%(rooms)d rooms are free"


def test_a_whole_catalogue_has_no_fault() -> None:
    assert _faults({ROOMS: "空余 %(rooms)d 间"}) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({ROOMS: ""}, "not translated"),
        ({ROOMS: "空余若干间"}, "placeholders differ"),
        ({ROOMS: "空余 %(room)d 间"}, "placeholders differ"),
        ({ROOMS: "空余 %(rooms)s 间"}, "placeholders differ"),
        ({ROOMS: "空余 %(rooms)d 间，占 5%（约）"}, "a bare per cent sign"),
        ({}, "not in the catalogue"),
        ({ROOMS: "空余 %(rooms)d 间", "Gone": "旧句"}, "no longer in the source"),
    ],
)
def test_a_fault_is_told(words: dict[str, str], fault: str) -> None:
    assert [text.startswith(fault) for text in _faults(words)] == [True]


def test_a_fuzzy_translation_is_told() -> None:
    catalogue = _catalogue({ROOMS: "空余 %(rooms)d 间"})
    catalogue[ROOMS].flags.add("fuzzy")

    assert [text.split(":")[0] for text in faults(catalogue, now=_source(), of="zh")] == ["fuzzy"]


def test_one_chinese_form_may_keep_a_number_that_only_the_english_plural_has() -> None:
    catalogue = Catalog(locale="zh_Hans_CN")
    catalogue.add(("One night", "%(num)d nights"), ("%(num)d 夜",))

    assert list(faults(catalogue, now=catalogue, of="zh_Hans_CN")) == []


def test_english_need_not_repeat_its_own_words() -> None:
    assert list(faults(_catalogue({ROOMS: ""}), now=_source(), of="en")) == []


def _faults(words: dict[str, str]) -> list[str]:
    return list(faults(_catalogue(words), now=_source(), of="zh_Hans_CN"))


def _catalogue(words: dict[str, str]) -> Catalog:
    catalogue = Catalog(locale="zh_Hans_CN")
    for message, translation in words.items():
        catalogue.add(message, translation)
    return catalogue


def _source() -> Catalog:
    return _catalogue({ROOMS: ""})
