"""Nights and receptions as the database has them now: one number a night, gathered by the database, written as whole columns."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from sites.foundation import clock
from sites.foundation.database import fetch, is_sqlite
from sites.search.model.manners import OF_THE_BASE, Kind
from sites.search.model.model import MOST_PEOPLE, NOBODY, Model, Stretch
from sites.search.model.planes import NOT_OPENED, Ints

_DAY = {
    True: "CAST(julianday(date) - 2440587.5 AS INTEGER)",
    False: "(date - DATE '1970-01-01')::bigint",
}
_JOINED = {True: "group_concat({}, ' ')", False: "string_agg(({})::text, ' ')"}
_WORD = (
    "CASE WHEN no_arrival THEN 32768 ELSE 0 END + CASE WHEN no_departure THEN 16384 ELSE 0 END "
    "+ CASE WHEN min_stay > 127 THEN 127 ELSE min_stay END * 128 "
    "+ CASE WHEN max_stay > 127 THEN 127 ELSE max_stay END"
)
_IS_UNUSUAL = (
    "(min_through > 1 OR max_through < 30 OR book_from IS NOT NULL OR book_until IS NOT NULL)"
)
# From the left: the day, whether more is asked than the word says, 14 bits of free rooms + 1, and the word: no arrival, no
# departure, 7 bits each of minimum and maximum.
_NIGHT = (
    f"{{day}} * 2147483648 + CASE WHEN {_IS_UNUSUAL} THEN 1073741824 ELSE 0 END + (CASE WHEN is_closed THEN 0 "
    "WHEN has_waiters AND first_refusal_until > $1 OR held + sold >= sell_limit THEN 1 "
    f"ELSE sell_limit - held - sold + 1 END) * 65536 + {_WORD}"
)
_UNUSUAL = (
    f"SELECT room_type_id, {{day}} AS day, {_WORD} AS word, min_through, max_through, "  # noqa: S608
    f"coalesce(book_from, {OF_THE_BASE}) AS book_from, coalesce(book_until, {OF_THE_BASE}) AS book_until "
    f"FROM nights WHERE ({{where}}) AND {_IS_UNUSUAL}"
)
_NIGHTS = (
    "SELECT site_id, room_type_id, {cells} AS cells, MIN(CASE WHEN has_waiters AND first_refusal_until > $1 "
    "THEN first_refusal_until END) AS promised FROM nights WHERE {where} GROUP BY site_id, room_type_id"
)
_PLACES = (
    f"{{day}} * 65536 + CASE WHEN held + sold >= people_limit THEN 0 "
    f"WHEN people_limit - held - sold > {MOST_PEOPLE} THEN {MOST_PEOPLE} ELSE people_limit - held - sold END"
)
_RECEPTIONS = "SELECT site_id, {cells} AS cells FROM receptions WHERE {where} GROUP BY site_id"


async def write_nights(model: Model, stretches: Sequence[Stretch]) -> None:
    """These nights as they are now; what is not there any more is not opened."""
    own = _own(model, stretches)
    if not own:
        return
    where = _where(own)
    received = await fetch(_statement(_RECEPTIONS, _PLACES, where))
    nights = await fetch(_statement(_NIGHTS, _NIGHT, where), clock.now())
    asked_before = [_forget(model, stretch) for stretch in own]
    for row in received:
        _write_people(model, row)
    by_site = {stretch.site_id: stretch for stretch in own}
    # Every row is written, whatever the first of them asks.
    ask_more = [_write_rooms(model, row, by_site) for row in nights]
    if any(ask_more):
        for row in await fetch(_UNUSUAL.format(day=_DAY[is_sqlite()], where=where)):
            _write_unusual(model, row)
    for stretch, before in zip(own, asked_before, strict=True):
        _tell_changed(model, stretch, before)


def _own(model: Model, stretches: Iterable[Stretch]) -> list[Stretch]:
    """Each base once, with the days of all its stretches; bases that the model does not have are left out."""
    found: dict[int, Stretch] = {}
    for one in stretches:
        if one.site_id in model.columns:
            found[one.site_id] = one.with_(found.get(one.site_id, one))
    return [*found.values()]


def _where(stretches: Sequence[Stretch]) -> str:
    # Own integers and dates, never text from outside.
    spans = {(one.first, one.until) for one in stretches}
    if len(spans) == 1:
        ids = ", ".join(str(int(one.site_id)) for one in stretches)
        first, until = spans.pop()
        return f"site_id IN ({ids}) AND date >= '{first}' AND date < '{until}'"
    return " OR ".join(
        f"site_id = {int(one.site_id)} AND date >= '{one.first}' AND date < '{one.until}'"
        for one in stretches
    )


def _statement(form: str, cell: str, where: str) -> str:
    cells = _JOINED[is_sqlite()].format(cell.format(day=_DAY[is_sqlite()]))
    return form.format(cells=cells, where=where)


def _forget(model: Model, stretch: Stretch) -> list[Ints]:
    """Answers what the nights asked, plane by plane."""
    before = _manners(model, stretch)
    column = model.columns[stretch.site_id]
    days = model.frame.clipped(stretch.first, stretch.until)
    model.people[days, column] = NOBODY
    for plane in model.rooms:
        if column < plane.width:
            plane.free[days, column] = NOT_OPENED
            plane.manners[days, column] = 0
    return before


def _manners(model: Model, stretch: Stretch) -> list[Ints]:
    column, days = model.columns[stretch.site_id], model.frame.clipped(stretch.first, stretch.until)
    return [one.manners[days, column].copy() for one in model.rooms if column < one.width]


def _tell_changed(model: Model, stretch: Stretch, before: list[Ints]) -> None:
    """Most changes are of what is free: what nights ask is then known already."""
    first, column = (
        model.frame.clipped(stretch.first, stretch.until).start,
        model.columns[stretch.site_id],
    )
    own = (plane for plane in model.rooms if column < plane.width)
    for plane, old, new in zip(own, before, _manners(model, stretch), strict=True):
        plane.changed(first + np.flatnonzero(old != new))


def _write_people(model: Model, row: dict[str, Any]) -> None:
    words = _numbers(row["cells"])
    at, inside = _positions(model, words >> 16)
    model.people[at, model.columns[row["site_id"]]] = (words & 65_535)[inside]


def _write_rooms(model: Model, row: dict[str, Any], stretches: dict[int, Stretch]) -> bool:
    """Answers whether one of these nights asks more than its word says."""
    if row["room_type_id"] not in model.types:
        return False  # its base's own note is still to come
    number, column = model.types[row["room_type_id"]]
    words = _numbers(row["cells"])
    at, inside = _positions(model, words >> 31)
    plane = model.rooms[number]
    plane.free[at, column] = ((words >> 16 & 16_383) - 1)[inside]
    codes = model.manners.codes(words & 65_535)[inside]
    model.keep_manners()
    plane.manners[at, column] = codes
    if row["promised"] is not None:
        _remember(model, _instant(row["promised"]), stretches[row["site_id"]])
    return bool((words >> 30 & 1).any())


def _write_unusual(model: Model, row: dict[str, Any]) -> None:
    at = int(row["day"]) - model.frame.epoch_day
    if row["room_type_id"] in model.types and 0 <= at < model.frame.days:
        number, column = model.types[row["room_type_id"]]
        code = model.manners.unusual(Kind(*(int(row[name]) for name in Kind._fields)))
        model.keep_manners()
        model.rooms[number].manners[at, column] = code


def _remember(model: Model, until: datetime, stretch: Stretch) -> None:
    """By then the base's nights are to be read again: the rooms are free for everybody."""
    known = model.promised.get(stretch.site_id, (until, stretch))
    model.promised[stretch.site_id] = (min(until, known[0]), stretch.with_(known[1]))


def _positions(model: Model, days: Ints) -> tuple[Ints, Ints]:
    at = days - model.frame.epoch_day
    inside = (at >= 0) & (at < model.frame.days)
    return at[inside], inside


def _numbers(text: str) -> Ints:
    return np.fromstring(text, np.int64, sep=" ")


def _instant(value: datetime | str) -> datetime:
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(value) if isinstance(value, str) else value
