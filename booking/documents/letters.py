"""The letters of PDFs: a common face, and a second one that is opened only when a rare character stands in a text.

Both are cut out of Noto Sans SC (docs/vendored.md). A character that neither has is printed as 〓 and named at the end.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from booking.documents.marks import POINT
from sites.foundation.rendering import TEMPLATES

FOLDER = TEMPLATES / "fonts"
COMMON, RARE = "noto-sans-sc-common", "noto-sans-sc-rare"
MISSING = "〓"


@cache
def characters_of(face: str) -> frozenset[int]:
    """The code points that a face can print. Read once."""
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / f"{face}.otf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def face_of(character: str) -> str:
    return RARE if ord(character) not in characters_of(COMMON) else COMMON


def missing_in(texts: Iterable[str]) -> list[str]:
    """Characters that no face has, in the order in which they come."""
    rare = {c: None for text in texts for c in text if ord(c) not in characters_of(COMMON)}
    seen = [character for character in rare if not _is_unseen(character)]
    return [c for c in seen if ord(c) not in characters_of(RARE)] if seen else []


def printable(text: str) -> str:
    """The text as it is printed: no control characters, and 〓 for what no face has."""
    return "".join(_printable(character) for character in text)


def _printable(character: str) -> str:
    if ord(character) in characters_of(COMMON) or character == "\n":
        return character
    if _is_unseen(character):
        return " "
    return character if ord(character) in characters_of(RARE) else MISSING


def _is_unseen(character: str) -> bool:
    """Spaces, controls and marks of direction. What Unicode got later than this Python still has a shape."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of text with the face that prints each."""
    for face, characters in groupby(text, key=face_of):
        yield face, "".join(characters)


class Ruler:
    """How wide texts are, by the faces that a PDF has opened; it opens the rare one when first asked for it."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._widths: dict[str, Any] = {}
        self.open(COMMON)

    def open(self, face: str) -> str:
        if face not in self._widths:
            self._pdf.add_font(face, "", FOLDER / f"{face}.otf")
            self._widths[face] = self._pdf.fonts[face].cw
        return face

    def __call__(self, text: str, size: float) -> float:
        """Millimetres at a size in points."""
        common = self._widths[COMMON]
        known = characters_of(COMMON)
        units = sum(common[ord(c)] if ord(c) in known else self._rare(c) for c in text)
        return float(units) / 1000 * size * POINT

    def _rare(self, character: str) -> float:
        return float(self._widths[self.open(RARE)][ord(character)])
