"""Every act that a verb writes into a stay's history is told or silent, and everything told happens."""

import ast
from collections.abc import Collection
from pathlib import Path

from booking.notices.waiting_words import OF_ACTS, WAIT_SILENT, WAIT_TELLINGS
from booking.notices.words import SILENT, TELLINGS

ROOT = Path(__file__).parents[2]
# Told by jobs and other rooms, not by a stay's own history.
OTHERS = {
    "message", "hold_ending", "contract_missing", "insurance_missing", "names_due", "release_ahead", "arrivals_unknown",
    "money_received", "refund_ordered", "refund_paid", "acted_for", "approval_asked_instead", "changed_as_approved",
    "enrolment_closing", "members_signed_up", "trip_broken", "payment_due", "payment_overdue",
    "invoice_requested", "invoice_turned_down", "invoice_issued", "invoice_waived",
}  # fmt: skip

WRITERS = {"move", "record", "record_first"}
WAIT_WRITERS = {"write_event"}


def test_every_act_is_told_or_silent() -> None:
    assert acts() - set(TELLINGS) - SILENT == set()


def test_everything_told_or_silent_happens() -> None:
    assert (set(TELLINGS) | SILENT) - acts() - OTHERS == set()


def test_every_act_of_a_waiting_list_is_told_or_silent_and_everything_told_happens() -> None:
    ends = {"left", "lapsed"}  # written by one function for both
    assert acts(WAIT_WRITERS) | ends == set(OF_ACTS) | WAIT_SILENT
    told = {topic for topics in OF_ACTS.values() for topic in topics}
    assert set(WAIT_TELLINGS) - told == {"wait_acted_for"}


def test_what_other_rooms_tell_is_named_where_it_is_told() -> None:
    source = "".join(
        path.read_text()
        for folder in ("booking/notices", "scheduler/jobs")
        for path in (ROOT / folder).glob("*.py")
        if path.name != "words.py"
    )
    assert {topic for topic in OTHERS if f'"{topic}"' not in source} == set()


def test_the_search_finds_acts_as_words_and_as_choices() -> None:
    assert {"held", "submitted", "step_agreed", "approved", "certificate_again"} <= acts()


def acts(writers: Collection[str] = frozenset(WRITERS)) -> set[str]:
    """What is given as `act=` to the writers of history, in every room that moves stays."""
    found: set[str] = set()
    for path in (ROOT / "booking/stays").rglob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in writers:
                given = [keyword.value for keyword in node.keywords if keyword.arg == "act"]
                found |= {text for value in given for text in _texts(value, tree)}
    return found


def _texts(value: ast.expr, tree: ast.Module) -> set[str]:
    """The words that an expression may come to: itself, both sides of a choice, or what its name was given."""
    if isinstance(value, ast.Constant):
        return {str(value.value)}
    if isinstance(value, ast.IfExp):
        return _texts(value.body, tree) | _texts(value.orelse, tree)
    given = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == ast.unparse(value)
    ]
    return {text for one in given for text in _texts(one, tree)}
