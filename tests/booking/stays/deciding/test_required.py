"""From which amount which paper is needed: the amount itself needs it, a fen less does not, and the lowest counts."""

import pytest

from booking.stays.deciding.required import KINDS, OnRecord, standings, strictest


@pytest.mark.parametrize(("price", "is_required"), [(4_999_99, False), (5_000_00, True), (5_000_01, True)])  # fmt: skip
def test_the_amount_itself_needs_the_paper(price, is_required) -> None:
    found = {one.kind: one for one in standings({"minutes": 5_000_00}, price=price, there=OnRecord())}  # fmt: skip
    assert (found["minutes"].is_required, found["minutes"].is_missing) == (is_required, is_required)
    assert not any(one.is_required for kind, one in found.items() if kind != "minutes")


def test_what_is_on_record_is_not_missing() -> None:
    there = OnRecord(minutes=True)
    assert not [one for one in standings(dict.fromkeys(KINDS, 0), price=1, there=there) if one.is_missing and one.kind == "minutes"]  # fmt: skip
    missing = [one.kind for one in standings(dict.fromkeys(KINDS, 0), price=1, there=there) if one.is_missing]  # fmt: skip
    assert missing == [kind for kind in KINDS if kind != "minutes"]


def test_every_kind_is_a_fact_on_record() -> None:
    assert set(KINDS) == set(OnRecord.__dataclass_fields__)


def test_of_several_rules_the_lowest_amount_counts() -> None:
    assert strictest([{"minutes": 500, "notice": 9}, {"minutes": 300}, {}]) == {
        "minutes": 300,
        "notice": 9,
    }
