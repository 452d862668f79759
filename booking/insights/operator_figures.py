"""An operator's own figures of a year: where groups came from, month by month, what it earned, and what it refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking.insights.counted_sql import HEADS
from booking.stays.states import EFFECTS, State
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.regions import city_of

CAME = tuple(s for s, e in EFFECTS.items() if e.is_sold and s is not State.NO_SHOW)
_PER_NIGHT = (
    f"SELECT n.stay_id, n.date, {HEADS} FROM stays a JOIN stay_nights n ON n.stay_id = a.id "  # noqa: S608
    "AND n.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = a.id) "
    "WHERE a.operator_id = $1 AND a.check_in >= $2 AND a.check_in < $3 GROUP BY n.stay_id, n.date"
)
# Heads are those of the fullest night. Charges count whoever collects them: the operator, or a service centre for it.
_STAYS = (
    "SELECT s.id, s.check_in, s.state, s.reason, s.was_cancelled, o.area_code, "  # noqa: S608
    "COALESCE(d.heads, 0) AS heads, COALESCE((SELECT SUM(c.minor) FROM charges c WHERE c.stay_id = s.id "
    " AND c.voided_at IS NULL), 0) AS income "
    "FROM stays s JOIN organisations o ON o.id = s.union_id LEFT JOIN "
    "(SELECT p.stay_id, MAX(p.workers) + MAX(p.family) + MAX(p.crew) AS heads "
    f" FROM ({_PER_NIGHT}) p GROUP BY p.stay_id) d ON d.stay_id = s.id "
    "WHERE s.operator_id = $1 AND s.check_in >= $2 AND s.check_in < $3 ORDER BY s.id"
)
# The nights of the year itself, also those of groups that arrived in the year before.
_NIGHTS = (
    "SELECT t.date, SUM(COALESCE(t.arrived_rooms, t.contracted_rooms)) AS rooms FROM stay_nights t "
    "JOIN stays s ON s.id = t.stay_id WHERE s.operator_id = $1 AND t.date >= $2 AND t.date < $3 "
    "AND NOT s.was_cancelled AND s.state IN ({states}) "
    "AND t.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = t.stay_id) GROUP BY t.date"
)
_REFUSED = (
    "SELECT e.reason, COUNT(*) AS stays FROM stay_events e JOIN stays s ON s.id = e.stay_id "
    "WHERE s.operator_id = $1 AND s.check_in >= $2 AND s.check_in < $3 AND e.from_state IN ('inquiry', 'submitted') "
    "AND (e.act = 'declined' OR (e.act = 'expired' AND e.reason = 'operator_silent')) GROUP BY e.reason"
)


@dataclass(frozen=True)
class Tally:
    """`name` is a city's code, or a month's number. Groups and people by day of arrival; rooms by their nights.

    People and rooms are as counted where somebody counted, else as booked. `income` is what unions are charged, fees of
    groups that did not come included, whether the operator collects it or a service centre for it.
    """

    name: str
    groups: int
    people: int
    rooms: int
    income: Money


@dataclass(frozen=True)
class OperatorFigures:
    """`origins` the most people first; `months` all twelve; `refusals` by reason, the most frequent first."""

    year: int
    origins: tuple[Tally, ...]
    months: tuple[Tally, ...]
    refusals: tuple[tuple[str, int], ...]
    answered_yes: int

    @property
    def total(self) -> Tally:
        return _tally("", self.months, rooms=sum(one.rooms for one in self.months))


async def operator_figures(year: int, *, by: Actor) -> OperatorFigures:
    """Of the actor's own organisation alone. Three queries."""
    span = (by.organisation_id, date(year, 1, 1), date(year + 1, 1, 1))
    rows = await fetch(_STAYS, *span)
    states = ", ".join(f"'{state.value}'" for state in CAME)
    nights = {_day(r["date"]): int(r["rooms"]) for r in await fetch(_NIGHTS.format(states=states), *span)}  # fmt: skip
    refused = await fetch(_REFUSED, *span)
    origins = [_of_rows(code, rows, code=code) for code in {city_of(r["area_code"]) for r in rows}]
    months = [
        _of_rows(str(month), rows, month=month, rooms=_in_month(nights, month))
        for month in range(1, 13)
    ]
    return OperatorFigures(
        year,
        tuple(sorted((o for o in origins if o.groups or o.income), key=lambda o: (-o.people, o.name))),
        tuple(months),
        tuple(sorted(((r["reason"], int(r["stays"])) for r in refused), key=lambda r: (-r[1], r[0]))),
        sum(1 for row in rows if _came(row)),
    )  # fmt: skip


def _of_rows(
    name: str, rows: Iterable[Mapping[str, Any]], *, code: str = "", month: int = 0, rooms: int = 0
) -> Tally:
    mine = [
        row
        for row in rows
        if (not code or city_of(row["area_code"]) == code)
        and (not month or _day(row["check_in"]).month == month)
    ]
    came = [row for row in mine if _came(row)]
    income = sum(int(row["income"]) for row in mine if row["state"] != State.SUBMITTED)
    return Tally(name, len(came), sum(int(row["heads"]) for row in came), rooms, Money(income))


def _tally(name: str, parts: Iterable[Tally], *, rooms: int) -> Tally:
    every = list(parts)
    return Tally(
        name, sum(one.groups for one in every), sum(one.people for one in every), rooms,
        Money(sum(one.income.minor for one in every)),
    )  # fmt: skip


def _came(row: Mapping[str, Any]) -> bool:
    """Confirmed and not cancelled: those who came, and those who will."""
    return State(row["state"]) in CAME and not row["was_cancelled"]


def _in_month(nights: Mapping[date, int], month: int) -> int:
    return sum(rooms for night, rooms in nights.items() if night.month == month)


def _day(value: date | str) -> date:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value
