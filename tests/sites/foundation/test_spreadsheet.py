from datetime import date

from sites.foundation.spreadsheet import Sheet, spreadsheet
from sites.foundation.workbook import sheets

LONG, PHONE, FORMULA = "341002198505011234", "013800001111", '=HYPERLINK("http://x")'


def test_ids_and_phones_are_text_and_numbers_are_numbers() -> None:
    data = spreadsheet(Sheet("表", ("编号", "人数"), ((LONG, 36), (PHONE, 2.5), ("", 0))))
    (_head, first, second, _third) = sheets(data, ["表"], most_rows=10)["表"]
    assert list(first) == [LONG, 36]
    assert list(second) == [PHONE, 2.5]


def test_a_word_that_looks_like_a_formula_stays_a_word() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    data = spreadsheet(Sheet("表", ("词",), ((FORMULA,),)))
    cell = load_workbook(BytesIO(data)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (FORMULA, "s", "@")


def test_several_sheets_keep_their_order_and_dates() -> None:
    data = spreadsheet(Sheet("甲", ("日",), ((date(2026, 5, 1),),)), Sheet("乙" * 40, ("日",), ()))
    found = sheets(data, ["甲", "乙" * 31], most_rows=10)
    assert list(found) == ["甲", "乙" * 31]
    assert found["甲"][1][0] == date(2026, 5, 1)
