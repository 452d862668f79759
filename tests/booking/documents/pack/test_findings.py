"""Roster = insurance = sign-in = settlement = invoice: each difference is found, named with its numbers, and nothing else is."""

from dataclasses import replace
from datetime import date

import pytest

from booking.documents.pack.figures import Figures, InvoiceFigures
from booking.documents.pack.findings import BOTH, findings
from booking.documents.pack.words import PLACES, SAID, address_of, place_of, said
from booking.stays.packs import NightFigures, PeopleFigures
from sites.foundation.amounts import Money
from sites.foundation.language import ENGLISH, speaking

NIGHT = NightFigures(date(2027, 5, 18), 16, 16, 16, BOTH)
PEOPLE = PeopleFigures(16, 16, 0, 16, 0, 16, 0, 0, (NIGHT,), None)
INVOICE = InvoiceFigures("c" * 32, "TX7K2M9Q", Money(100_00), Money(100_00), False, frozenset({"示例工会"}), frozenset({"C"}))  # fmt: skip
SOUND = Figures(
    PEOPLE, Money(100_00), Money(100_00), Money(0), Money(0), (INVOICE,), "示例工会", "C", True, True, ()
)  # fmt: skip


def people(**changes):
    return replace(SOUND, people=replace(PEOPLE, **changes))


def night(**changes):
    return people(nights=(replace(NIGHT, **changes),))


def invoice(**changes):
    return replace(SOUND, invoices=(replace(INVOICE, **changes),))


CASES = [
    (replace(SOUND, missing_papers=("minutes",)), "paper_missing", (0, 1)),
    (people(contracted=17), "named_contracted", (16, 17)),
    (people(without_number=2), "without_number", (2, 0)),
    (people(uninsured_days=1, insured=0), "days_uninsured", (1, 0)),
    (people(insured=15), "named_insured", (16, 15)),
    (people(came=15), "came_named", (15, 16)),
    (people(strangers=1), "came_not_named", (1, 0)),
    (night(counted=None), "night_uncounted", (0, 1)),
    (night(ticked=15), "ticked_counted", (15, 16)),
    (night(charged=17), "counted_charged", (16, 17)),
    (night(signed_by=frozenset({"union"})), "night_unsigned", (1, 2)),
    (replace(SOUND, has_account=False), "no_account", (0, 1)),
    (replace(SOUND, owed=Money(1), paid=Money(99_99)), "unpaid", (9999, 10000)),
    (replace(SOUND, refund_due=Money(1)), "refund_due", (1, 0)),
    (invoice(invoiced=Money(99_99)), "charged_invoiced", (10000, 9999)),
    (invoice(titles=frozenset({"别的单位"})), "invoice_title", (0, 1)),
    (invoice(codes=frozenset({"D"})), "invoice_code", (0, 1)),
]


def test_where_everything_agrees_nothing_is_found() -> None:
    assert findings(SOUND) == ()


@pytest.mark.parametrize(("known", "code", "numbers"), CASES, ids=[case[1] for case in CASES])
def test_one_thing_that_differs_is_found_alone_with_both_its_numbers(known, code, numbers) -> None:
    (found,) = findings(known)
    assert (found.code, (found.ours, found.theirs)) == (code, numbers)
    for language in ("zh", ENGLISH):
        with speaking(language):
            words = said(found)
            assert words
            assert "%(" not in words
            assert place_of(found)
            assert address_of(found, "s" * 32).startswith(("/union/", "/en/union/"))


def test_every_finding_has_a_case_here() -> None:
    assert {case[1] for case in CASES} == set(SAID)
    assert {found.where for case in CASES for found in findings(case[0])} >= set(PLACES)


def test_who_was_noted_as_not_come_explains_the_difference() -> None:
    assert findings(people(came=15, absent=1, nights=(replace(NIGHT, ticked=15, counted=15, charged=15),))) == ()  # fmt: skip


def test_more_insured_than_travel_is_no_difference() -> None:
    assert findings(people(insured=20)) == ()


def test_a_list_that_was_shredded_is_not_missed() -> None:
    gone = people(named=0, came=0, shredded_on=date(2027, 8, 1))
    assert findings(gone) == ()


def test_before_departure_nobody_asks_who_came() -> None:
    early = people(came=0, nights=(NightFigures(NIGHT.date, 0, None, None, frozenset()),))
    assert findings(replace(early, is_over=False)) == ()


def test_an_invoice_that_was_waived_is_not_missed() -> None:
    assert findings(invoice(invoiced=Money(0), is_waived=True, titles=frozenset(), codes=frozenset())) == ()  # fmt: skip
