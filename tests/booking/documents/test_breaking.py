from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from booking.documents.breaking import CLOSING, OPENING, lines_of, longest_piece, pieces
from tests.booking.documents.papers import bare

TEXTS = st.text("甲乙丙。，（）「」¥1234567890年月日元 ,.abcDEF-", max_size=80)


def measure(text: str) -> float:
    """Han twice as wide as the rest."""
    return float(sum(2 if ord(one) > 0x2E7F else 1 for one in text))


@given(TEXTS, st.integers(4, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = lines_of(text, width, measure)
    assert bare("".join(lines)) == bare(text)
    assert all(measure(line) <= width for line in lines)


@given(TEXTS.map(lambda text: text.replace(" ", "")))
def test_a_line_begins_with_no_closing_and_ends_with_no_opening_sign(text: str) -> None:
    width = max(longest_piece(text, measure), 4.0)
    for before, after in pairwise(lines_of(text, width, measure)):
        assert not before or before[-1] not in OPENING
        assert not after or after[0] not in CLOSING


def test_no_line_ends_inside_a_date_a_price_or_a_number() -> None:
    text = "金额为¥76,160.00元，2027年5月17日到达"
    assert list(pieces(text)) == ["金", "额", "为", "¥76,160.00元，", "2027年5月17日", "到", "达"]


def test_latin_text_ends_its_lines_at_spaces_and_cuts_only_what_is_longer_than_a_line() -> None:
    assert lines_of("one two three", 7, measure) == ["one two", "three"]
    assert lines_of("1234567890", 4, measure) == ["1234", "5678", "90"]
