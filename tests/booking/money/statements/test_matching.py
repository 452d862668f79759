"""What a line is: exactly one thing, and only the exact one is applied without a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking.money.statements.matching import (
    FINDING,
    Asked,
    Recorded,
    finding_of,
    looks_coded,
    references_in,
)
from booking.money.statements.rows import ReadLine
from sites.foundation.identifiers import reference

DAY = date(2026, 11, 3)
CODE, OTHER = "AWD497KJ", ""
while len(OTHER) != 8 or OTHER == CODE:
    OTHER = reference()
CHARGE = Asked(1, CODE, 500_00, 500_00, "CNY", DAY, frozenset({"示例工会(杭州)"}))
LINE = ReadLine(2, DAY, 500_00, payer="示例工会（杭州）", remark=f"团款 {CODE}", serial="S1")


def found(line: ReadLine, *charges: Asked) -> str:
    return finding_of(line, {one.reference: one for one in charges})[0]


@pytest.mark.parametrize(
    ("finding", "line", "charge"),
    [
        ("exact", {}, {}),
        ("short", {"minor": 499_99}, {}),
        ("long", {"minor": 500_01}, {}),
        ("twice", {}, {"owed": 0}),
        ("late", {"booked_on": DAY + timedelta(days=1)}, {}),
        ("wrong_reference", {"remark": "AWD497KX"}, {}),
        ("no_reference", {"remark": "疗休养费"}, {}),
        ("other_payer", {"payer": "王某"}, {}),
        ("gone", {}, {"charged": 0, "owed": 0}),
        ("went_out", {"minor": -500_00}, {}),
        ("foreign", {"currency": "USD"}, {}),
        ("unreadable", {"minor": 0, "booked_on": None}, {}),
        ("recorded", {}, {"receipts": (Recorded(500_00, DAY, "", False),)}),
        ("recorded", {"minor": 300_00}, {"receipts": (Recorded(200_00, DAY, "S1", False),)}),
    ],
)  # fmt: skip
def test_each_kind_of_line_is_told_from_the_exact_one(finding, line, charge) -> None:
    assert found(replace(LINE, **line), replace(CHARGE, **charge)) == finding
    assert finding in FINDING


def test_two_codes_are_two_charges() -> None:
    both = replace(LINE, remark=f"{CODE}、{OTHER}", minor=700_00)
    assert found(both, CHARGE, replace(CHARGE, reference=OTHER, owed=200_00)) == "several"


@pytest.mark.parametrize("receipt", [
    Recorded(500_00, DAY - timedelta(days=8), "", False), Recorded(500_00, DAY, "", True), Recorded(1_00, DAY, "S2", False),
])  # fmt: skip
def test_a_receipt_that_cannot_be_this_money_is_in_nobody_s_way(receipt) -> None:
    assert found(LINE, replace(CHARGE, receipts=(receipt,))) == "exact"


def test_the_money_of_a_slip_that_was_recorded_is_not_taken_twice() -> None:
    """Half is paid by a slip; the line of that half looks exactly like what is still owed."""
    half = replace(CHARGE, owed=250_00, receipts=(Recorded(250_00, DAY, "", False),))
    assert found(replace(LINE, minor=250_00), half) == "recorded"


@pytest.mark.parametrize(
    "remark",
    [CODE, CODE.lower(), "AWD4-97KJ", "awd4 97kj", f"付款{CODE}号", f"2026{CODE}", "ＡＷＤ４９７ＫＪ", f"({CODE})"],
)  # fmt: skip
def test_a_code_is_found_however_it_is_written(remark: str) -> None:
    assert CODE in references_in(remark)


@pytest.mark.parametrize("remark", ["", "疗休养费", "12345678", "INVOICES", "AWD497K"])
def test_what_is_no_code_is_none(remark: str) -> None:
    assert references_in(remark) == () or remark == "12345678"
    assert not looks_coded(remark)


def test_a_code_with_one_wrong_letter_is_seen_as_a_wrong_one() -> None:
    assert references_in("AWD497KX") == ()
    assert looks_coded("AWD497KX")
