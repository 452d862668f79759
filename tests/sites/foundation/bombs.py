"""Workbooks that would take a machine with them, and what opening one really costs."""

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

from sites.foundation.sheet_child import MEMORY
from sites.foundation.workbook import CHILD
from tests.booking.rosters.files import sheets

MEGABYTE = 1024 * 1024
MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-I", "-c", sys.argv[1], *sys.argv[2:]], stdin=sys.stdin, stdout=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.write(f"{used.ru_maxrss} {used.ru_utime + used.ru_stime}")
sys.stdout.buffer.write(done.stdout)
"""
RUN = "import runpy, sys; child = runpy.run_path({path!r}); child['main'].__globals__.update({changed}); child['main']()"


@dataclass(frozen=True)
class Opened:
    """What the child answered (None where it ended without a word), its most memory and its processor time."""

    answer: dict | None
    kilobytes: int
    seconds: float


def opened(data: bytes, *arguments: str, **changed: int) -> Opened:
    """The child as it is run, or with other limits, under a parent that measures it."""
    return opened_by(RUN, data, *arguments, **changed)


def opened_by(run: str, data: bytes, *arguments: str, **changed: int) -> Opened:
    """By another way to run it."""
    script = run.format(path=str(CHILD), changed=changed)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, script, *arguments], input=data, capture_output=True, check=True
    )  # fmt: skip
    kilobytes, seconds = done.stderr.split()[-2:]
    answer = json.loads(done.stdout) if done.stdout else None
    return Opened(answer, int(kilobytes), float(seconds))


def zeros(megabytes: int) -> bytes:
    """One part that says nothing at great length: a thousandth of it is sent."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", sheets.BOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b"0" * MEGABYTE)
    return data.getvalue()


def lying(megabytes: int) -> bytes:
    """A sheet that its directory calls ten bytes long, with the checksum of those ten."""
    name = b"xl/worksheets/sheet1.xml"
    lines = "<row>" + "0" * MEGABYTE * megabytes + "</row>"
    data = bytearray(sheets.of_sheet(lines))
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name.decode()) as part:
        short = part.read(10)
    for mark, at in ((b"PK\x01\x02", 16), (b"PK\x03\x04", 14)):
        place = data.index(mark)
        while name not in data[place : place + 80]:
            place = data.index(mark, place + 1)
        struct.pack_into("<I", data, place + at, zlib.crc32(short))
        struct.pack_into("<I", data, place + at + 8, len(short))
    return bytes(data)


@cache
def crowd(entries: int) -> bytes:
    return sheets.packed([("xl/workbook.xml", sheets.BOOK.encode()), *((f"{n}.xml", b"") for n in range(entries))])  # fmt: skip


def far_apart(rows: int, column: str = "BH") -> bytes:
    """Two cells: a reader lays out every cell between them."""
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{rows}"><c r="{column}{rows}"><v>1</v></c></row>'
    return sheets.of_sheet(cells)


def laughs(depth: int) -> bytes:
    """Each entity is ten of the one before."""
    told = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(depth))
    prolog = f'<!DOCTYPE l [<!ENTITY l0 "ha">{told}]>'
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>&l{depth};</t></is></c></row>'
    return sheets.of_sheet(cell, prolog=prolog)


MOST_KILOBYTES = MEMORY // 1024
