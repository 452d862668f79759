"""Templates keep the house rules: they compile, stay small, and hold nothing that a strict page blocks."""

import gzip
import re
from pathlib import Path

import pytest

from sites.foundation.rendering import STATIC, STYLES, TEMPLATES, asset, environment
from tests.house.templates import STYLE_FETCHES, faults, read_but_not_passed

MARKUP = sorted(
    file.relative_to(TEMPLATES).as_posix()
    for file in TEMPLATES.rglob("*")
    if file.suffix in {".html", ".txt"} and STATIC not in file.parents
)
COMPONENTS = [name for name in MARKUP if name.startswith("components/")]
SHOWN = [name for name in MARKUP if name.endswith(".html") and not name.startswith("emails/")]
MOST_LINES = {"pages": 100, "components": 60, "layouts": 60}
KILOBYTE = 1000


def read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MARKUP)
def test_every_template_compiles(name):
    environment().get_template(name)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_reads_only_what_it_is_given(name):
    assert read_but_not_passed(read(name)) == set()


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_tells_its_arguments_and_bears_its_file_s_name(name):
    stem = Path(name).stem
    assert read(name).startswith("{#")
    assert f"{stem}(" in read(name).split("#}")[0]
    assert re.search(rf"macro \w*{stem}\(", read(name))


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_holds_nothing_that_its_policy_blocks(name):
    assert faults(read(name)) == []


@pytest.mark.parametrize("name", [name for name in MARKUP if name.split("/")[0] in MOST_LINES])
def test_a_template_stays_small(name):
    assert read(name).count("\n") <= MOST_LINES[name.split("/")[0]]


def test_styles_and_scripts_stay_light():
    scripts = b"".join(file.read_bytes() for file in sorted((STATIC / "js").glob("*.js")))
    assert len(gzip.compress(asset("house.css"))) <= 18 * KILOBYTE
    assert len(gzip.compress(asset("desks.css"))) <= 8 * KILOBYTE
    assert len(gzip.compress(scripts)) <= 45 * KILOBYTE


@pytest.mark.parametrize("sheet", STYLES)
def test_styles_fetch_nothing(sheet):
    assert not STYLE_FETCHES.search(asset(sheet).decode())


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a href="javascript:void(0)">',
        '<button onclick="go()">',
        '<img src="https://example.org/a.png">',
        '<script src="//example.org/a.js"></script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_the_guard_of_pages_bites(bad):
    assert faults(bad)


def test_the_guard_of_components_bites():
    assert read_but_not_passed("{% macro a(b) %}{{ request.path }}{{ b }}{% endmacro %}") == {
        "request"
    }


def test_the_guard_of_styles_bites():
    assert STYLE_FETCHES.search("a { background: url(//example.org/a.png) }")
    assert STYLE_FETCHES.search('@import "b.css";')
