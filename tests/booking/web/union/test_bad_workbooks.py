"""Rows 27 to 34, 36, 37 and 38 of the catalogue of bad input: workbooks and texts that no list comes from, sent through the page."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from booking import rosters, stays
from booking.rosters.file_model import RosterFile
from booking.rosters.files.opening import WHY
from booking.stays.models import Paper
from sites.foundation.language import _
from tests.booking.rosters.files import sheets
from tests.booking.web.union.test_bad_files import nothing_is_kept, sent
from tests.factories.people import sign_in_as
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import held
from tests.sites.foundation import bombs

SOUND = resident_number_for(date(1980, 5, 1))
ROWS = [sheets.HEAD, ("示例甲", SOUND, "")]


@pytest.fixture
async def story(database, client):
    made = await held()
    await sign_in_as(client, made.union.organiser)
    made.path = f"/union/stays/{made.id}/roster/file"
    made.papers = f"/union/stays/{made.id}/papers"
    found = re.search(r'name="csrf" value="([^"]+)"', (await client.get(made.path)).text)
    assert found
    made.csrf = found[1]
    return made


async def refused(client, story, data: bytes, why: str, *, name: str = "名单.xlsx") -> None:
    """Told in words at the field, and nothing kept."""
    answer = await sent(client, story, data, name=name)
    assert answer.status_code == 422
    assert _(WHY[why]) in answer.text
    assert "Traceback" not in answer.text
    await nothing_is_kept(story)


async def page_of(client, story, data: bytes, *, name: str = "名单.xlsx") -> str:
    """The page of a file that was read."""
    answer = await sent(client, story, data, name=name)
    assert answer.status_code == 303, answer.text
    return (await client.get(story.path)).text


def locked() -> bytes:
    """The marks of a part that needs a password."""
    data = bytearray(sheets.packed([("content.xml", b"x")]))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


OTHERS = {
    "a web page": (b"<html><body>list</body></html>", "format"),
    "any archive": (sheets.packed([("readme.txt", b"x")]), "format"),
    "an encrypted workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "format"),
    "a part with a password": (locked(), "locked"),
    "a workbook with macros": (sheets.xlsx(ROWS, extra=[("xl/vbaProject.bin", b"x")]), "macro"),
}


@pytest.mark.parametrize("kind", OTHERS)
async def test_what_only_calls_itself_a_workbook_is_not_opened(client, story, kind):
    """Row 27."""
    await refused(client, story, *OTHERS[kind])


@pytest.mark.parametrize("make", [sheets.xls, sheets.ods], ids=["xls", "ods"])
async def test_another_programs_list_is_read_whatever_its_name_ends_in(client, story, make):
    """Row 27: what counts is what a file is."""
    assert "示例甲" in await page_of(client, story, make(ROWS))


async def test_a_text_that_calls_itself_a_workbook_is_read_as_text(client, story):
    """Row 27."""
    assert "示例甲" in await page_of(client, story, "姓名\n示例甲".encode())


BOMBS = {
    "zeros": (lambda: bombs.zeros(120), "too_big"),
    "a directory that lies": (lambda: bombs.lying(120), "format"),
    "40,000 entries": (lambda: bombs.crowd(40_000), "too_big"),
    "a way out of the folder": (lambda: sheets.xlsx(ROWS, extra=[("../x", b"x")]), "format"),
}


@pytest.mark.parametrize("kind", BOMBS)
async def test_a_bomb_is_refused_on_the_page(client, story, kind):
    """Row 28. What it costs is measured in tests/sites/foundation/test_bombs.py."""
    make, why = BOMBS[kind]
    await refused(client, story, make(), why)


@contextmanager
def listening() -> Iterator[tuple[int, list[int]]]:
    """A port of this machine, and who knocked."""
    knocked: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        over = threading.Event()

        def answer() -> None:
            while not over.is_set():
                try:
                    server.accept()[0].close()
                    knocked.append(1)
                except TimeoutError:
                    continue

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield server.getsockname()[1], knocked
        finally:
            over.set()
            thread.join()


async def test_what_declares_entities_is_refused_and_nobody_outside_is_asked(client, story):
    """Row 29."""
    with listening() as (port, knocked):
        outside = f"http://127.0.0.1:{port}/x"
        for prolog in (
            f'<!DOCTYPE l [<!ENTITY a SYSTEM "{outside}">]>',
            f'<!DOCTYPE l SYSTEM "{outside}">',
            f'<!DOCTYPE l [<!ENTITY % a SYSTEM "{outside}"> %a;]>',
            '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        ):
            await refused(client, story, sheets.xlsx(ROWS, prolog=prolog), "entities")
        await refused(client, story, bombs.laughs(9), "entities")
    assert knocked == []


async def test_a_link_to_another_workbook_is_not_followed(client, story):
    """Row 29."""
    with listening() as (port, knocked):
        relation = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="http://127.0.0.1:{}/x.xlsx" TargetMode="External"/></Relationships>'  # fmt: skip
        extra = [("xl/externalLinks/_rels/externalLink1.xml.rels", relation.format(port).encode())]
        assert "示例甲" in await page_of(client, story, sheets.xlsx(ROWS, extra=extra))
    assert knocked == []


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def listed(*rows: str, **more: str) -> bytes:
    """Rows of XML under the usual headings."""
    head = "".join(
        cell(f"{letter}1", words) for letter, words in zip("ABC", sheets.HEAD, strict=True)
    )
    return sheets.of_sheet(f'<row r="1">{head}</row>' + "".join(rows), **more)


async def test_a_million_rows_that_are_only_coloured_are_no_people(client, story):
    """Row 30: as an office program leaves it when a whole column is given a format."""
    empty = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(3, 400_000))
    page = await page_of(client, story, listed(f'<row r="2">{cell("A2", "示例甲")}</row>', empty))
    assert "示例甲" in page


async def test_a_sheet_that_says_it_is_as_large_as_can_be_is_read_by_what_it_has(client, story):
    """Row 30."""
    front = '<dimension ref="A1:XFD1048576"/>'
    data = listed(f'<row r="2">{cell("A2", "示例甲")}</row>', front=front)
    assert "示例甲" in await page_of(client, story, data)


async def test_sixteen_thousand_columns_are_refused_and_so_is_the_last_corner(client, story):
    """Row 30."""
    wide = listed(f'<row r="2">{cell("A2", "示例甲")}{cell("XFD2", "x")}</row>')
    await refused(client, story, wide, "too_wide")
    corner = listed(f'<row r="1048576">{cell("XFD1048576", "x")}</row>')
    await refused(client, story, corner, "too_big")


async def test_a_formula_is_never_reckoned_and_its_error_is_the_rows(client, story):
    """Row 31: what stands in the cell is what the sender's own program last put there."""
    rows = (
        f'<row r="2">{cell("A2", "示例甲")}<c r="B2"><f>1+1</f><v>2</v></c></row>',
        '<row r="3"><c r="A3" t="e"><f>cmd|&apos;/c calc&apos;!A1</f><v>#REF!</v></c></row>',
        f'<row r="4">{cell("A4", "=HYPERLINK(&quot;http://x&quot;)")}</row>',
        f'<row r="5">{cell("A5", "@SUM(1)")}</row>',
    )
    page = await page_of(client, story, listed(*rows))
    for name in ("cell-2-number", "cell-3-name", "cell-4-name", "cell-5-name"):
        assert name in page, name
    party = (await stays.page_of(story.id, by=story.union.organiser)).party_id
    assert (await rosters.roster_of(party)).people == ()


