"""Every chart of every desk has its numbers in words or a table, and a sheet to take along."""

import re
from collections.abc import Iterable

import pytest

from sites.foundation.rendering import TEMPLATES

# Macros that draw numbers over a period. Strips and bars inside rows of a table have their numbers beside them.
CHARTS = ("flow_map", "heat_table", "answered_ring", "bar_chart", "balance_chart")
NUMBERS = re.compile(r"<table|number_table\(|_table\(|facts\(")


def called(source: str, names: Iterable[str] = CHARTS) -> list[str]:
    return [name for name in names for _ in re.findall(rf"\{{\{{ ?{name}\(", source)]


PAGES = {
    file.relative_to(TEMPLATES).as_posix(): source
    for file in sorted((TEMPLATES / "pages").rglob("*.html"))
    if called(source := file.read_text(encoding="utf-8"))
}


def lacks(source: str, drawn: dict[str, str]) -> list[str]:
    """What a page with charts owes its readers."""
    charts = called(source)
    found = [] if source.count(".xlsx") >= len(set(charts)) else ["a sheet for each chart"]
    if not all(NUMBERS.search(source) or NUMBERS.search(drawn[chart]) for chart in charts):
        found.append("numbers")
    return found


def drawings() -> dict[str, str]:
    every = [file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")]
    return {name: next(s for s in every if f"macro {name}(" in s) for name in CHARTS}


def test_the_desks_have_charts() -> None:
    assert {chart for source in PAGES.values() for chart in called(source)} == set(CHARTS)


@pytest.mark.parametrize("page", PAGES)
def test_a_chart_has_its_numbers_and_its_sheet(page: str) -> None:
    assert lacks(PAGES[page], drawings()) == []


def test_a_chart_without_a_sheet_is_found() -> None:
    desk = PAGES["pages/federation/desk.html"]
    assert lacks(desk.replace("/federation/cases.xlsx", ""), drawings()) == [
        "a sheet for each chart"
    ]
    assert lacks("{{ flow_map(x) }} .xlsx", drawings()) == ["numbers"]
