"""Sheets of an .xlsx that somebody sent, read in a process of its own with little memory and little time."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

MOST_COLUMNS = 60
MOST_SECONDS, MOST_ANSWERED = 12, 64 * 1024 * 1024
CHILD = Path(__file__).with_name("sheet_child.py")


class NotASpreadsheet(Refusal):
    code = "not_a_spreadsheet"
    kind = Kind.BAD_INPUT
    words = N_(
        "This is not a readable .xlsx file. Save the list as .xlsx, without macros or a password."
    )


Rows = Sequence[Sequence[object]]


class Failed(str):
    """A cell in which a formula failed, as its error: whoever reads cells refuses it and never takes it for a text."""

    __slots__ = ()


def first_sheet(data: bytes, *, most_rows: int) -> Rows:
    """Rows of cells of the first visible sheet, at most so many. Refused: NotASpreadsheet. Slow: call it in a thread."""
    return next(iter(_read(data, None, most_rows).values()), [])


def sheets(data: bytes, names: Sequence[str], *, most_rows: int) -> dict[str, Rows]:
    """The named sheets that the file has, in this order. Refused and slow as `first_sheet`."""
    return _read(data, names, most_rows)


def _read(data: bytes, names: Sequence[str] | None, most_rows: int) -> dict[str, Rows]:
    try:
        answer = json.loads(_asked(data, str(most_rows), json.dumps(names)))
    except ValueError:  # it ran out of memory or time before it could say so
        raise NotASpreadsheet from None
    if "no" in answer:
        raise NotASpreadsheet
    return {name: _rows(rows) for name, rows in answer["sheets"].items()}


def _asked(data: bytes, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", str(CHILD), *arguments], input=data, env={}, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if len(done.stdout) <= MOST_ANSWERED else b""


def _rows(rows: Sequence[Sequence[Any]]) -> Rows:
    return [[_cell(told) for told in row] for row in rows]


_KINDS: dict[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds), "failed": Failed,
}  # fmt: skip


def _cell(told: Any) -> object:
    if not isinstance(told, dict):
        return told
    ((kind, value),) = told.items()
    return _KINDS[kind](value)