async def test_a_number_that_lost_digits_is_pointed_out_and_never_guessed(client, story):
    """Row 32."""
    page = await page_of(client, story, listed(f'<row r="2">{cell("A2", "示例甲")}<c r="B2"><v>1.10105194912310E+17</v></c></row>'))  # fmt: skip
    assert "cell-2-number" in page
    assert "110105194912310" not in page
    typed = await page_of(client, story, "姓名,身份证号\n示例甲,1.10105E+17".encode(), name="a.csv")
    assert "cell-2-number" in typed


async def test_merged_headings_hidden_rows_and_empty_lines_are_read_by_their_place(client, story):
    """Row 34: nothing that a sheet hides is taken unseen, and a place is that of the file."""
    rows = (
        f'<row r="1">{cell("A1", "示例公司名单")}</row>',
        f'<row r="2">{cell("A2", "姓名")}{cell("B2", "身份证号码")}</row>', '<row r="3"/>',
        f'<row r="5" hidden="1">{cell("A5", "示例乙")}</row>',
        f'<row r="9">{cell("A9", "示例丙")}{cell("B9", "1")}</row>',
    )  # fmt: skip
    merged = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>'
    page = await page_of(client, story, sheets.of_sheet("".join(rows), back=merged))
    assert "示例乙" in page
    assert "cell-9-number" in page


