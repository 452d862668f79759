"""A file against a list: every fault at once, people known again, and nothing done by half."""

from datetime import date

from booking.rosters.files.cells import judge_row
from booking.rosters.files.judging import Judged, judge_file
from booking.rosters.files.rows import FileRow
from booking.rosters.places import index_of
from booking.rosters.standing import Standing
from tests.factories.resident_numbers import resident_number_for

BORN = date(1980, 5, 1)
SOUND = resident_number_for(BORN)
OTHER = resident_number_for(BORN)


def row(line: int, name: str, number: str = "", **more: str) -> FileRow:
    return FileRow(line, {"name": name, "number": number, **more})


def standing(public_id: str, name: str, number: str = "", phone: str = "") -> Standing:
    index = index_of("resident", number) if number else None
    sex = ("f", "m")[int(number[16]) % 2] if number else ""
    return Standing(public_id, name, "worker", sex, index, "", phone)


def judged(rows: list[FileRow], *now: Standing, whole: bool = False) -> Judged:
    return judge_file(rows, now, is_whole=whole)


def test_every_fault_of_a_row_is_told_at_once():
    faults = judge_row(
        row(2, "赵?琳", "123", sex="女士", phone="12", kind="客人", document="x")
    ).faults
    assert {fault.field for fault in faults} == {
        "name",
        "number",
        "sex",
        "phone",
        "kind",
        "document",
    }


def test_what_is_mended_is_judged_anew_and_nothing_else():
    spoilt = FileRow(
        2, {"name": "王", "number": "3.30102E+17", "phone": "12"}, {"number": "number"}
    )
    mended = judge_row(spoilt.mended("number", SOUND))
    assert [fault.field for fault in mended.faults] == ["phone"]
    assert judge_row(spoilt.mended("number", SOUND).mended("phone", "13800001234")).person


def test_formulas_and_their_errors_are_no_names():
    for text in ("#REF!", "=HYPERLINK(1)", "@SUM", "=1+1"):
        spoilt = {"name": "error"} if text[1].isalpha() else {}
        assert judge_row(FileRow(2, {"name": text}, spoilt)).faults, text


def test_the_same_number_twice_keeps_the_first_and_names_its_row():
    found = judged([row(2, "王", SOUND), row(3, "李", SOUND)])
    assert [line for line, _ in found.coming] == [2]
    assert found.faulty[0].faults[0].refusal.params == {"first": 2}


def test_a_child_needs_its_guardian_s_yes():
    child = resident_number_for(date(2020, 5, 1))
    assert judge_row(row(2, "小王", child, kind="家属")).faults[0].field == "guardian"
    assert judge_row(row(2, "小王", child, kind="家属", guardian="是")).person


def test_people_are_known_again_by_number_then_by_a_name_that_is_there_once():
    now = (
        standing("a", "王", SOUND),
        standing("b", "李"),
        standing("c", "张"),
        standing("d", "张"),
    )
    found = judged([row(2, "王改", SOUND), row(3, "李", OTHER), row(4, "张")], *now)
    assert [(one.traveller, one.fields) for one in found.changes] == [
        ("a", ("name",)),
        ("b", ("sex", "number")),
    ]
    assert [person.name for _, person in found.coming] == ["张"]


def test_two_numbers_under_one_name_are_two_people():
    found = judged([row(2, "王", OTHER)], standing("a", "王", SOUND))
    assert len(found.coming) == 1
    assert not found.changes


def test_an_empty_cell_takes_nothing_away():
    found = judged([row(2, "王", SOUND)], standing("a", "王", SOUND, phone="+8613800001234"))
    assert (found.same, found.changes) == (1, ())


def test_who_is_not_in_a_whole_list_leaves_and_else_stays():
    now = (standing("a", "王", SOUND), standing("b", "李", OTHER))
    assert [one.public_id for one in judged([row(2, "王", SOUND)], *now, whole=True).leaving] == [
        "b"
    ]
    assert judged([row(2, "王", SOUND)], *now).leaving == ()


def test_whoever_a_faulty_row_may_mean_does_not_leave():
    found = judged([row(2, "李", "123")], standing("b", "李", OTHER), whole=True)
    assert (found.leaving, len(found.faulty)) == ((), 1)
