"""Every cause of an entry has words in both languages: no page and no sheet shows a code."""

import ast
import re
from pathlib import Path

from booking.money.book_words import ENTRY, entry_words
from booking.money.vocabulary import WHY
from sites.foundation.language import CHINESE, ENGLISH, speaking

MONEY = Path(__file__).parents[3] / "booking/money"
# Where a cause comes in through a parameter, its name there is one of these.
NAMES = {"what"}


def causes() -> set[str]:
    """What is given as `what=` anywhere in the room, as a word or as a choice of words, or stands where a helper takes it first."""
    found: set[str] = set()
    for path in MONEY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in NAMES:
                found |= _texts(node.value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMES:
                found |= _texts(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_post":
                found |= {text for one in node.args[:2] for text in _texts(one)}
            if isinstance(node, ast.Tuple) and node.elts and _is_dispute(node):
                found |= _texts(node.elts[0])
    return found


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) and node.value else set()
    if isinstance(
        node, ast.JoinedStr
    ):  # what becomes of a line, beside what has entries of its own
        assert ast.unparse(node) == "f'line_{share.fate}'"
        return {"line_known", "line_outside"}
    return _texts(node.body) | _texts(node.orelse) if isinstance(node, ast.IfExp) else set()


def _is_dispute(node: ast.Tuple) -> bool:
    first = node.elts[0]
    return isinstance(first, ast.Constant) and str(first.value).startswith("dispute")


def test_every_cause_has_words_and_no_words_are_left_over() -> None:
    assert causes() - set(ENTRY) == set()
    assert {
        "charge",
        "receipt",
        "refund_ordered",
        "subsidy_paid",
        "bank_line",
        "dispute_fee",
    } <= causes()


def test_the_words_are_chinese_and_english() -> None:
    for terms in (ENTRY, WHY):
        for code in terms:
            with speaking(CHINESE):
                assert re.search(r"[\u4e00-\u9fff]", terms[code].say()), code
            with speaking(ENGLISH):
                assert re.fullmatch(r"[A-Za-z' -]+", terms[code].say()), code


def test_a_cause_without_words_would_show_its_code() -> None:
    """What the first test guards against."""
    assert entry_words("never_posted") == "never_posted"