async def test_a_list_on_the_second_sheet_is_read_and_a_hidden_one_never(client, story):
    """Row 34: the first sheet that is seen and holds anything; the others are named."""
    shown = sheets.BOOK.replace(' state="hidden"', "")
    page = await page_of(client, story, sheets.of_sheet("", book=shown))
    assert "不应读到" in page
    again = await page_of(client, story, sheets.xlsx(ROWS))
    assert "不应读到" not in again


@pytest.mark.parametrize("head", ["职员,证件", "姓名,身份证,身份证号"])
async def test_headings_that_are_missing_or_there_twice_are_told(client, story, head):
    """Row 34."""
    answer = await sent(client, story, f"{head}\n示例甲,1,2".encode(), name="a.csv")
    assert answer.status_code == 422
    await nothing_is_kept(story)


async def test_the_same_file_sent_twice_waits_once_with_what_was_mended(client, story):
    """Row 36."""
    data = f"姓名,身份证号\n示例甲,{SOUND[:-1]}".encode()
    page = await page_of(client, story, data, name="a.csv")
    assert "cell-2-number" in page
    mended = await client.submit(story.path, f"{story.path}/cells", **{"cell-2-number": SOUND})
    assert mended.status_code == 303
    assert "cell-2-number" not in await page_of(client, story, data, name="a.csv")
    assert await RosterFile.all().count() == 1


async def test_of_two_files_sent_at_once_one_waits(client, story):
    """Row 36."""
    texts = [f"姓名\n示例{one}".encode() for one in "甲乙"]
    answers = await asyncio.gather(*(sent(client, story, text, name="a.csv") for text in texts))
    assert {one.status_code for one in answers} <= {303, 409}
    assert await RosterFile.filter(ended_at=None).count() == 1
    page = (await client.get(story.path)).text
    assert ("示例甲" in page) != ("示例乙" in page)


MIXED = "姓名,部门\n".encode("gb18030") + "李明,工会\n".encode()
TEXTS = {
    "GB18030": "姓名;身份证号\n示例甲;\n".encode("gb18030"), "UTF-8 with a mark": "姓名\n示例甲".encode("utf-8-sig"),
    "UTF-16": "姓名\t手机\n示例甲\t".encode("utf-16"), "a line in quotes": '姓名,备注\n示例甲,"一\n二"'.encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
async def test_a_text_is_read_in_whichever_code_it_was_written(client, story, kind):
    """Row 37."""
    assert "示例甲" in await page_of(client, story, TEXTS[kind], name="a.csv")


@pytest.mark.parametrize(
    ("data", "why"), [(MIXED, "encoding"), (b"a\x00b", "format"), (b"\xff\xe9,\xff", "encoding")]
)
async def test_a_text_in_two_codes_or_in_none_is_refused(client, story, data, why):
    """Row 37."""
    await refused(client, story, data, why, name="a.csv")


NAMES = {
    "a path": "..\\..\\x.pdf", "a head": 'a"b\r\nX: y.pdf', "turned": "cod\u202exslx.exe",
    "long": "长" * 300 + ".pdf", "nothing": "\u202e.pdf",
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
async def test_no_name_of_a_file_leads_anywhere(client, story, kind, tmp_path):
    """Row 38: kept under a random name, handed out under a plain one."""
    file = (NAMES[kind], b"%PDF-1.7\n", "application/pdf")
    form = {"csrf": story.csrf, "kind": "other"}
    answer = await client.post(story.papers, data=form, files={"file": file})
    assert answer.status_code == 303
    paper = await Paper.all().get()
    assert re.fullmatch(r"[0-9a-z]{20,}(\.\w+)?", paper.stored_name)
    assert len(paper.shown_name) <= 90
    assert not re.search(r'[\\/"\r\n\u202e]', paper.shown_name)
    handed = await client.get(f"{story.papers}/{paper.public_id}")
    assert handed.status_code == 200
    assert "X" not in handed.headers
    assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%()-]+", handed.headers["content-disposition"])  # fmt: skip
