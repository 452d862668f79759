"""Pasted lines: fields are told by their look, and every faulty line is named."""

import pytest

from booking.rosters import draft, read_lines
from booking.rosters.pasted import TooManyLines
from booking.rosters.refusals import (
    GuardianMissing,
    NameUnsound,
    SexContradictsNumber,
    TooYoungToWork,
)
from sites.foundation import clock
from tests.factories.resident_numbers import resident_number_for

SOUND = "11010519491231002X"


@pytest.mark.parametrize(
    "line",
    [f"林静\t职工\t女\t{SOUND}\t13800138000", f"林静,{SOUND},13800138000,女", f"3 林静 13800138000 {SOUND}",
     f"林静，女，职工，{SOUND}，138 0013 8000"],
)  # fmt: skip
def test_fields_may_stand_in_any_order_after_the_name(line):
    people, faults = read_lines(line)
    assert not faults
    person = people[0]
    assert (person.name, person.kind, person.sex) == ("林静", "worker", "f")
    assert (person.number, person.phone) == (SOUND, "+8613800138000")


def test_every_faulty_line_is_named_and_the_sound_ones_are_read():
    text = f"林静\t{SOUND}\n\n何晓东\t11010519491231002\n赵国强\t\u963f?\n林静\t{SOUND}"
    people, faults = read_lines(text)
    assert [person.name for person in people] == ["林静"]
    assert [(fault.line, fault.refusal.code) for fault in faults] == [
        (3, "resident_number_unsound"), (4, "line_not_understood"), (5, "twice_in_the_lines"),
    ]  # fmt: skip


def test_other_documents_are_told_by_a_letter_in_front():
    people, faults = read_lines("John Smith,family,E12345678,+4930123456")
    assert not faults
    assert (people[0].name, people[0].document, people[0].kind) == ("John Smith", "other", "family")


def test_more_than_five_hundred_lines_are_too_many():
    with pytest.raises(TooManyLines):
        read_lines("林静\n" * 501)


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "吴", "𠮷田", "Anne-Marie O'Neil", "长" * 60])
def test_names_of_every_sort_are_kept_exactly(name):
    assert draft(name=name, kind="worker").name == name


@pytest.mark.parametrize("name", ["", " ", "123", "长" * 61, "···", "吴4"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(NameUnsound):
        draft(name=name, kind="worker")


def test_a_sex_that_contradicts_the_number_is_refused():
    with pytest.raises(SexContradictsNumber):
        draft(name="林静", kind="worker", sex="m", number=SOUND)


def test_a_child_travels_as_family_and_never_as_a_worker():
    born = clock.today().replace(year=clock.today().year - 9, day=1)
    number = resident_number_for(born)
    child = draft(name="何一诺", kind="family", number=number, guardian_agrees=True)
    assert (child.number, child.guardian_agrees) == (number, True)
    with pytest.raises(TooYoungToWork):
        draft(name="何一诺", kind="worker", number=number)


def test_a_child_is_listed_only_once_its_guardian_agrees():
    number = resident_number_for(clock.today().replace(year=clock.today().year - 9, day=1))
    with pytest.raises(GuardianMissing):
        draft(name="何一诺", kind="family", number=number)
    line = f"何一诺 家属 {number}"
    assert [type(fault.refusal) for fault in read_lines(line)[1]] == [GuardianMissing]
    assert read_lines(line, guardians_agree=True)[0][0].guardian_agrees


def test_nothing_is_noted_of_a_guardian_where_there_is_no_child():
    assert not draft(name="林静", kind="worker", number=SOUND, guardian_agrees=True).guardian_agrees


def test_number_and_telephone_never_stand_in_a_text():
    person = draft(name="林静", kind="worker", number=SOUND, phone="13800138000")
    assert SOUND not in repr(person)
    assert "13800138000" not in repr(person)
