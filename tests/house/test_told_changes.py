"""Every verb that changes a night, a stay night or a quota posts what programs are told by. The list is read from the source."""

import re

import pytest

from tests.house import verbs
from tests.house.verbs import Place

# How rows are written, and the letters of which one must go out with that.
WRITTEN = {
    "nights": (
        r"UPDATE nights SET|UPDATE receptions SET|UPDATE \{kind\.counters\}|\bReception\.filter\(.*\)\.update\(|INSERT INTO nights|Site\.filter\(.*\)\.update\(book_from",
        {"nights.changed", "stay.moved"},
    ),
    "stay nights": (
        r"\bStayNight\.filter\(.*\)\.update\(|\bStayNight\.bulk_create\(|'stay_nights'|(?s:StayNight.*row\.save\()",
        {"stay.moved", "stay_nights.picked_up"},
    ),
    "quotas": (r"UPDATE quotas SET|\bQuota\.filter\(.*\)\.update\(|\bQuota\.create\(|quota\.save\(", {"quota.changed", "quota.opened"}),
}  # fmt: skip
# Notes of a job to itself.
SILENT = {("booking.quotas.due", "note_nearly_spent")}


def changing(pattern: str) -> set[Place]:
    """Verbs that reach such a write."""
    writers = {one for one in verbs.every_function() if re.search(pattern, verbs.source_of(one))}
    return {verb for verb in verbs.verbs() if verbs.reached(verb) & writers}


def letters_of(verb: Place) -> set[str]:
    texts = (verbs.source_of(one) for one in verbs.reached(verb))
    return {topic for text in texts for topic in re.findall(r"outbox\.post\('([a-z_.]+)'", text)}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_verb_that_changes_it_posts_a_letter_of_it(what: str) -> None:
    pattern, letters = WRITTEN[what]
    found = changing(pattern)
    assert {verb for verb in found if not letters_of(verb) & letters} - SILENT == set()


def test_the_list_has_the_verbs_that_everybody_knows() -> None:
    """The control: without it an empty list would tell nothing."""
    names = {what: {name for _module, name in changing(pattern)} for what, (pattern, _) in WRITTEN.items()}  # fmt: skip
    assert {
        "hold_at_once", "grant", "expire", "cancel", "decline", "edit", "undo", "record_limit", "roll_forward", "declare_window",
        "release_unnamed", "take_outside", "record", "_offer_first", "_let_go", "join", "leave",
    } <= names["nights"]  # fmt: skip
    assert {"inquire", "_amend", "release_unnamed", "name_travellers", "move_guest", "tick", "record_arrivals", "mark_no_show"} <= names["stay nights"]  # fmt: skip
    assert {"make", "change", "borrow", "close", "import_quotas", "release_by_date", "hold_at_once"} <= names["quotas"]  # fmt: skip


def test_a_verb_that_posts_nothing_is_found_out() -> None:
    """The control: of a verb that reaches a write and no letter."""
    marking = ("sites.calendar.first_refusal", "keep_dates")
    assert re.search(WRITTEN["nights"][0], verbs.source_of(marking))
    assert not letters_of(marking) & WRITTEN["nights"][1]
