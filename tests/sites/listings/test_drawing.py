"""Drawings of places: always the same, all different, and nothing in them that a strict page would block."""

import re
import subprocess
import sys
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest

from sites.listings.drawing import KINDS, PALETTES, draw, draw_hero, palette_for
from sites.listings.vocabulary import SITE_KINDS

SCENES = [(kind, palette) for kind in KINDS for palette in PALETTES]
GUARDED = re.compile(
    r"style=|<style|<script|\son\w+=|javascript:|https?://(?!www\.w3\.org/2000/svg)"
)


def test_every_kind_of_site_has_a_scene() -> None:
    assert set(KINDS) == {kind.code for kind in SITE_KINDS}


@pytest.mark.parametrize(("kind", "palette"), SCENES)
def test_a_drawing_is_well_formed_and_small(kind: str, palette: str) -> None:
    text = draw(kind, palette, "HS-001")
    assert _parsed(text).get("viewBox") == "0 0 640 360"
    assert 1_500 < len(text.encode()) < 12_000


@pytest.mark.parametrize(("kind", "palette"), SCENES)
def test_a_drawing_holds_nothing_that_a_strict_policy_blocks(kind: str, palette: str) -> None:
    assert not GUARDED.search(draw(kind, palette, "HS-001"))


@pytest.mark.parametrize(
    "bad",
    ['<path style="fill:red"/>', "<script/>", '<a onclick="x"/>', '<image href="https://x.cn/a"/>'],
)
def test_the_guard_against_blocked_markup_bites(bad: str) -> None:
    assert GUARDED.search(draw("hotel", "mist", "HS-001").replace("</svg>", bad + "</svg>"))


def test_every_reference_leads_to_an_id_of_the_same_drawing() -> None:
    for text in (*(draw(kind, "dusk", "HS-002") for kind in KINDS), draw_hero()):
        wanted = set(re.findall(r'(?:url\(|href=")#([^)"]+)', text))
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert wanted <= set(ids)
        assert len(ids) == len(set(ids))


def test_two_drawings_on_a_page_share_no_id() -> None:
    texts = [draw(kind, palette, "HS-001") for kind, palette in SCENES]
    texts += [draw("hotel", "mist", f"HS-{number}") for number in range(70)]
    texts += [draw("hotel", "mist", "HS-001", grey=True), draw_hero()]
    ids = [name for text in texts for name in re.findall(r'\bid="([^"]+)"', text)]
    assert len(ids) == len(set(ids))


def test_every_kind_palette_and_seed_gives_another_picture() -> None:
    texts = {draw(kind, palette, seed) for kind, palette in SCENES for seed in ("HS-001", "HS-002")}
    shapes = {re.sub(r'"#?d\w{5}\d+\w?"|url\([^)]*\)|#[0-9A-F]{6}', "", text) for text in texts}
    assert len(texts) == len(SCENES) * 2
    assert len(shapes) == len(KINDS) * 2


def test_the_same_arguments_give_the_same_bytes_in_every_process() -> None:
    code = (
        "from hashlib import sha256; from sites.listings.drawing import *; "
        "print(sha256(''.join(draw(k, palette_for(k), 'HS-007') for k in KINDS).encode()).hexdigest())"
    )
    here = "".join(draw(kind, palette_for(kind), "HS-007") for kind in KINDS)
    for hash_seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == sha256(here.encode()).hexdigest()


def test_a_wide_box_sees_more_land_and_a_square_one_cuts_the_sides() -> None:
    wide = _parsed(draw("village", "dusk", "HS-003", width=1200, height=370))
    square = _parsed(draw("village", "dusk", "HS-003", width=200, height=200))
    assert (wide.get("width"), wide.get("height"), wide.get("viewBox")) == (
        "1200",
        "370",
        "0 0 1168 360",
    )
    assert (square.get("viewBox"), square.get("preserveAspectRatio")) == (
        "0 0 480 360",
        "xMidYMid slice",
    )


@pytest.mark.parametrize(("kind", "palette"), SCENES)
def test_a_grey_drawing_keeps_its_forms_and_loses_its_colours(kind: str, palette: str) -> None:
    plain, grey = (draw(kind, palette, "HS-004", grey=grey) for grey in (False, True))
    assert _paths(plain) == _paths(grey)
    assert max(map(_saturation, _colours(grey))) < 24 < max(map(_saturation, _colours(plain)))


def test_an_unknown_kind_or_palette_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("castle", "mist", "HS-001")
    with pytest.raises(KeyError):
        draw("hotel", "neon", "HS-001")


def test_seeds_share_out_the_palettes() -> None:
    assert {palette_for(f"HS-{number:03d}") for number in range(70)} == set(PALETTES)
    assert palette_for("HS-001") == palette_for("HS-001")


def test_the_wide_scene_of_the_home_page_is_one_picture() -> None:
    assert _parsed(draw_hero(1440, 507)).get("viewBox") == "0 0 1760 620"
    assert draw_hero() == draw_hero()
    assert len(draw_hero().encode()) < 20_000


def _parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own text, made a line above


def _paths(text: str) -> list[str]:
    return re.findall(r'\bd="([^"]+)"', text)


def _colours(text: str) -> list[str]:
    return re.findall(r"#([0-9A-F]{6})", text)


def _saturation(colour: str) -> int:
    channels = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels)
