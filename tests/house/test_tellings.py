"""Every act that a verb writes into a stay's history is told or silent, and everything told happens."""

import ast
from pathlib import Path

from booking.notices.words import SILENT, TELLINGS

ROOT = Path(__file__).parents[2]
# Told by jobs and other rooms, not by a stay's own history.
OTHERS = {
    "message", "hold_ending", "contract_missing", "names_due", "arrivals_unknown",
    "money_received", "refund_ordered", "refund_paid", "acted_for", "trip_broken",
}  # fmt: skip

WRITERS = {"move", "record", "record_first"}


def test_every_act_is_told_or_silent() -> None:
    assert acts() - set(TELLINGS) - SILENT == set()


def test_everything_told_or_silent_happens() -> None:
    assert (set(TELLINGS) | SILENT) - acts() - OTHERS == set()


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


def acts() -> set[str]:
    """What is given as `act=` to the writers of history, in every room that moves stays."""
    found: set[str] = set()
    for path in (ROOT / "booking/stays").glob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in WRITERS:
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
