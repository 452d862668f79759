"""The federation's list: the template is sound, and each fault is named by sheet and cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import load_workbook

from sites.foundation.workbook import NotASpreadsheet
from sites.packages.importing import read_bases, template


def changed(change: Callable[..., object]) -> bytes:
    """The template's example base after `change(book)`."""
    book = load_workbook(io.BytesIO(template()))
    change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def put(sheet: str, cell: str, value: object) -> bytes:
    return changed(lambda book: book[sheet].__setitem__(cell, value))


async def faults(data: bytes) -> list[tuple[str, str]]:
    found = await read_bases(data)
    assert (found.drafts == ()) is bool(found.faults)
    assert all(fault.wanted for fault in found.faults)
    return [(fault.sheet, fault.cell) for fault in found.faults]


async def test_the_template_with_its_example_is_a_sound_list() -> None:
    found = await read_bases(template())
    assert found.faults == ()
    (base,) = found.drafts
    assert (base.site.code, base.site.kind, base.site.facilities) == (
        "HS-05-071", "village", {"wifi": None, "lift": 2},
    )  # fmt: skip
    assert base.packages[0].prices[0].fen == 570_00
    assert base.packages[0].prices[0].ends_on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("基地", "B2", None),
        ("基地", "B2", "长" * 81),
        ("基地", "D2", "城堡"),
        ("基地", "E2", "西湖区"),
        ("基地", "G2", "129.98"),
        ("基地", "I2", "1e3"),
        ("基地", "I2", -1),
        ("基地", "I2", 1.5),
        ("基地", "P2", "无线网络:很多"),
        ("基地", "T2", "5:10、10:0"),
        ("基地", "Z2", "2026-02-30"),
        ("房型", "E2", 13),
        ("方案", "J2", "12.345"),
        ("价格", "F2", "NaN"),
        ("价格", "F2", "=1+1"),
        ("价格", "D2", "#REF!"),
    ],
)
async def test_a_wrong_cell_is_named_and_nothing_else(sheet: str, cell: str, value: object) -> None:
    assert await faults(put(sheet, cell, value)) == [(sheet, cell)]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "named"),
    [
        ("房型", "A2", "HS-05-999", [("房型", "A2"), ("基地", "A2")]),
        ("方案", "G2", 2, [("方案", "G2")]),
        ("方案", "B2", "N5", [("价格", "B2"), ("方案", "B2")]),
        ("价格", "E2", "2026-01-01", [("价格", "E2")]),
        ("基地", "AA2", "2020-01-01", [("基地", "AA2")]),
    ],
)
async def test_sheets_that_do_not_fit_together_are_named(
    sheet: str, cell: str, value: object, named: list[tuple[str, str]]
) -> None:
    assert await faults(put(sheet, cell, value)) == named


async def test_a_base_twice_and_prices_that_overlap_are_named() -> None:
    def double(book: object) -> None:
        for sheet in ("基地", "价格"):
            rows = book[sheet]  # type: ignore[index]
            rows.append([cell.value for cell in rows[2]])

    assert await faults(changed(double)) == [("基地", "A3"), ("基地", "W3"), ("价格", "D3")]


async def test_a_missing_sheet_and_a_missing_heading_are_named() -> None:
    assert await faults(changed(lambda book: book.remove(book["价格"]))) == [
        ("价格", "A1"),
        ("方案", "B2"),
    ]
    assert ("房型", "H1") in await faults(put("房型", "F1", "数量"))


async def test_a_spreadsheet_date_and_other_ways_to_write_a_day_are_read() -> None:
    for value in (date(2026, 1, 1), "2026/1/1", "2026.1.1", "2026年1月1日"):
        found = await read_bases(put("基地", "Z2", value))
        assert found.drafts[0].certificate.valid_from == date(2026, 1, 1)


async def test_what_is_no_spreadsheet_is_refused_before_it_is_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    for data in (b"", b"<html></html>", b"PK\x03\x04", bomb.getvalue()):
        with pytest.raises(NotASpreadsheet):
            await read_bases(data)
