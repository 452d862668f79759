"""Templates are compiled once for all processes, and anew when something has changed."""

from pathlib import Path
from unittest.mock import patch

import pytest
from jinja2 import DictLoader, Environment

from sites.foundation.rendering import CompiledTemplates


def drawn(folder: Path, source: str) -> str:
    """By a process of its own: nothing is in memory."""
    fresh = Environment(
        loader=DictLoader({"page.html": source}),
        bytecode_cache=CompiledTemplates(folder),
        autoescape=True,
    )
    return fresh.get_template("page.html").render(name="示例")


def test_the_next_process_compiles_nothing(tmp_path: Path) -> None:
    first = drawn(tmp_path / "kept", "<p>{{ name }}</p>")

    with patch.object(Environment, "compile", side_effect=AssertionError("compiled again")):
        assert drawn(tmp_path / "kept", "<p>{{ name }}</p>") == first == "<p>示例</p>"


def test_a_changed_source_is_compiled_anew(tmp_path: Path) -> None:
    drawn(tmp_path, "<p>{{ name }}</p>")

    assert drawn(tmp_path, "<b>{{ name }}</b>") == "<b>示例</b>"


def test_another_jinja_compiles_anew(tmp_path: Path) -> None:
    drawn(tmp_path, "<p>{{ name }}</p>")

    with (
        patch("sites.foundation.rendering.version", return_value="0"),
        patch.object(Environment, "compile", side_effect=ZeroDivisionError),
        pytest.raises(ZeroDivisionError),
    ):
        drawn(tmp_path, "<p>{{ name }}</p>")


def test_pages_are_drawn_where_nothing_may_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "missing" / "folder"

    assert drawn(folder, "<p>{{ name }}</p>") == "<p>示例</p>"
    assert not folder.exists()
