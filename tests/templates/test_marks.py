"""The mark of the house and its square seals."""

import re
from xml.etree import ElementTree as ET

import pytest

from sites.foundation.rendering import STATIC, environment


def test_the_mark_is_the_same_gate_with_the_ring_everywhere() -> None:
    mark = ET.fromstring(_rendered("brand_mark", "38"))  # noqa: S314 - our own text
    icon = ET.fromstring((STATIC / "favicon.svg").read_text())  # noqa: S314 - our own file
    rings = [
        [one.get("stroke") for one in svg.iter() if one.tag.endswith("circle")]
        for svg in (mark, icon)
    ]
    assert rings == [["#b3261e", None], ["#b3261e", None]]
    assert mark.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    "call",
    [
        '"认定", "有效", label="Certified"',
        '"已备案", foot="0188", label="Filed 0188"',
        '"示例", label="Example"',
    ],
)
def test_a_seal_is_square_and_says_itself_in_words(call: str) -> None:
    seal = ET.fromstring(_rendered("seal", call))  # noqa: S314 - our own text
    assert seal.get("role") == "img"
    assert seal.get("aria-label") == call.split('label="')[1].rstrip('"')
    assert not [one for one in seal.iter() if one.tag in {"circle", "ellipse"}]
    assert all(float(one.get("rx", "0")) <= 5 for one in seal.iter("rect"))


def test_the_columns_of_a_seal_are_read_from_the_right() -> None:
    seal = ET.fromstring(_rendered("seal", '"认定", "有效"'))  # noqa: S314 - our own text
    places = {one.text: float(one.get("x", "0")) for one in seal.iter("text")}
    assert places["认"] == places["定"] > places["有"] == places["效"]


def _rendered(name: str, arguments: str) -> str:
    page = f'{{% from "components/{name}.html" import {name} %}}{{{{ {name}({arguments}) }}}}'
    return re.sub(r"\s+", " ", environment().from_string(page).render())
