"""What a document is, before anybody draws it: words in their order, tables that add up, places to sign.

One model, drawn twice: as a page of the house (templates/pages/documents) and as a PDF (`printing`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Column:
    """Amounts and counts stand right, so that figures stand under each other."""

    words: str
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Texts under a heading; numbered where others must be able to name them."""

    heading: str
    texts: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one line each."""

    heading: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`unit` is said once beside the heading. `foot` are the sums; ValueError for a row of another length."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    unit: str = ""

    def __post_init__(self) -> None:
        for row in (*self.rows, self.foot or self.columns):
            if len(row) != len(self.columns):
                msg = f"a row of {len(row)} cells under {len(self.columns)} columns: {row}"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody signs: whose place it is, and lines to fill in. A seal gets an empty marked square, never a drawn one."""

    words: str
    blanks: tuple[str, ...] = ()
    has_seal: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    places: tuple[Place, ...]


Part = Paragraphs | Facts | Table | Signatures


@dataclass(frozen=True, slots=True)
class Document:
    """One paper in one language. `name` is its code in addresses, `reference` what people quote of it.

    `is_example` marks what was drawn up from invented data (示例).
    """

    name: str
    title: str
    reference: str
    made_at: datetime
    language: str
    lead: str = ""
    parts: tuple[Part, ...] = field(default=())
    is_example: bool = False

    def texts(self) -> Iterator[str]:
        """Everything that must stand on the paper, but for its foot."""
        yield self.title
        if self.lead:
            yield self.lead
        for part in self.parts:
            yield from texts_of(part)


def texts_of(part: Part) -> Iterator[str]:
    if isinstance(part, Signatures):
        for place in part.places:
            yield from (place.words, *place.blanks)
        return
    if part.heading:
        yield part.heading
    if isinstance(part, Paragraphs):
        yield from part.texts
    elif isinstance(part, Facts):
        for pair in part.pairs:
            yield from pair
    else:
        yield from (column.words for column in part.columns)
        for row in (*part.rows, part.foot):
            yield from row
