"""The year's figures against the same days of last year, and what each number is put together from."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.insights.received import (
    BOOKED,
    LOCAL,
    RECORDED,
    VISITING,
    Asked,
    Cell,
    Part,
    Sums,
    cells,
    parts_of,
)
from sites.foundation import clock

EARLIEST = 2015


@dataclass(frozen=True)
class Figures:
    """Sums of one span, by source and by who came."""

    asked: Asked
    every: tuple[Part, ...]

    def sums(self, *, source: str = "", who: str = "") -> Sums:
        fitting = [
            part.sums
            for part in self.every
            if source in {"", part.source} and who in {"", part.who}
        ]
        return sum(fitting, Sums())

    @property
    def all(self) -> Sums:
        return self.sums()

    @property
    def by_source(self) -> tuple[tuple[str, Sums], ...]:
        return tuple((source, self.sums(source=source)) for source in (BOOKED, RECORDED))

    @property
    def by_who(self) -> tuple[tuple[str, Sums], ...]:
        return tuple((who, self.sums(who=who)) for who in (VISITING, LOCAL))


@dataclass(frozen=True)
class Year:
    """A year until today, or an earlier one whole, beside the same days of the year before."""

    year: int
    now: Figures
    before: Figures

    @property
    def last_day(self) -> date:
        return self.now.asked.until - timedelta(days=1)

    @property
    def is_under_way(self) -> bool:
        return self.last_day != date(self.year, 12, 31)


@dataclass(frozen=True)
class YearCells:
    """A year until today and the same days of the year before, each asked once for all that a desk shows of them."""

    year: int
    span: Asked
    last: Asked
    now: tuple[Cell, ...]
    before: tuple[Cell, ...]

    def figures(self) -> Year:
        return Year(
            self.year,
            Figures(self.span, parts_of(self.now)),
            Figures(self.last, parts_of(self.before)),
        )


async def year_cells(year: int) -> YearCells:
    span = span_of(year)
    last = Asked(span.first.replace(year=year - 1), _a_year_earlier(span.until))
    return YearCells(year, span, last, await cells(span), await cells(last))


async def year_figures(year: int) -> Year:
    return (await year_cells(year)).figures()


def span_of(year: int) -> Asked:
    """The year until today, today included."""
    tomorrow = clock.today() + timedelta(days=1)
    return Asked(date(year, 1, 1), min(date(year + 1, 1, 1), max(tomorrow, date(year, 1, 2))))


def year_from(text: str) -> int:
    """A year that figures can be asked of, out of an address; else this one."""
    now = clock.today().year
    found = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else now
    return found if EARLIEST <= found <= now else now


def _a_year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
