"""Heat of a year: people by district and month of arrival, and beside them what is confirmed ahead."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from booking import stays
from booking.insights.received import Cell
from booking.insights.year import YearCells, year_cells
from sites import listings
from sites.foundation import clock
from sites.regions import districts

MONTHS = tuple(range(1, 13))
SHADES = 5


@dataclass(frozen=True)
class HeatRow:
    """Workers, as in the year's figures. `came` and `coming` by month, January first."""

    district_code: str
    bases: int
    came: tuple[int, ...]
    coming: tuple[int, ...]

    @property
    def arrived(self) -> int:
        """Who came in the year: what the year's figures say, without anybody who is still to come."""
        return sum(self.came)

    @property
    def ahead(self) -> int:
        return sum(self.coming)


@dataclass(frozen=True)
class Heat:
    """`foot` is the whole city. A month is ahead when it has not begun."""

    year: int
    rows: tuple[HeatRow, ...]
    foot: HeatRow

    @property
    def highest(self) -> int:
        return max((number for row in self.rows for number in row.came), default=0)

    def shade(self, number: int) -> int:
        """0 where nobody came, else 1 to 5 by how it stands to the highest."""
        return -(-SHADES * number // self.highest) if number else 0

    def is_ahead(self, month: int) -> bool:
        today = clock.today()
        return (self.year, month) > (today.year, today.month)


async def heat(year: int) -> Heat:
    return await heat_of(await year_cells(year))


async def heat_of(cells: YearCells) -> Heat:
    year = cells.year
    bases = Counter(card.district_code for card in await listings.cards())
    came, coming = _came(cells.now), await stays.workers_coming(year)
    rows = tuple(
        HeatRow(
            one.code,
            bases[one.code],
            tuple(came[one.code, month] for month in MONTHS),
            tuple(coming[one.code, month] for month in MONTHS),
        )
        for one in districts()
    )
    return Heat(year, rows, _foot(rows))


def _came(cells: Iterable[Cell]) -> Counter[tuple[str, int]]:
    found: Counter[tuple[str, int]] = Counter()
    for one in cells:
        found[one.district_code, one.month] += one.sums.people
    return found


def _foot(rows: tuple[HeatRow, ...]) -> HeatRow:
    return HeatRow(
        "",
        sum(row.bases for row in rows),
        tuple(sum(row.came[month - 1] for row in rows) for month in MONTHS),
        tuple(sum(row.coming[month - 1] for row in rows) for month in MONTHS),
    )
