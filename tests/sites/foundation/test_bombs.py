"""A bomb goes off in the child, whoever asked it: within its memory and its time, and with an answer for people."""

import resource

import pytest

from sites.foundation.sheet_child import SECONDS
from sites.foundation.workbook import NotASpreadsheet, first_sheet
from tests.sites.foundation import bombs

LIST: tuple[str, ...] = ()
BOOK = ("100", "null")
BOMBS = {
    "zeros": lambda: bombs.zeros(120),
    "a directory that lies": lambda: bombs.lying(120),
    "100,000 entries": lambda: bombs.crowd(100_000),
    "cells far apart": lambda: bombs.far_apart(1_048_576),
    "cells at the last corner": lambda: bombs.far_apart(1_048_576, "XFD"),
    "a billion laughs": lambda: bombs.laughs(9),
}


@pytest.mark.parametrize("mode", [LIST, BOOK], ids=["list", "book"])
@pytest.mark.parametrize("kind", BOMBS)
def test_no_bomb_takes_more_than_the_childs_memory_and_time(kind, mode):
    found = bombs.opened(BOMBS[kind](), *mode)
    assert found.answer is None or "no" in found.answer
    assert found.kilobytes <= bombs.MOST_KILOBYTES
    assert found.seconds <= SECONDS + 1


@pytest.mark.parametrize("kind", BOMBS)
def test_whoever_sent_one_is_told_and_the_parent_does_not_grow(kind):
    data = BOMBS[kind]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotASpreadsheet):
        first_sheet(data, most_rows=100)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_without_its_memory_cap_the_child_would_lay_out_every_cell():
    """The control: the same two cells with a cap and without one."""
    data = bombs.far_apart(120_000)
    capped = bombs.opened(data, *BOOK, MEMORY=130 * bombs.MEGABYTE)
    free = bombs.opened(data, *BOOK, MEMORY=-1)
    assert capped.answer is None or "no" in capped.answer
    assert capped.kilobytes <= 130 * 1024
    assert free.answer
    assert "sheets" in free.answer
    assert free.kilobytes > 130 * 1024


def test_without_the_look_at_its_parts_the_child_would_read_what_declares_entities():
    data = bombs.laughs(2)
    assert bombs.opened(data, *BOOK).answer == {"no": "entities"}
    changed = bombs.RUN.replace("child['main']()", "child['main'].__globals__.update(declares=lambda piece: False); child['main']()")  # fmt: skip
    assert bombs.opened_by(changed, data, *BOOK).answer != {"no": "entities"}
