"""Rows 26, 28, 35, 39 and 40 of the catalogue of bad input: files and forms that carry them, sent as no browser would."""

import gc
import io
import re
import struct
import zipfile
from collections.abc import AsyncIterator
from datetime import date

import pytest

from booking import rosters, stays
from booking.rosters.file_model import RosterFile
from booking.stays.models import Paper
from tests.booking.rosters.files import sheets
from tests.factories.people import sign_in_as
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import held

MEGABYTE = 1024 * 1024


@pytest.fixture
async def story(database, client):
    made = await held()
    await sign_in_as(client, made.union.organiser)
    made.path = f"/union/stays/{made.id}/roster/file"
    made.papers = f"/union/stays/{made.id}/papers"
    page = await client.get(made.path)
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found
    made.csrf = found[1]
    return made


async def nothing_is_kept(story) -> None:
    assert await RosterFile.filter(ended_at=None).count() == 0
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    assert (await rosters.roster_of(party)).people == ()


async def sent(client, story, data: bytes, *, name: str = "名单.xlsx"):
    return await client.post(story.path, data={"csrf": story.csrf}, files={"file": (name, data)})


async def test_a_file_of_more_than_six_megabytes_is_refused_with_words_and_not_kept(client, story):
    """Row 26: a byte more than may be, and so much that the form is not even read."""
    for size in (6 * MEGABYTE + 1, 9 * MEGABYTE):
        answer = await sent(client, story, b"\xe7\x8e\x8b\n" * (size // 4 + 1), name="名单.csv")
        assert answer.status_code in (413, 422), size
        assert "Traceback" not in answer.text
    await nothing_is_kept(story)


async def test_a_body_without_end_is_cut_off(client, story):
    """Row 26: chunked, and its sender never stops."""
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        while read < 64:
            read += 1
            yield b"0" * MEGABYTE

    answer = await client.post(
        story.path, content=endless(), headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code in (400, 413)
    assert read < 64, "the whole body was read"
    await nothing_is_kept(story)


def overlapping() -> bytes:
    """A thousand names in the directory that all point to one part: each would be unpacked again."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", sheets.BOOK)
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * MEGABYTE)
    raw = bytearray(data.getvalue())
    first, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry = bytes(raw[raw.index(b"PK\x01\x02", first + 1) : end])
    many = bytes(raw[first:end]) + entry * 300
    tail = bytearray(raw[end:])
    struct.pack_into("<HHI", tail, 8, 302, 302, len(many))
    return bytes(raw[:first]) + many + bytes(tail)


def nested() -> bytes:
    inside = sheets.packed([("a", b"0" * MEGABYTE)])
    return sheets.packed([("xl/workbook.xml", sheets.BOOK), ("inner.zip", inside)])


async def test_archives_within_archives_and_over_each_other_are_no_lists(client, story):
    """Row 28."""
    for make in (overlapping, nested):
        answer = await sent(client, story, make())
        assert answer.status_code == 422, make.__name__
    await nothing_is_kept(story)


async def test_of_five_hundred_rows_every_fault_is_named_by_row_and_no_value_shown(client, story):
    """Row 35: rows 317 and 401 are wrong; nothing is on the list, all the others may be taken."""
    numbers = [resident_number_for(date(1950 + n % 40, 5, 1)) for n in range(499)]
    wrong = {317: numbers[315][:-1], 401: "33010219900230123X"}
    lines = [
        f"示例{chr(0x4E00 + n)},{wrong.get(n + 2, number)}" for n, number in enumerate(numbers)
    ]
    text = "\n".join(["姓名,身份证号", *lines])
    assert (await sent(client, story, text.encode(), name="名单.csv")).status_code == 303
    page = await client.get(story.path)
    assert "cell-317-number" in page.text
    assert "cell-401-number" in page.text
    assert len(set(re.findall(r'name="(cell-\d+-number)"', page.text))) == 2
    assert not [number for number in (*numbers, *wrong.values()) if number in page.text]
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    assert (await rosters.roster_of(party)).people == ()


PICTURES = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "GIF": b"GIF89a" + bytes(20), "HTML": b"<html><script>alert(1)</script>", "nothing": b"",
}  # fmt: skip


async def test_what_is_no_paper_is_refused_by_its_first_bytes(client, story):
    """Row 39."""
    form = {"csrf": story.csrf, "kind": "other"}
    for kind, content in PICTURES.items():
        file = ("a.pdf", content, "application/pdf")
        answer = await client.post(story.papers, data=form, files={"file": file})
        assert answer.status_code == 422, kind
    assert await Paper.all().count() == 0


async def test_a_paper_that_could_run_is_only_ever_handed_out_as_a_download(client, story):
    """Row 39: a PDF with a script, which is a web page too."""
    content = b"%PDF-1.7\n<html><script>alert(1)</script></html>\n/OpenAction << /S /JavaScript >>"
    form = {"csrf": story.csrf, "kind": "other"}
    answer = await client.post(story.papers, data=form, files={"file": ("a.html", content, "text/html")})  # fmt: skip
    assert answer.status_code == 303
    paper = await Paper.all().get()
    handed = await client.get(f"{story.papers}/{paper.public_id}")
    assert handed.headers["content-disposition"].startswith("attachment;")
    assert handed.headers["content-type"] == "application/pdf"
    assert handed.headers["x-content-type-options"] == "nosniff"
    assert paper.shown_name == "a.pdf"


def part(head: str, body: bytes = b"x") -> bytes:
    return f"--b\r\n{head}\r\n\r\n".encode() + body + b"\r\n"


FILE = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
ODD = {
    "two files": part(FILE) + part(FILE),
    "a file where a text belongs": part('Content-Disposition: form-data; name="csrf"; filename="a"'),
    "a part without name": part("Content-Disposition: form-data", b"x"),
    "five thousand heads": part("\r\n".join(f"X-{n}: y" for n in range(5000)) + "\r\n" + FILE),
    "no end": f"--b\r\n{FILE}\r\n\r\nxxxx".encode(),
    "no part": b"",
}  # fmt: skip


# The reader of forms leaves the part that it stopped in to the collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
async def test_forms_that_no_browser_sends_are_refused_and_keep_nothing(client, story):
    """Row 40."""
    sort = {"Content-Type": "multipart/form-data; boundary=b"}
    for kind, parts in ODD.items():
        body = parts + (b"" if kind == "no end" else b"--b--\r\n")
        answer = await client.post(story.path, content=body, headers=sort)
        assert 400 <= answer.status_code < 500, kind
        assert "Traceback" not in answer.text, kind
    gc.collect()
    await nothing_is_kept(story)


async def test_a_boundary_of_two_hundred_characters_is_refused(client, story):
    """Row 40."""
    long = "b" * 200
    body = f"--{long}\r\n{FILE}\r\n\r\nx\r\n--{long}--\r\n".encode()
    answer = await client.post(
        story.path, content=body, headers={"Content-Type": f"multipart/form-data; boundary={long}"}
    )
    assert 400 <= answer.status_code < 500
    await nothing_is_kept(story)
