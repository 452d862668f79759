"""Who is founded: everybody marked as invented, with roles that the one table knows."""

from collections import Counter
from datetime import date

from booking import people
from scheduler.demo.cast import foundings

EVERYBODY = tuple(foundings(date(2026, 11, 22)))


def test_every_organisation_is_marked_as_invented():
    assert all(founding.new.is_demo for founding in EVERYBODY)
    assert Counter(founding.new.kind for founding in EVERYBODY) == {
        "platform": 1, "federation": 4, "operator": 70, "union": 35, "service_centre": 1, "agency": 1,
    }  # fmt: skip


def test_names_say_that_they_are_samples_except_those_of_real_federations():
    for founding in EVERYBODY:
        is_real = founding.new.kind == "federation"
        assert is_real != founding.new.name.endswith("（示例）")
        assert all(person.name.endswith("（示例）") for person in founding.people)


def test_roles_are_those_of_the_desk_and_addresses_belong_to_one_person():
    for founding in EVERYBODY:
        desk = people.desk_of(founding.new.kind, is_host=founding.new.is_host)
        for person in founding.people:
            assert set(person.roles) <= set(people.roles_of(desk))
    emails = [person.email for founding in EVERYBODY for person in founding.people]
    assert len(emails) == len(set(emails))
    assert all(email.endswith(".example") for email in emails)


def test_some_unions_wait_and_one_was_told_no():
    waiting = [one for one in EVERYBODY if one.new.standing == "unverified"]
    assert len(waiting) == 5
    assert len([one for one in waiting if one.refused]) == 1
