"""A document laid on sheets of A4: what stands where, before anything is drawn. Knows no PDF."""

from booking.documents.breaking import lines_of
from booking.documents.marks import (
    ACROSS,
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Pen,
    Rule,
    Sheet,
    Square,
    Text,
    Width,
    baseline,
    line_height,
)
from booking.documents.model import (
    Document,
    Facts,
    Paragraphs,
    Part,
    Place,
    Signatures,
    Table,
)
from booking.documents.tables import draw_table
from sites.foundation.formats import moment
from sites.foundation.language import _

TITLE, HEADING, BODY, SMALL = 16.0, 11.0, 10.0, 8.0
NAMES = 38.0  # the width of the names of facts
PLACE, SEAL = 46.0, 30.0  # the heights of a place to sign and of the square for the seal


def sheets_of(document: Document, width_of: Width) -> list[Sheet]:
    """Every sheet with its foot: reference, when it was drawn up, and which sheet of how many."""
    pen = Pen(width_of)
    _head(pen, document)
    for part in document.parts:
        _part(pen, part)
    for number, sheet in enumerate(pen.sheets, start=1):
        sheet.extend(_foot(document, number, len(pen.sheets), width_of))
    return pen.sheets


def _head(pen: Pen, document: Document) -> None:
    if document.is_example:
        _example_mark(pen)
    for words in _wrapped(pen, document.title, TITLE, ACROSS - 40):
        pen.line(words, TITLE, x=(WIDTH - pen.width_of(words, TITLE)) / 2, is_bold=True)
    if document.lead:
        for words in _wrapped(pen, document.lead, BODY, ACROSS):
            pen.line(words, BODY, x=(WIDTH - pen.width_of(words, BODY)) / 2, is_soft=True)
    pen.y += 3
    pen.put(Rule(LEFT, pen.y, ACROSS, 0.4))
    pen.y += 2


def _example_mark(pen: Pen) -> None:
    words = _("example")
    wide = pen.width_of(words, HEADING) + 4
    pen.put(Square(RIGHT - wide, pen.y, wide, 7))
    pen.put(Text(RIGHT - wide + 2, baseline(pen.y + 0.5, HEADING), words, HEADING, is_bold=True))


def _part(pen: Pen, part: Part) -> None:
    pen.space(4)
    if isinstance(part, Signatures):
        _signatures(pen, part)
        return
    if part.heading:
        _heading(pen, part.heading, part.unit if isinstance(part, Table) else "")
    if isinstance(part, Paragraphs):
        _paragraphs(pen, part)
    elif isinstance(part, Facts):
        _facts(pen, part)
    else:
        draw_table(pen, part)


def _heading(pen: Pen, words: str, unit: str) -> None:
    """Never alone at the bottom of a sheet."""
    pen.keep(3 * line_height(HEADING) + 6)
    if unit:
        at = RIGHT - pen.width_of(unit, SMALL)
        pen.put(Text(at, baseline(pen.y, HEADING), unit, SMALL, is_soft=True))
    pen.line(words, HEADING, is_bold=True)
    pen.y += 1


def _paragraphs(pen: Pen, part: Paragraphs) -> None:
    for number, text in enumerate(part.texts, start=1):
        label = f"{number}. " if part.is_numbered else ""
        indent = pen.width_of("00. ", BODY) if label else 0.0
        for n, words in enumerate(_wrapped(pen, text, BODY, ACROSS - indent)):
            if label and n == 0:
                pen.keep(line_height(BODY))
                pen.put(Text(LEFT, baseline(pen.y, BODY), label.strip(), BODY))
            pen.line(words, BODY, x=LEFT + indent)
        pen.y += 1


def _facts(pen: Pen, part: Facts) -> None:
    for name, value in part.pairs:
        names = _wrapped(pen, name, BODY, NAMES - 2)
        values = _wrapped(pen, value or "–", BODY, ACROSS - NAMES)
        pen.keep(max(len(names), len(values)) * line_height(BODY))
        for n in range(max(len(names), len(values))):
            if n < len(names):
                pen.put(Text(LEFT, baseline(pen.y, BODY), names[n], BODY, is_soft=True))
            pen.line(values[n] if n < len(values) else "", BODY, x=LEFT + NAMES)
        pen.y += 0.8


def _signatures(pen: Pen, part: Signatures) -> None:
    """Two beside each other. A place is never cut in two."""
    half = (ACROSS - 8) / 2
    for first in range(0, len(part.places), 2):
        pen.keep(PLACE)
        for n, place in enumerate(part.places[first : first + 2]):
            _place(pen, place, LEFT + n * (half + 8), half)
        pen.y += PLACE


def _place(pen: Pen, place: Place, x: float, width: float) -> None:
    room = width - (SEAL + 4 if place.has_seal else 0)
    y = pen.y
    pen.put(Rule(x, y, width, 0.3))
    for words in _wrapped(pen, place.words, BODY, room):
        pen.put(Text(x, baseline(y + 1, BODY), words, BODY))
        y += line_height(BODY)
    for words in place.blanks:
        y += 3
        pen.put(Text(x, baseline(y + 1, SMALL), words, SMALL, is_soft=True))
        y += line_height(SMALL)
        pen.put(Rule(x + pen.width_of(words, SMALL) + 1, y + 0.5, max(8.0, room - 4 - pen.width_of(words, SMALL))))  # fmt: skip
    if place.has_seal:
        _seal_place(pen, x + width - SEAL)


def _seal_place(pen: Pen, x: float) -> None:
    words = _("Seal here")
    pen.put(Square(x, pen.y + 3, SEAL, SEAL, is_dashed=True))
    at = x + (SEAL - pen.width_of(words, SMALL)) / 2
    pen.put(Text(at, baseline(pen.y + 1 + SEAL / 2, SMALL), words, SMALL, is_soft=True))


def _foot(document: Document, number: int, count: int, width_of: Width) -> Sheet:
    page = _("Page %(number)s of %(count)s", number=number, count=count)
    about = _("%(reference)s · drawn up on %(at)s", reference=document.reference, at=moment(document.made_at))  # fmt: skip
    y = baseline(BOTTOM + 6, SMALL)
    at = RIGHT - width_of(page, SMALL)
    return [
        Rule(LEFT, BOTTOM + 5, ACROSS),
        Text(LEFT, min(y, HEIGHT - 6), about, SMALL, is_soft=True),
        Text(at, min(y, HEIGHT - 6), page, SMALL, is_soft=True),
    ]


def _wrapped(pen: Pen, text: str, size: float, width: float) -> list[str]:
    return lines_of(text, width, lambda words: pen.width_of(words, size))
