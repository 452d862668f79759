"""Each row of a plan's file goes to the batch that it names, and only once."""

from datetime import date

import pytest

from booking.rosters.files.by_batch import BatchList, judge_by_batch, number_of
from booking.rosters.files.rows import FileRow
from booking.rosters.places import index_of
from booking.rosters.standing import Standing
from tests.factories.resident_numbers import resident_number_for

ONE, TWO, THREE = (resident_number_for(date(1980, 5, 1)) for _ in range(3))
LISTS = {1: BatchList(takes=True), 2: BatchList(takes=True), 3: BatchList(takes=False)}


def row(line: int, name: str, batch: str, number: str = "") -> FileRow:
    return FileRow(line, {"name": name, "batch": batch, "number": number})


def on_list(name: str, number: str) -> Standing:
    return Standing("f" * 32, name, "worker", "", index_of("resident", number), "")


def faults(*rows: FileRow, lists=None) -> dict[int, tuple[str, str]]:
    judged = judge_by_batch(rows, lists or LISTS).whole
    return {one.line: (one.faults[0].field, one.faults[0].refusal.code) for one in judged.faulty}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2), (" 2 ", 2), ("第2批", 2), ("第 12 批", 12), ("二", 2), ("第十批", 10), ("十二", 12), ("三十批", 30),
        ("三十九", 39), ("", None), ("五月", None), ("2.5", None), ("十十", None), ("一二", None), ("-1", None),
    ],
)  # fmt: skip
def test_a_batch_is_called_by_its_number_in_figures_or_numerals(text, number):
    assert number_of(text) == number


def test_rows_are_parted_by_batch_and_keep_their_order_in_the_whole():
    found = judge_by_batch([row(2, "示例甲", "2", ONE), row(3, "示例乙", "1"), row(4, "示例丙", "第二批", TWO)], LISTS)  # fmt: skip
    assert {n: [line for line, _ in one.coming] for n, one in found.batches.items()} == {
        1: [3],
        2: [2, 4],
    }
    assert [line for line, _ in found.whole.coming] == [2, 3, 4]
    assert found.whole.sound == 3


def test_a_row_without_a_batch_or_with_one_that_takes_nobody_is_told_at_its_cell():
    assert faults(row(2, "示例甲", ""), row(3, "示例乙", "9"), row(4, "示例丙", "3")) == {
        2: ("batch", "roster_batch_missing"),
        3: ("batch", "roster_batch_unknown"),
        4: ("batch", "roster_batch_closed"),
    }


def test_nobody_goes_twice_by_one_file():
    assert faults(row(2, "示例甲", "1", ONE), row(3, "示例甲", "2", ONE)) == {
        3: ("number", "roster_twice_in_file")
    }


def test_who_is_on_another_batchs_list_is_moved_and_not_named_twice():
    lists = {**LISTS, 1: BatchList(takes=True, standing=(on_list("示例甲", ONE),))}
    assert faults(row(2, "示例甲", "2", ONE), lists=lists) == {
        2: ("batch", "roster_in_another_batch")
    }
    assert faults(row(2, "示例甲", "1", ONE), lists=lists) == {}
    both = {n: BatchList(takes=True, standing=(on_list("示例甲", ONE),)) for n in (1, 2)}
    assert faults(row(2, "示例甲", "2", ONE), row(3, "示例乙", "1", TWO), lists=both) == {}


def test_a_fault_of_the_batch_hides_no_other_fault_of_the_row():
    judged = judge_by_batch([row(2, "示例甲", "", "123")], LISTS).whole
    assert [one.field for one in judged.faulty[0].faults] == ["batch", "number"]


def test_without_a_number_a_name_alone_is_no_second_place():
    """Two of one name are two people, so a name alone is never held against another batch."""
    lists = {**LISTS, 1: BatchList(takes=True, standing=(on_list("示例甲", THREE),))}
    assert faults(row(2, "示例甲", "2"), lists=lists) == {}
