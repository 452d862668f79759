"""Rows of a file that waits, as they are kept: sealed together in the place of their own row alone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from booking.rosters.files.rows import FileRead, FileRow
from sites.foundation import sealing

ENDED = {"rows_sealed": "", "notes": {}, "name": "", "digest": "", "sheet": ""}


def sealed_rows(table: str, own: str, rows: Iterable[FileRow]) -> str:
    text = json.dumps([one.stored() for one in rows], ensure_ascii=False)
    return sealing.seal(text, place=_place(table, own))


def opened_rows(table: str, own: str, kept: str) -> list[FileRow]:
    text = sealing.unseal(kept, place=_place(table, own))
    return [FileRow(**one) for one in json.loads(text)]


def mended_rows(
    rows: Iterable[FileRow], cells: Mapping[tuple[int, str], str], without: Sequence[int]
) -> list[FileRow]:
    """Other texts in cells of rows that stay, and rows left out."""
    kept = {one.line: one for one in rows if one.line not in {*without}}
    for (line, name), text in cells.items():
        if line in kept:
            kept[line] = kept[line].mended(name, text)
    return [*kept.values()]


def notes_of(read: FileRead) -> dict[str, Any]:
    """What is told of the file beside its rows."""
    return {
        "columns": dict(read.columns), "others": [*read.others][:5], "unread": [one[:40] for one in read.unread][:10],
    }  # fmt: skip


def _place(table: str, own: str) -> str:
    return f"{table}|{own}|rows"
