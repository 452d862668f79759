"""What a bank's file says, however the bank writes it; and what is no file of a bank."""

from datetime import date

import pytest

from booking.money.statements import reading
from booking.money.statements.columns import ColumnsMissing, Layout, guessed, to_keep
from booking.money.statements.reading import (
    LARGEST,
    MOST_ROWS,
    StatementMixed,
    StatementTooLong,
    StatementUnfit,
    grid_of,
)
from booking.money.statements.rows import keys_of, lines_of
from tests.booking.money.statements.files import HEADS, as_csv, as_xlsx, grid, row

DAY = date(2026, 11, 3)
TWO = (
    row("64,736.00", "团款 AWD4-97KJ", payer="示例工会（杭州）", day=DAY, serial="S1"),
    row("", "退款", out="120.50", payer="示例工会", day=DAY, serial="S2"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_separated_file_says_the_same_in_every_encoding(encoding: str, mark: str) -> None:
    assert grid_of(as_csv(grid(*TWO), encoding=encoding, mark=mark)) == [
        [" ".join(cell.split()) for cell in one] for one in grid(*TWO)
    ]


def _mixed(strange: int, encoding: str, other: str) -> bytes:
    lines = as_csv(grid(*TWO, *TWO), encoding=encoding).splitlines(keepends=True)
    again = as_csv(grid(*TWO, *TWO), encoding=other).splitlines(keepends=True)
    return b"".join(again[n] if n == strange else line for n, line in enumerate(lines))


@pytest.mark.parametrize(("encoding", "other"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_file_with_a_line_of_another_encoding_is_refused_by_that_line(
    encoding: str, other: str
) -> None:
    with pytest.raises(StatementMixed) as refused:
        grid_of(_mixed(3, encoding, other))
    assert refused.value.params["number"] == 4


def test_without_that_its_names_would_be_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(reading, "is_of_another_code", lambda _line: False)
    names = {cell for one in grid_of(_mixed(3, "gb18030", "utf-8")) for cell in one}
    assert any(cell not in {c for one in grid(*TWO) for c in one} and not cell.isascii() for cell in names)  # fmt: skip


def test_a_workbook_says_what_the_separated_file_says() -> None:
    cells = [[*one, *[""] * (10 - len(one))] for one in grid(*TWO)]
    read = lines_of(found := grid_of(as_xlsx(cells)), guessed(found, {}))
    assert read == lines_of(grid(*TWO), guessed(grid(*TWO), {}))


def test_numbers_and_dates_of_a_workbook_keep_every_digit() -> None:
    cells = [["日期", "金额", "流水号"], [DAY, 64736.1, 120260000123456], [DAY, 0.1 + 0.2, "'0012"]]
    found = grid_of(as_xlsx(cells))
    assert found[1:] == [["2026-11-03", "64736.1", "120260000123456"], ["2026-11-03", "0.3", "0012"]]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0" + b"\0" * 99, b"\0" * 50, b"x" * (LARGEST + 1), b"\n\n"],
)  # fmt: skip
def test_what_no_bank_sends_is_refused(data: bytes) -> None:
    with pytest.raises(StatementUnfit):
        grid_of(data)


def test_a_file_of_too_many_lines_is_refused_whole() -> None:
    with pytest.raises(StatementTooLong):
        grid_of(b"1,2\n" * (MOST_ROWS + 1))


def test_heads_are_found_under_a_preamble_and_name_the_columns() -> None:
    layout = guessed(grid(*TWO), {})
    assert layout.head == 2
    assert layout.columns == {
        "day": (0,), "came": (2,), "went": (3,), "payer": (5,), "payer_account": (6,),
        "remark": (7, 8), "serial": (9,),
    }  # fmt: skip


def test_what_was_corrected_by_hand_is_known_for_the_bank_s_next_file() -> None:
    other = [["Tag", "Betrag", "Zweck"], ["2026-11-03", "12.00", "x"]]
    with pytest.raises(ColumnsMissing):
        guessed(other, {}).demand_whole()
    kept = to_keep(other, Layout(0, {"day": (0,), "amount": (1,), "remark": (2,)}))
    assert guessed(other, kept) == Layout(0, {"day": (0,), "amount": (1,), "remark": (2,)})


def test_lines_have_day_amount_side_and_all_remarks_and_the_sum_is_none() -> None:
    first, second = lines_of(grid(*TWO), guessed(grid(*TWO), {}))
    assert (first.booked_on, first.minor, first.payer) == (DAY, 64_736_00, "示例工会（杭州）")
    assert (first.remark, first.payer_account) == ("转账 团款 AWD4-97KJ", "3301000011112222")
    assert (first.serial, first.row, second.minor) == ("S1", 4, -120_50)


@pytest.mark.parametrize(
    ("cells", "minor"),
    [
        (("100.00", "贷"), 100_00), (("100", "借"), -100_00), (("-100", ""), -100_00),
        (("(100.5)", ""), -100_50), (("¥1,000.0000", "收入"), 1000_00), (("１００", "C"), 100_00),
        (("+100", "D"), -100_00), (("1,234,567.89 元", "转入"), 1_234_567_89),
    ],
)  # fmt: skip
def test_one_column_of_amounts_goes_with_its_direction_or_sign(cells, minor) -> None:
    found = [["日期", "金额", "借贷标志"], ["20261103", *cells]]
    (line,) = lines_of(found, guessed(found, {}))
    assert (line.minor, line.booked_on) == (minor, DAY)


@pytest.mark.parametrize("day", ["2026-11-03 10:00:00", "2026/11/3", "2026年11月3日", "20261103 101500", "2026.11.03", "20261103"])  # fmt: skip
def test_a_day_is_read_in_every_way_that_banks_write_it(day: str) -> None:
    found = [["日期", "金额"], [day, "1"]]
    assert lines_of(found, guessed(found, {}))[0].booked_on == DAY


@pytest.mark.parametrize(
    "cells",
    [("2026-02-30", "1", ""), ("", "1", ""), ("2026-11-03", "abc", ""), ("2026-11-03", "1.005", ""), ("2026-11-03", "0.00", ""),
     ("2026-11-03", "1e5", "?"), ("2026-11-03", "NaN", ""), ("2026-11-03", "1", "白条"), ("2026-11-03", "9" * 15, "")],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_kept_as_it_stands(cells) -> None:
    found = [["日期", "金额", "币种"], [*cells]]
    (line,) = lines_of(found, guessed(found, {}))
    assert line.is_unreadable
    assert line.remark == " | ".join(cell for cell in cells if cell)


def test_a_line_has_the_same_key_in_every_file_and_its_likes_have_others() -> None:
    alike = row("100", "饭费", day=DAY)
    one = lines_of(grid(alike, alike, *TWO), guessed(grid(alike), {}))
    other = lines_of(grid(*TWO, alike, alike, alike), guessed(grid(alike), {}))
    first, second = keys_of(one, account="a"), keys_of(other, account="a")
    assert len(set(first)) == 4
    assert set(first) < set(second)
    assert not set(first) & set(keys_of(one, account="b"))


def test_the_same_number_of_the_bank_is_the_same_line_whatever_else_it_says() -> None:
    one, two = row("100", "甲", day=DAY, serial="S9"), row("100", "乙", day=DAY, serial="S9")
    keys = keys_of(lines_of(grid(one, two), guessed(grid(one), {})), account="a")
    assert len(set(keys)) == 1


def test_every_head_is_known_for_one_column_alone() -> None:
    from booking.money.statements import columns

    every = [head for heads in columns.HEADS.values() for head in heads]
    assert len(every) == len(set(every))
    assert all(columns.bare(head) == head for head in every)
    assert HEADS[0] == "交易日期"
