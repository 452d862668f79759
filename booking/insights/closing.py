"""What a period's table says, and what it reports of closed ones: computed from the rows, then frozen by a person."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from booking import receptions
from booking.insights.received import Asked, Received, Sums, groups
from booking.receptions import Closed, Period
from sites.foundation.actor import Actor
from sites.foundation.idempotency import Key
from sites.foundation.language import choose

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One group in a table: what it is, named in both languages, and what it adds to the period's figures."""

    source: str
    public_id: str
    site_code: str
    site_name_zh: str
    site_name_en: str
    name_zh: str
    name_en: str
    origin_code: str
    is_local: bool
    check_in: str
    check_out: str
    adds: Sums

    @property
    def name(self) -> str:
        return choose(self.name_zh, self.name_en)

    @property
    def site_name(self) -> str:
        return choose(self.site_name_zh, self.site_name_en)


@dataclass(frozen=True)
class Adjustment:
    """A group of an earlier closed period: what that period said of it, and what is so now."""

    number: int
    first: str
    line: Line
    before: Sums
    now: Sums

    @property
    def difference(self) -> Sums:
        return self.now - self.before


@dataclass(frozen=True)
class Table:
    """A period open or closed. `total` is what is reported: the period itself and the adjustments."""

    period: Period
    lines: tuple[Line, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def own(self) -> Sums:
        return sum((line.adds for line in self.lines), Sums())

    @property
    def adjusted(self) -> Sums:
        return sum((one.difference for one in self.adjustments), Sums())

    @property
    def total(self) -> Sums:
        return self.own + self.adjusted


async def table_of(period: Period, *, federation_id: int) -> Table:
    """As it would be closed now."""
    closed = await receptions.closed_periods(federation_id, period.kind)
    earlier = [one for one in closed if one.period.first < period.first]
    found = [adjustment for one in earlier for adjustment in await _adjustments(one, closed)]
    return Table(period, await _lines(period), tuple(found))


def frozen_table(closed: Closed) -> Table:
    """As it was closed."""
    return Table(
        closed.period,
        tuple(_line(facts) for facts in closed.lines),
        tuple(_adjustment(facts) for facts in closed.adjustments),
    )


async def close(period: Period, *, by: Actor, key: Key | None = None) -> str:
    """Freeze the table as it is now; the closed period's public id. Refused: as `close_period`.

    What changes between reading and freezing differs from what is frozen, and so stands among the
    adjustments of the next period.
    """
    table = await table_of(period, federation_id=by.organisation_id)
    return await receptions.close_period(
        period, lines=[asdict(line) for line in table.lines],
        adjustments=[asdict(one) for one in table.adjustments], by=by, key=key,
    )  # fmt: skip


async def next_to_close(kind: str, *, federation_id: int) -> Period | None:
    """The period after the last closed one, or the latest that is over; None while it is not over."""
    closed = await receptions.closed_periods(federation_id, kind)
    period = closed[-1].period.next if closed else receptions.last_over(kind)
    return period if period.is_over else None


async def _lines(period: Period) -> tuple[Line, ...]:
    return tuple(_line_of(row) for row in await groups(Asked(period.first, period.until)))


async def _adjustments(one: Closed, closed: Iterable[Closed]) -> list[Adjustment]:
    said, now = _said(one, closed), {line.public_id: line for line in await _lines(one.period)}
    found = []
    for public_id in dict.fromkeys([*said, *now]):
        before = said[public_id].adds if public_id in said else Sums()
        after = now[public_id].adds if public_id in now else Sums()
        if before != after:
            line = now.get(public_id) or said[public_id]
            first = one.period.first.isoformat()
            found.append(Adjustment(one.number, first, line, before, after))
    return found


def _said(one: Closed, closed: Iterable[Closed]) -> dict[str, Line]:
    """The period as last reported: its own table with the adjustments that later ones made to it."""
    said = {line.public_id: line for line in frozen_table(one).lines}
    for later in closed:
        for change in frozen_table(later).adjustments:
            if change.number == one.number:
                facts = {**vars(change.line), "adds": change.now}
                said[change.line.public_id] = Line(**facts)
    return said


def _line_of(row: Received) -> Line:
    return Line(
        row.source, row.public_id, row.site_code, row.site_name_zh, row.site_name_en, row.name_zh,
        row.name_en, row.origin_code, row.is_local, row.check_in.isoformat(), row.check_out.isoformat(), row.adds,
    )  # fmt: skip


def _line(facts: Facts) -> Line:
    return Line(**{**facts, "adds": Sums(**facts["adds"])})


def _adjustment(facts: Facts) -> Adjustment:
    return Adjustment(
        facts["number"], facts["first"], _line(facts["line"]), Sums(**facts["before"]),
        Sums(**facts["now"]),
    )  # fmt: skip
