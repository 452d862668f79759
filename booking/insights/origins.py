"""Where this year's groups came from: people by city, beside the same days of last year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from booking.insights.received import Cell, Sums
from booking.insights.year import YearCells, year_cells


@dataclass(frozen=True)
class Origin:
    """`people` are workers, as in the year's figures; `code` is empty where the city is not on record."""

    code: str
    people: int
    groups: int
    before: int


async def origins(year: int) -> tuple[Origin, ...]:
    return origins_of(await year_cells(year))


def origins_of(year: YearCells) -> tuple[Origin, ...]:
    """Cities that sent anybody this year or last, the most people first."""
    now, before = _by_city(year.now), _by_city(year.before)
    # A group that came before New Year and stayed has nights in the year, and sent nobody in it.
    sent = {code for code in {*now, *before} if now[code].groups or before[code].groups}
    found = [Origin(code, now[code].people, now[code].groups, before[code].people) for code in sent]
    return tuple(sorted(found, key=lambda one: (-one.people, one.code)))


def _by_city(cells: Iterable[Cell]) -> defaultdict[str, Sums]:
    found: defaultdict[str, Sums] = defaultdict(Sums)
    for one in cells:
        found[one.origin_code] += one.sums
    return found
