"""The schematic map on a page: every pin a link that is told apart without colour, nothing a strict page blocks."""

import re
from xml.etree import ElementTree as ET

import pytest

from sites.foundation.language import speaking
from sites.foundation.rendering import environment
from sites.listings.vocabulary import SITE_KINDS
from sites.regions.gazetteer import districts
from sites.regions.schematic import TALL, WIDE, MapPoint, place

STATES = ("fits", "ask", "near", "off")
PAGE = """
{% from "components/map.html" import schematic_map %}
{{ schematic_map(map, pins, "70", counts, tallies, mark) }}
"""


def test_a_map_of_seventy_sites_is_well_formed_and_small() -> None:
    text = _map(pins=_pins(70), counts={"341003": 16})
    assert len(_links(text)) == 70
    assert len(text.encode()) < 60_000


@pytest.mark.parametrize("guarded", [r"\sstyle=", "<script", r"\son\w+=", "https?://"])
def test_a_map_holds_nothing_that_a_strict_policy_blocks(guarded: str) -> None:
    assert not re.search(guarded, _map(pins=_pins(9)))


def test_every_pin_is_a_link_with_a_name_that_says_its_state() -> None:
    with speaking("en"):
        links = _links(_map(pins=_pins(4)))
    assert [link.get("href") for link in links] == [f"/en/sites/S{turn}" for turn in range(4)]
    assert [link.get("aria-label") for link in links] == [
        "S0 示例, fits",
        "S1 示例, needs a reason",
        "S2 示例, one change away",
        "S3 示例, does not fit",
    ]


def test_the_four_states_have_four_silhouettes() -> None:
    shapes = {_silhouette(link) for link in _links(_map(pins=_pins(4)))}
    assert len(shapes) == 4


def test_a_plain_pin_carries_the_character_of_its_kind() -> None:
    points = [
        MapPoint(f"S{turn}", "示例", kind.code, "341002", label=kind.pin)
        for turn, kind in enumerate(SITE_KINDS)
    ]
    links = _links(_map(pins=place(points)))
    assert ["".join(link.itertext()).strip()[-1] for link in links] == [
        kind.pin for kind in SITE_KINDS
    ]


def test_tallies_lead_to_the_sites_of_their_district() -> None:
    (link,) = _links(_map(drawn=TALL, pins=(), tallies={"341024": 4}))
    assert link.get("href") == "/sites?district=341024"
    assert link.get("aria-label") == "祁门县 4"


def test_two_maps_on_a_page_share_no_id() -> None:
    ids = re.findall(
        r'\bid="([^"]+)"', _map(pins=(), mark="a") + _map(drawn=TALL, pins=(), mark="b")
    )
    assert len(ids) == len(set(ids)) == 4


def test_the_map_says_that_it_shows_no_boundaries() -> None:
    assert "示意图，不含行政界线，位置为示例" in _map(pins=())


def _pins(count: int) -> tuple:  # type: ignore[type-arg]
    codes = [district.code for district in districts()]
    return place(
        [
            MapPoint(
                f"S{turn}",
                f"S{turn} 示例",
                "hotel",
                codes[turn % 7],
                label=str(turn),
                state=STATES[turn % 4],
            )
            for turn in range(count)
        ]
    )


def _map(*, drawn=WIDE, pins, counts=None, tallies=None, mark="map") -> str:  # type: ignore[no-untyped-def]
    words = {
        "map": drawn,
        "pins": pins,
        "counts": counts or {},
        "tallies": tallies or {},
        "mark": mark,
    }
    return environment().from_string(PAGE).render(**words)


def _links(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter("a"))  # noqa: S314 - our own text


def _silhouette(link: ET.Element) -> tuple[str, str]:
    seen = (
        part for part in link if part.tag in {"circle", "path"} and part.get("class") != "map-hit"
    )
    shape = next(seen)
    return shape.tag, shape.get("d") or shape.get("r") or ""
