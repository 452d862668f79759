"""A document as PDF: laid on sheets, drawn by fpdf2 beside the event loop, two at a time and never without end."""

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from booking.documents.layout import sheets_of
from booking.documents.letters import Ruler, missing_in, printable, runs
from booking.documents.marks import POINT, Mark, Rule, Sheet, Square, Text
from booking.documents.model import Document, Facts, Paragraphs, Part, Place, Signatures, Table
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import CHINESE, N_, _, speaking

MEDIA_TYPE = "application/pdf"
MOST_LETTERS = 200_000
BLACK, SOFT, HAIR = 20, 95, 150

# Drawing takes memory for the letters: more than two at a time wait for each other.
_hands = ThreadPoolExecutor(max_workers=2, thread_name_prefix="printing")


class DocumentTooLong(Refusal):
    code = "document_too_long"
    kind = Kind.BAD_INPUT
    words = N_("This paper is too long to be printed. Choose a shorter period.")


async def printed(document: Document) -> bytes:
    """The document as a PDF file. Refused: DocumentTooLong."""
    if sum(map(len, document.texts())) > MOST_LETTERS:
        raise DocumentTooLong
    loop, context = asyncio.get_running_loop(), contextvars.copy_context()
    return await loop.run_in_executor(_hands, context.run, draw, document)


def draw(document: Document) -> bytes:
    """The file, in the document's language. Slow: `printed` calls it in a thread."""
    with speaking(document.language):
        pdf = _blank(document)
        ruler = Ruler(pdf)
        for sheet in sheets_of(_printable(_with_missing(document)), ruler):
            pdf.add_page()
            _draw_sheet(pdf, ruler, sheet)
        return bytes(pdf.output())


def _blank(document: Document) -> Any:
    from fpdf import FPDF

    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_title(f"{document.title} {document.reference}")
    pdf.set_producer("Tongxin")
    pdf.set_creation_date(document.made_at)
    pdf.set_lang("zh-CN" if document.language == CHINESE else "en")
    return pdf


def _with_missing(document: Document) -> Document:
    """Characters that no face has are named by their number, so that they can be written in by hand."""
    missing = missing_in(document.texts())
    if not missing:
        return document
    codes = ", ".join(f"U+{ord(character):04X}" for character in missing)
    text = _("〓 stands for a character that cannot be printed here; write it in by hand: %(codes)s.", codes=codes)  # fmt: skip
    return replace(document, parts=(*document.parts, Paragraphs("", (text,))))


def _printable(document: Document) -> Document:
    return replace(
        document,
        title=printable(document.title), lead=printable(document.lead), reference=printable(document.reference),
        parts=tuple(_printable_part(part) for part in document.parts),
    )  # fmt: skip


def _printable_part(part: Part) -> Part:
    if isinstance(part, Signatures):
        return Signatures(tuple(Place(printable(p.words), _each(p.blanks), p.has_seal) for p in part.places))  # fmt: skip
    if isinstance(part, Paragraphs):
        return replace(part, heading=printable(part.heading), texts=_each(part.texts))
    if isinstance(part, Facts):
        pairs = tuple((printable(name), printable(value)) for name, value in part.pairs)
        return replace(part, heading=printable(part.heading), pairs=pairs)
    return _printable_table(part)


def _printable_table(table: Table) -> Table:
    return replace(
        table,
        heading=printable(table.heading),
        columns=tuple(replace(one, words=printable(one.words)) for one in table.columns),
        rows=tuple(_each(row) for row in table.rows),
        foot=_each(table.foot),
    )


def _each(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(printable(text) for text in texts)


def _draw_sheet(pdf: Any, ruler: Ruler, sheet: Sheet) -> None:
    for mark in sheet:
        _draw_mark(pdf, ruler, mark)


def _draw_mark(pdf: Any, ruler: Ruler, mark: Mark) -> None:
    if isinstance(mark, Text):
        _draw_text(pdf, ruler, mark)
    elif isinstance(mark, Rule):
        pdf.set_draw_color(HAIR)
        pdf.set_line_width(mark.weight)
        pdf.line(mark.x, mark.y, mark.x + mark.length, mark.y)
    else:
        _draw_square(pdf, mark)


def _draw_square(pdf: Any, mark: Square) -> None:
    pdf.set_draw_color(SOFT)
    pdf.set_line_width(0.2)
    if mark.is_dashed:
        pdf.set_dash_pattern(dash=1.5, gap=1.2)
    pdf.rect(mark.x, mark.y, mark.width, mark.height)
    pdf.set_dash_pattern()


def _draw_text(pdf: Any, ruler: Ruler, mark: Text) -> None:
    """One line, each stretch in the face that has its characters. Bold is the same letters with a drawn edge."""
    pdf.set_text_color(SOFT if mark.is_soft else BLACK)
    x = mark.x
    for face, words in runs(mark.words):
        pdf.set_font(ruler.open(face), size=mark.size)
        if mark.is_bold:
            with pdf.local_context(text_mode="FILL_STROKE", line_width=mark.size * POINT * 0.06):
                pdf.set_draw_color(BLACK)
                pdf.text(x, mark.y, words)
        else:
            pdf.text(x, mark.y, words)
        x += ruler(words, mark.size)
