"""Where a line of text may end: between Han characters, at spaces, never inside a date, a price or a number. Pure."""

from collections.abc import Callable, Iterator

Measure = Callable[[str], float]

# What never begins a line, and what never ends one.
CLOSING = set("，。、；：？！）】》〉」』”’…—%‰℃·,.;:?!)]}/")
OPENING = set("（【《〈「『“‘([{¥￥#")
UNITS = set("年月日时分元人间晚夜天%")


def lines_of(text: str, width: float, measure: Measure) -> list[str]:
    """The text in lines of at most `width`; a word that is longer than a line is cut. At least one line."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        found += _lines(paragraph, width, measure)
    return found


def longest_piece(text: str, measure: Measure) -> float:
    """The width below which some piece would have to be cut."""
    return max((measure(piece.rstrip()) for piece in pieces(text)), default=0.0)


def pieces(text: str) -> Iterator[str]:
    """The text cut wherever a line may end; spaces stay with what they follow."""
    start = 0
    for end in range(1, len(text)):
        if _may_end(text[end - 1], text[end]):
            yield text[start:end]
            start = end
    if text[start:]:
        yield text[start:]


def _lines(text: str, width: float, measure: Measure) -> list[str]:
    found, line = [], ""
    for piece in pieces(text):
        if line and measure(line + piece.rstrip()) > width:
            found.append(line.rstrip())
            line = ""
        line = (line + piece) if line else piece.lstrip()
        while measure(line.rstrip()) > width and len(line) > 1:
            cut = _fitting(line, width, measure)
            found.append(line[:cut])
            line = line[cut:]
    return [*found, line.rstrip()] if line or not found else found


def _fitting(line: str, width: float, measure: Measure) -> int:
    cut = 1
    while cut < len(line) and measure(line[: cut + 1]) <= width:
        cut += 1
    return cut


def _may_end(before: str, after: str) -> bool:
    if after == " " or after in CLOSING or before in OPENING:
        return False
    if before == " ":
        return True
    if before.isdigit() and after in UNITS:
        return False
    if before in "年月" and after.isdigit():
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    """Han and its punctuation stand side by side without spaces."""
    return ord(character) > 0x2E7F  # the first block of Han radicals begins behind it
