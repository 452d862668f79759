"""Papers that the program draws up: one model for each, shown on the screen, printed on A4, and as PDF."""

from booking.documents.decision import compared_table
from booking.documents.drawing_up import (
    DocumentNotYet,
    DocumentUnknown,
    Offered,
    documents_of,
    draw_up,
    draw_up_in_full,
)
from booking.documents.model import (
    Align,
    Column,
    Document,
    Facts,
    Paragraphs,
    Place,
    Signatures,
    Table,
)
from booking.documents.own_statement import own_statement
from booking.documents.printing import MEDIA_TYPE, DocumentTooLong, printed

__all__ = [
    "MEDIA_TYPE",
    "Align",
    "Column",
    "Document",
    "DocumentNotYet",
    "DocumentTooLong",
    "DocumentUnknown",
    "Facts",
    "Offered",
    "Paragraphs",
    "Place",
    "Signatures",
    "Table",
    "compared_table",
    "documents_of",
    "draw_up",
    "draw_up_in_full",
    "own_statement",
    "printed",
]
