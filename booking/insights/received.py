"""Groups that were received, booked here or recorded in the ledger: their sums, and the rows behind each sum.

People count once, in the span of their first night; nights count on each night's date, of workers
alone; crew is in no figure. A sum and its list are asked of the same rows with the same conditions.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from booking.insights.received_sql import ADDS, MONTH, received
from booking.receptions.vocabulary import home
from sites.foundation.database import fetch, is_sqlite
from sites.foundation.language import choose

BOOKED, RECORDED = "booked", "recorded"
VISITING, LOCAL = "visiting", "local"
NUMBERS = tuple(ADDS)


@dataclass(frozen=True)
class Asked:
    """The span, half open, and what narrows it. `number` keeps the rows that add to that figure."""

    first: date
    until: date
    number: str = ""
    who: str = ""
    source: str = ""
    site: str = ""

    def only(self, **changes: Any) -> "Asked":
        return replace(self, **changes)


@dataclass(frozen=True)
class Sums:
    """`people` are workers; `nights` person-nights; `income` in fen."""

    groups: int = 0
    people: int = 0
    family: int = 0
    nights: int = 0
    income: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, n) + getattr(other, n) for n in NUMBERS))

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, n) - getattr(other, n) for n in NUMBERS))

    def of(self, number: str) -> int:
        return int(getattr(self, number))


@dataclass(frozen=True)
class Received:
    """One group; `adds` is what it adds to each figure of the span."""

    source: str
    public_id: str
    site_code: str
    site_name_zh: str
    site_name_en: str
    name_zh: str
    name_en: str
    origin_code: str
    is_local: bool
    is_historic: bool
    check_in: date
    check_out: date
    workers: int
    family: int
    crew: int
    adds: Sums

    @property
    def name(self) -> str:
        return choose(self.name_zh, self.name_en)

    @property
    def site_name(self) -> str:
        return choose(self.site_name_zh, self.site_name_en)


@dataclass(frozen=True)
class Cell:
    """Sums of the groups of one source and city, at the bases of one district, that came in one month."""

    source: str
    who: str
    origin_code: str
    district_code: str
    month: int
    sums: Sums


@dataclass(frozen=True)
class Part:
    """Sums of the groups of one source, visiting or local."""

    source: str
    who: str
    sums: Sums


async def cells(asked: Asked) -> tuple[Cell, ...]:
    """All that a desk shows of a span is put together from these. One query, and no row for each group."""
    month = MONTH["sqlite" if is_sqlite() else "postgres"]
    rows = await _select(
        asked, f"r.source, r.is_local, r.origin_code, b.district_code, {month} AS month, {_sums()}",
        "GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
    )  # fmt: skip
    return tuple(
        Cell(
            row["source"], LOCAL if row["is_local"] else VISITING, row["origin_code"],
            row["district_code"], int(row["month"]), _sums_of(row),
        )
        for row in rows
    )  # fmt: skip


def parts_of(cells: Iterable[Cell]) -> tuple[Part, ...]:
    """What the span's figures are put together from."""
    found: defaultdict[tuple[str, str], Sums] = defaultdict(Sums)
    for one in cells:
        found[one.source, one.who] += one.sums
    return tuple(Part(source, who, sums) for (source, who), sums in found.items())


async def sums(asked: Asked) -> Sums:
    (row,) = await _select(asked, _sums())
    return _sums_of(row)


async def sums_by_site(asked: Asked) -> Mapping[int, Sums]:
    """By base id; bases that received nobody are absent."""
    rows = await _select(asked, f"r.site_id, {_sums()}", "GROUP BY r.site_id")
    return {row["site_id"]: _sums_of(row) for row in rows}


async def how_many(asked: Asked) -> int:
    """Rows that make up the figure."""
    (row,) = await _select(asked, "COUNT(*) AS listed")
    return int(row["listed"])


async def groups(asked: Asked, *, limit: int = 100_000, offset: int = 0) -> list[Received]:
    """Exactly the rows that make up the figure, by arrival."""
    each = ", ".join(f"{adds} AS add_{number}" for number, adds in ADDS.items())
    rows = await _select(
        asked, f"r.*, b.code, b.name AS base, b.name_en AS base_en, {each}",
        f"ORDER BY r.check_in, b.code, r.public_id LIMIT {limit:d} OFFSET {offset:d}",
    )  # fmt: skip
    return [_received(row) for row in rows]


async def _select(asked: Asked, columns: str, after: str = "") -> list[dict[str, Any]]:
    # Columns and conditions are constants of this room; what people typed goes in as values.
    values: list[object] = [f"{home()[:4]}%", asked.first, asked.until]
    where = ["1 = 1"]
    if asked.number in ADDS:
        where.append(f"{ADDS[asked.number]} <> 0")
    if asked.who in {VISITING, LOCAL}:
        where.append(f"r.is_local = {int(asked.who == LOCAL)}")
    for column, value in (("r.source", asked.source), ("b.code", asked.site)):
        if value:
            values.append(value)
            where.append(f"{column} = ${len(values)}")
    source = received(dialect="sqlite" if is_sqlite() else "postgres")
    sql = f"SELECT {columns} FROM {source} WHERE {' AND '.join(where)} {after}"  # noqa: S608
    return await fetch(sql, *values)


def _sums() -> str:
    return ", ".join(f"COALESCE(SUM({adds}), 0) AS add_{number}" for number, adds in ADDS.items())


def _sums_of(row: Mapping[str, Any]) -> Sums:
    return Sums(*(int(row[f"add_{number}"]) for number in NUMBERS))


def _received(row: Mapping[str, Any]) -> Received:
    return Received(
        source=row["source"], public_id=row["public_id"], site_code=row["code"],
        site_name_zh=row["base"], site_name_en=row["base_en"], name_zh=row["name"],
        name_en=row["name_en"],
        origin_code=row["origin_code"], is_local=bool(row["is_local"]),
        is_historic=bool(row["is_historic"]), check_in=_day(row["check_in"]),
        check_out=_day(row["check_out"]), workers=int(row["workers"]), family=int(row["family"]),
        crew=int(row["crew"]), adds=_sums_of(row),
    )  # fmt: skip


def _day(value: Any) -> date:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value
