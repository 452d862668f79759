"""A cell in which a formula failed is never an empty one: in all three formats, whoever asks the child, and by its place."""

import struct
from contextlib import suppress

import pytest

from booking.money import grid_of
from booking.money.statements.columns import guessed
from booking.money.statements.rows import lines_of
from booking.people.union_sheet import read_union_sheet
from booking.quotas.sheet import columns as quota_columns
from booking.quotas.sheet import read_quota_sheet
from booking.receptions.group_sheet import columns as group_columns
from booking.receptions.group_sheet import read_group_sheet
from booking.rosters.files.cells import CellIsError
from booking.rosters.files.judging import judge_file
from booking.rosters.files.reading import read_file
from sites.foundation import sheet_child
from sites.foundation.biff_errors import failed_in_xls
from sites.foundation.sheet_errors import NEVER, errors_of
from sites.foundation.workbook import Failed, first_sheet
from sites.packages.importing.columns import columns as base_columns
from sites.packages.importing.rows import read_rows
from tests.booking.rosters.files import sheets
from tests.booking.rosters.files.sheets import Failed as Formula
from tests.booking.rosters.files.sheets import Kept

MAKERS = (sheets.xlsx, sheets.ods, sheets.xls)
ROWS = [
    sheets.HEAD, ("示例甲", "", Formula("#DIV/0!")), (Kept("#REF!"), "", ""), ("示例丙", Formula("#N/A"), ""), ("示例丁", "", ""),
]  # fmt: skip
FORMATS = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


@FORMATS
async def test_a_failed_cell_of_a_roster_is_a_fault_by_row_and_column(make):
    sent = await read_file(make(ROWS), "名单")
    faults = {
        (row.line, sent.read.columns[fault.field])
        for row in judge_file(sent.read.rows, (), is_whole=False).faulty
        for fault in row.faults
        if isinstance(fault.refusal, CellIsError)
    }
    assert faults == {(2, "C"), (3, "A"), (4, "B")}


@FORMATS
async def test_without_the_look_for_errors_such_a_cell_would_be_read_as_empty(make, monkeypatch):
    """The control: what the reader alone answers."""
    monkeypatch.setattr(sheet_child, "errors_of", lambda data, name, *, at: {})
    rows = sheet_child.of_workbook(make(ROWS))["rows"]
    assert rows[1][1] == ["示例甲", "", ""]


@FORMATS
def test_errors_stand_at_their_places(make):
    found = errors_of(make(ROWS), "名单", at=1 if make is sheets.xlsx else 0)
    assert found == {(1, 2): "#DIV/0!", (2, 0): "#REF!", (3, 1): "#N/A"}


def test_cells_without_their_places_are_counted():
    """Both attributes are optional in the format."""
    rows = '<row><c t="inlineStr"><is><t>姓名</t></is></c></row><row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>'
    assert errors_of(sheets.of_sheet(rows), "名单", at=1) == {(1, 1): "#REF!"}


def test_a_formula_that_was_never_worked_out_is_not_empty_and_one_that_says_nothing_is():
    rows = '<row r="1"><c r="A1"><f>B1</f></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c></row>'
    assert errors_of(sheets.of_sheet(rows), "名单", at=1) == {(0, 0): NEVER}


async def test_an_office_programs_own_error_number_is_a_fault_too():
    sent = await read_file(sheets.ods([sheets.HEAD, (Kept("Err:508"), "", "")]), "名单")
    assert dict(sent.read.rows[0].spoilt) == {"name": "error"}


def test_repeated_cells_of_an_ods_each_count():
    cell = '<table:table-cell table:formula="of:=1/0" table:number-columns-repeated="2" office:value-type="string" office:string-value=""><text:p>#VALUE!</text:p></table:table-cell>'
    data = sheets.ods([("姓名",), ("@@",)])
    data = sheets.replaced(data, '<table:table-cell office:value-type="string"><text:p>@@</text:p></table:table-cell>', cell)  # fmt: skip
    assert errors_of(data, "名单", at=0) == {(1, 0): "#VALUE!", (1, 1): "#VALUE!"}


def test_in_a_binary_workbook_nothing_would_tell_so_it_is_refused():
    with pytest.raises(sheet_child.Unfit):
        sheet_child.demand_harmless(sheets.packed([("xl/workbook.bin", b"x")]))


@pytest.mark.parametrize("cut", range(600, 4600, 500))
def test_a_cut_compound_file_is_read_or_refused_and_nothing_else_happens(cut):
    data = sheets.xls(ROWS)[:cut]
    with suppress(sheet_child.Unfit):
        sheet_child.read(data)


def test_a_chain_that_bites_its_tail_ends():
    data = bytearray(sheets.xls(ROWS))
    struct.pack_into("<I", data, 512 + 4 * 2, 2)
    with pytest.raises(ValueError, match="chain"):
        failed_in_xls(bytes(data), 0)


def test_whoever_reads_whole_sheets_gets_the_error_and_not_an_empty_cell():
    grid = first_sheet(sheets.xlsx(ROWS), most_rows=10)
    assert [(type(grid[1][2]), grid[1][2]), (type(grid[2][0]), grid[2][0])] == [
        (Failed, "#DIV/0!"), (Failed, "#REF!"),
    ]  # fmt: skip


def test_a_failed_cell_in_a_list_of_unions_is_named_by_its_place():
    head = ("统一社会信用代码", "单位名称", "所在城市", "单位性质")
    read = read_union_sheet(sheets.xlsx([head, ("", Formula("#REF!"), "杭州市", "其他企业")]))
    assert {(one.cell, one.refusal.code) for one in read.faults} >= {("B2", "formula_failed")}


@pytest.mark.parametrize(
    ("read", "columns", "name"),
    [(read_quota_sheet, quota_columns, "union"), (read_group_sheet, group_columns, "income")],
)
def test_a_failed_cell_that_may_be_empty_is_a_fault_in_lists_of_quotas_and_groups(
    read, columns, name
):
    heads = [one.head for one in columns()]
    at = [one.name for one in columns()].index(name)
    found = read(
        sheets.xlsx([heads, ["x" if n != at else Formula("#N/A") for n in range(len(heads))]])
    )
    told = [one.words if hasattr(one, "words") else one.wanted for one in found.faults if one.cell == f"{chr(65 + at)}2"]  # fmt: skip
    assert len(told) == 1
    assert "#N/A" in told[0]


def test_a_failed_cell_in_a_list_of_bases_is_named_by_its_place():
    sheet, wanted = next(iter(base_columns().items()))
    book = sheets.BOOK.replace("名单", sheet)
    heads = "".join(sheets.xlsx_cell(1, n, one.head) for n, one in enumerate(wanted))
    cells = sheets.xlsx_cell(2, 0, "x") + sheets.xlsx_cell(2, 1, Formula("#REF!"))
    line = f'<row r="1">{heads}</row><row r="2">{cells}</row>'
    faults = read_rows(sheets.of_sheet(line, book=book)).faults
    assert any(one.cell == "B2" and "#REF!" in one.wanted for one in faults)


def test_a_row_of_a_bank_with_a_failed_cell_is_for_a_person():
    head = ("交易日期", "收入金额", "对方户名")
    grid = grid_of(sheets.xlsx([head, ("2026-11-03", 100.5, Formula("#N/A")), ("2026-11-03", 7.5, "示例工会")]))  # fmt: skip
    lines = lines_of(grid, guessed(grid, {}))
    assert [one.is_unreadable for one in lines] == [True, False]
    assert "#N/A" in lines[0].remark
