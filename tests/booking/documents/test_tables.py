import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.documents import Column, Table
from booking.documents.marks import ACROSS, BOTTOM, Pen, Text
from booking.documents.tables import draw_table, shares
from tests.booking.documents.papers import MONEY

WIDTHS = st.floats(1, 200)


@given(st.lists(st.tuples(WIDTHS, st.floats(0, 1), st.booleans()), min_size=1, max_size=8))
def test_columns_share_the_whole_width_and_no_figure_is_narrower_than_it_must_be(
    columns: list[tuple[float, float, bool]],
) -> None:
    most, least = [one[0] for one in columns], [one[0] * one[1] for one in columns]
    found = shares(most, least, [one[2] for one in columns], ACROSS)
    assert sum(found) == pytest.approx(ACROSS)
    if 0 < sum(least) <= ACROSS:
        assert all(got >= low - 1e-6 for got, low in zip(found, least, strict=True))


def width_of(text: str, size: float) -> float:
    return len(text) * size * 0.35


def test_the_head_of_a_table_stands_on_every_sheet() -> None:
    pen = Pen(width_of)
    draw_table(pen, Table("", (Column("夜"), MONEY), tuple((str(n), "1.00") for n in range(120))))
    assert len(pen.sheets) > 2
    for sheet in pen.sheets:
        assert [mark.words for mark in sheet if isinstance(mark, Text)][:2] == ["夜", "金额"]


def test_a_row_higher_than_a_sheet_goes_on_over_the_next_and_loses_nothing() -> None:
    pen = Pen(width_of)
    draw_table(pen, Table("", (Column("夜"), Column("说明")), (("1", "长" * 9000),)))
    marks = [mark for sheet in pen.sheets for mark in sheet if isinstance(mark, Text)]
    assert len(pen.sheets) > 1
    assert sum(mark.words.count("长") for mark in marks) == 9000
    assert all(mark.y < BOTTOM for mark in marks)


def test_a_row_of_another_length_is_no_table() -> None:
    with pytest.raises(ValueError, match="columns"):
        Table("", (Column("夜"), MONEY), (("1",),))
