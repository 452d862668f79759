"""A table on A4: columns as wide as their words want, figures never broken, its head again on every sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.documents.breaking import lines_of, longest_piece
from booking.documents.marks import ACROSS, LEFT, Pen, Rule, Text, Width, baseline, line_height
from booking.documents.model import Align, Column, Table

SIZES = (9.0, 8.0, 7.0)
PAD, ROOM = 1.6, 1.0
THIN, STRONG = 0.12, 0.3


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns' widths in millimetres, and the size of letters with which they fit."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    size: float


def draw_table(pen: Pen, table: Table) -> None:
    grid = _grid(table, pen.width_of)
    head = tuple(column.words for column in table.columns)
    _row(pen, grid, head, is_bold=True, rule=STRONG)
    for row in table.rows:
        _row(pen, grid, row, again=head)
    if table.foot:
        _row(pen, grid, table.foot, is_bold=True, rule=STRONG, again=head)


def _grid(table: Table, width_of: Width) -> Grid:
    """The largest size at which no piece of text is cut; the smallest one where none is enough."""
    rows = [tuple(column.words for column in table.columns), *table.rows, *([table.foot] if table.foot else [])]  # fmt: skip
    columns = list(zip(*rows, strict=True))
    size = next((one for one in SIZES if sum(_least(columns, width_of, one)) <= ACROSS), SIZES[-1])
    least = _least(columns, width_of, size)
    most = [max(width_of(cell, size) for cell in column) + 2 * PAD for column in columns]
    firm = [column.align is Align.RIGHT for column in table.columns]
    return Grid(table.columns, shares(most, least, firm, ACROSS), size)


def _least(columns: Sequence[Sequence[str]], width_of: Width, size: float) -> list[float]:
    """The widths at which no piece of text is cut."""
    return [
        max(longest_piece(cell, lambda text: width_of(text, size)) for cell in column) + 2 * PAD
        for column in columns
    ]


def shares(
    most: Sequence[float], least: Sequence[float], firm: Sequence[bool], across: float
) -> tuple[float, ...]:
    """How `across` is shared: whole widths and the rest evenly; or, where that is too much, least widths and the
    rest by what each still wants, figures first. Pure.
    """
    spare = across - sum(most)
    if spare >= 0:
        return tuple(one + spare / len(most) for one in most)
    spare = across - sum(least)
    if spare < 0:
        return tuple(one * across / sum(least) for one in least)
    found = list(least)
    for wants_first in (True, False):
        wants = [m - f if is_firm is wants_first else 0.0 for m, f, is_firm in zip(most, found, firm, strict=True)]  # fmt: skip
        given = min(spare, sum(wants))
        if given > 0:
            found = [f + given * w / sum(wants) for f, w in zip(found, wants, strict=True)]
            spare -= given
    return tuple(found)


def _row(
    pen: Pen,
    grid: Grid,
    cells: Sequence[str],
    *,
    is_bold: bool = False,
    rule: float = THIN,
    again: Sequence[str] = (),
) -> None:
    """A row, its head `again` on a new sheet. A row that is higher than a sheet goes on over the next ones."""
    texts = [
        lines_of(cell, width - 2 * PAD + 0.01, lambda t: pen.width_of(t, grid.size))
        for cell, width in zip(cells, grid.widths, strict=True)
    ]
    height = line_height(grid.size)
    rows = max(len(lines) for lines in texts)
    if rows * height + 2 * ROOM > pen.left:
        _turn(pen, grid, again)
    while rows:
        fitting = max(1, min(rows, int((pen.left - 2 * ROOM) / height)))
        _lines(pen, grid, [lines[:fitting] for lines in texts], fitting, is_bold=is_bold)
        texts, rows = [lines[fitting:] for lines in texts], rows - fitting
        if rows:
            _turn(pen, grid, again)
    pen.put(Rule(LEFT, pen.y, sum(grid.widths), rule))


def _turn(pen: Pen, grid: Grid, head: Sequence[str]) -> None:
    if not pen.is_at_top:
        pen.turn()
    if head:
        _row(pen, grid, head, is_bold=True, rule=STRONG)


def _lines(
    pen: Pen, grid: Grid, texts: Sequence[Sequence[str]], rows: int, *, is_bold: bool
) -> None:
    height, x = line_height(grid.size), LEFT
    for column, width, lines in zip(grid.columns, grid.widths, texts, strict=True):
        for n, words in enumerate(lines):
            at = x + _indent(column.align, width, pen.width_of(words, grid.size))
            top = pen.y + ROOM + n * height
            pen.put(Text(at, baseline(top, grid.size), words, grid.size, is_bold))
        x += width
    pen.y += rows * height + 2 * ROOM


def _indent(align: Align, width: float, taken: float) -> float:
    if align is Align.RIGHT:
        return width - PAD - taken
    return (width - taken) / 2 if align is Align.CENTRE else PAD
