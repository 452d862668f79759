"""Files from anywhere: which are read, which are refused before they do harm, and that nothing of them is guessed."""

import io
import resource
import time
import zipfile

import pytest

from booking.rosters.files.opening import WHY, FileUnreadable, Number, open_table
from booking.rosters.files.reading import read_file, shown_name
from sites.foundation.errors import Refusal
from sites.foundation.language import _
from tests.booking.rosters.files import sheets

SOUND = "11010519491231002X"
RARE = "昇堃喆珺祎玥翀龑䶮㛃𬱖"
ROWS = [sheets.HEAD, (RARE, SOUND, 13800001234)]
MAKERS = (sheets.xlsx, sheets.ods, sheets.xls)
BOMB = b"0" * 1024 * 1024


async def why(data: bytes) -> str:
    with pytest.raises(FileUnreadable) as refused:
        await read_file(data, "名单.xlsx")
    return next(code for code, words in WHY.items() if _(words) == refused.value.params["why"])


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
async def test_workbooks_of_other_writers_are_read_with_rare_characters_and_without_hidden_sheets(
    make,
):
    sent = await read_file(make(ROWS), "名单")
    assert [(row.line, dict(row.fields), dict(row.spoilt)) for row in sent.read.rows] == [
        (2, {"name": RARE, "number": SOUND, "phone": "13800001234"}, {})
    ]
    assert sent.read.sheet == "名单"


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
async def test_an_id_number_kept_as_a_number_is_never_guessed(make):
    sent = await read_file(make([sheets.HEAD, ("王", 330102199001011234.0, "")]), "名单")
    assert dict(sent.read.rows[0].spoilt) == {"number": "number"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_text_files_keep_every_character(encoding, delimiter):
    lines = [delimiter.join(row) for row in (sheets.HEAD, (RARE, SOUND, '"138 0000\n1234"'))]
    sent = await read_file("\r\n".join(lines).encode(encoding), "名单.csv")
    assert sent.read.rows[0].fields["name"] == RARE
    assert sent.read.rows[0].fields["phone"] == "138 0000 1234"


async def test_characters_that_gb18030_once_kept_in_private_places_come_back():
    sent = await read_file("姓名\n".encode("gb18030") + b"\xcd\xf5\xfe\x59", "名单.csv")
    assert sent.read.rows[0].fields["name"] == "王\u9fb4"


async def test_a_spreadsheet_s_power_of_ten_in_a_text_file_is_a_lost_number():
    sent = await read_file("姓名,身份证号\n王,3.30102E+17".encode(), "名单.csv")
    assert sent.read.rows[0].spoilt == {"number": "number"}


UNFIT = {
    "web page": b"<html><body>list</body></html>", "PDF": b"%PDF-1.4", "NUL": b"a,b\x00c", "cut": sheets.xlsx(ROWS)[:900],
    "any zip": sheets.packed([("readme.txt", b"x")]), "parent": sheets.xlsx(ROWS, extra=[("../x", b"x")]),
    "compound": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "latin": b"\xff\xe9,\xff",
}  # fmt: skip


@pytest.mark.parametrize("kind", UNFIT)
async def test_what_is_no_list_is_refused(kind):
    with pytest.raises(Refusal):
        await read_file(UNFIT[kind], "x.xlsx")


async def test_macros_passwords_and_declared_entities_are_named():
    macro = sheets.xlsx(ROWS, extra=[("xl/vbaProject.bin", b"x")])
    locked = bytearray(sheets.packed([("content.xml", b"x")]))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert await why(macro) == "macro"
    assert await why(bytes(locked)) == "locked"
    assert await why(sheets.xlsx(ROWS, prolog=laughs)) == "entities"


async def test_an_entity_that_names_a_file_is_refused_too():
    outside = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert await why(sheets.xlsx(ROWS, prolog=outside)) == "entities"


@pytest.mark.proof
async def test_a_bomb_goes_off_in_the_child_within_its_time_and_memory(proof):
    megabytes = proof.size("bomb_megabytes", small=120, full=10_000)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", sheets.BOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(BOMB)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    assert await why(data.getvalue()) == "too_big"
    spent = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - own
    assert grown < 64 * 1024
    proof.found(own_seconds=round(spent, 2), own_kilobytes=grown)


async def test_without_its_limit_the_child_would_unpack_all_of_it(monkeypatch):
    from sites.foundation import sheet_child as child

    data = sheets.packed([("xl/worksheets/sheet1.xml", BOMB * 60)])
    with pytest.raises(child.Unfit):
        child.demand_harmless(data)
    monkeypatch.setattr(child, "MOST_UNPACKED", 1 << 40)
    child.demand_harmless(data)


async def test_many_entries_wide_and_long_sheets_are_refused():
    entries = sheets.packed([(f"{n}.xml", b"") for n in range(600)])
    wide = "姓名" + "," * 70 + "x\n王"
    assert await why(entries) == "too_big"
    assert await why(wide.encode()) == "too_wide"
    assert await why(("姓名\n" + "王\n" * 501).encode()) == "too_long"


async def test_a_title_over_the_headings_and_unknown_columns_are_passed_over():
    text = (
        "示例公司疗休养名单\n\n序号,姓名（必填）,工号,手机\n1,王,A7,138 0000 1234\n\n,,,\n2,李,A8,"
    )
    sent = await read_file(text.encode(), "名单.csv")
    assert [(row.line, row.fields["name"]) for row in sent.read.rows] == [(4, "王"), (7, "李")]
    assert sent.read.columns == {"name": "B", "phone": "D"}
    assert sent.read.unread == ("序号", "工号")


@pytest.mark.parametrize("text", ["王,138", "姓名,身份证,身份证号\n王,,"])
async def test_no_heading_or_one_twice_is_refused(text):
    with pytest.raises(Refusal) as refused:
        await read_file(text.encode(), "名单.csv")
    assert refused.value.code in {"roster_headings_missing", "roster_heading_twice"}


async def test_numbers_of_cells_are_told_apart_from_text():
    table = await open_table(sheets.xlsx([("姓名", 12, 1.5)]))
    assert table.rows == ((1, ("姓名", Number("12"), Number("1.50000E+00"))),)


async def test_the_child_says_how_far_it_is_and_the_last_row_is_the_last_word():
    heard: list[tuple[str, int, int]] = []
    rows = [sheets.HEAD, *[(f"示例{chr(0x4E00 + n)}", "", "") for n in range(300)]]
    await open_table(sheets.xlsx(rows), lambda *told: heard.append(told))
    assert [*dict.fromkeys(stage for stage, _done, _total in heard)] == ["parts", "cells", "rows"]
    assert heard[-1] == ("rows", 301, 301)
    assert len(heard) < 60


def test_a_file_s_name_is_shown_without_what_hides_or_leads_elsewhere():
    assert shown_name("..\\..\\名单.xlsx") == "名单.xlsx"
    assert shown_name('a"b\r\nX: y\u202e.xlsx') == 'a"bX: y.xlsx'
    assert len(shown_name("长" * 300 + ".xlsx")) == 80


@pytest.mark.proof
async def test_five_hundred_people_are_read_in_under_ten_seconds(proof):
    people = proof.size("roster_rows", small=500, full=500)
    sent = await read_file(sheets.xlsx([sheets.HEAD, *[(f"示例{chr(0x4E00 + n)}", SOUND, "") for n in range(people)]]), "x")  # fmt: skip
    assert len(sent.read.rows) == people
    assert sent.milliseconds < 10_000
    proof.found(milliseconds=sent.milliseconds)
