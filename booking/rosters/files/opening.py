"""A spreadsheet that somebody sent, opened in a process of its own with little memory and little time."""

import asyncio
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_, _
from sites.foundation.workbook import CHILD

MOST_SECONDS, MOST_ANSWERED = 10.0, 4 * 1024 * 1024
MOST_AT_ONCE = 3
MOST_TOLD, LONGEST_LINE = 200, 80
# Called with the stage (parts | cells | rows), how much of it is done, and of how much.
Heard = Callable[[str, int, int], None]
WHY = {
    "format": N_("The file is none of .xlsx, .xls, .ods or .csv, or it is damaged. Save the list as .xlsx and send it again."),
    "macro": N_("The file contains macros. Save it as .xlsx without macros."),
    "locked": N_("The file is protected by a password. Save it without one."),
    "entities": N_("The file declares things of its own that no list needs. Save it anew as .xlsx."),
    "encoding": N_("The characters of this text file are neither UTF-8 nor GB18030. Save the list as .xlsx."),
    "empty": N_("The file names nobody."),
    "too_big": N_("Unpacked, the file is too big. Copy the list alone into a new workbook."),
    "too_wide": N_("The sheet has more than 60 columns. Copy the list alone into a new workbook."),
    "too_long": N_("The sheet has more than 500 people. Split the list."),
}  # fmt: skip
_running: list[None] = []


class FileUnreadable(Refusal):
    code = "roster_file_unreadable"
    kind = Kind.BAD_INPUT
    words = N_("The file was not read. %(why)s")


class ReaderBusy(Refusal):
    code = "roster_reader_busy"
    kind = Kind.BUSY
    words = N_("Several files are being read just now. Send yours again in a moment.")


@dataclass(frozen=True, slots=True)
class Number:
    """A cell that the spreadsheet keeps as a number, written out."""

    text: str


Cell = str | Number
Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that have something in them, under their numbers in the file. `others` are sheets that were not read."""

    sheet: str
    others: tuple[str, ...]
    rows: tuple[Row, ...]


async def open_table(data: bytes, heard: Heard | None = None) -> Table:
    """The first visible sheet with anything in it. Refused: FileUnreadable with its reason, ReaderBusy."""
    if len(_running) >= MOST_AT_ONCE:
        raise ReaderBusy
    _running.append(None)
    try:
        answer = json.loads(await _asked(data, heard))
    except ValueError:  # it ran out of memory or time before it could say so
        raise unreadable("too_big") from None
    finally:
        _running.pop()
    if "no" in answer:
        raise unreadable(answer["no"])
    rows = tuple((number, tuple(map(_cell, cells))) for number, cells in answer["rows"])
    return Table(answer["sheet"], tuple(answer["others"]), rows)


def unreadable(why: str) -> FileUnreadable:
    return FileUnreadable(why=_(WHY[why]), field="file")


async def _asked(data: bytes, heard: Heard | None) -> bytes:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(CHILD), env={}, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE if heard else asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = await asyncio.wait_for(_answer(child, data, heard), MOST_SECONDS)
    except TimeoutError:
        told = b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return told if len(told) <= MOST_ANSWERED else b""


async def _answer(child: asyncio.subprocess.Process, data: bytes, heard: Heard | None) -> bytes:
    if heard is None or child.stderr is None:
        return (await child.communicate(data))[0]
    lines, child.stderr = child.stderr, None  # or `communicate` would read it too
    told, _ = await asyncio.gather(child.communicate(data), _listen(lines, heard))
    return told[0]


async def _listen(lines: asyncio.StreamReader, heard: Heard) -> None:
    """What the child says of how far it is, each line a stage and two numbers; it may not say much, nor make anything of it."""
    left = MOST_TOLD
    while piece := await lines.read(LONGEST_LINE * MOST_TOLD):
        for line in piece.split(b"\n")[:left]:
            left -= 1
            if found := re.fullmatch(rb"(parts|cells|rows) ([0-9]{1,6}) ([0-9]{1,6})", line):
                heard(found[1].decode(), int(found[2]), int(found[3]))


def _cell(told: str | dict[str, str]) -> Cell:
    return told if isinstance(told, str) else Number(told["number"])
