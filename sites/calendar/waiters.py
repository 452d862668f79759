"""Nights for which groups wait, whoever these are: marked for them, looked at for them, and let go again.

A mark is for every room type of a night: whoever takes other rooms of it takes places at the table too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sites.calendar.edit_telling import tell_span
from sites.calendar.nights import nights_between
from sites.foundation.database import change, demand_transaction, fetch, is_sqlite
from sites.foundation.identifiers import public_id

# Let go by a transaction alone: until then also what was promised for a time that is over.
_KEPT = "has_waiters AND first_refusal_until IS NOT NULL"
_FREE = "held + sold < sell_limit AND NOT is_closed"


@dataclass(frozen=True, slots=True)
class Span:
    """The nights of a site from `first` until before `until`, all room types."""

    site_id: int
    first: date
    until: date


async def lock_nights(*spans: Span) -> None:
    """Nobody else claims, frees or marks these nights before this transaction ends. In the order of claims."""
    demand_transaction()
    await _lock("nights", spans, order="site_id, room_type_id, date")


async def lock_places(*spans: Span) -> None:
    """The same of the people received; places are locked before nights, by everybody."""
    demand_transaction()
    await _lock("receptions", spans, order="site_id, date")


async def _lock(table: str, spans: Collection[Span], *, order: str) -> None:
    if is_sqlite() or not spans:  # there is one writer at a time
        return
    values: list[object] = []
    for one in spans:
        values += (one.site_id, one.first, one.until)
    each = (f"(site_id = ${n} AND date >= ${n + 1} AND date < ${n + 2})" for n in range(1, len(values), 3))  # fmt: skip
    await fetch(
        f"SELECT id FROM {table} WHERE {' OR '.join(each)} ORDER BY {order} FOR NO KEY UPDATE",  # noqa: S608
        *values,
    )


async def mark_waiters(span: Span, waited: Iterable[Span]) -> None:
    """Let exactly those nights of `span` have waiters that lie in one of `waited`. They are locked by the caller."""
    demand_transaction()
    wanted: set[date] = set()
    for one in waited:
        if one.site_id == span.site_id:
            wanted.update(nights_between(one.first, one.until))
    nights = nights_between(span.first, span.until)
    await _mark(span.site_id, [night for night in nights if night in wanted], _ON)
    nobodys = [night for night in nights if night not in wanted]
    kept = await _kept_of(span.site_id, nobodys)
    await _mark(span.site_id, nobodys, _OFF)
    await _tell(kept)


_ON = "has_waiters = TRUE WHERE NOT has_waiters"
_OFF = "has_waiters = FALSE, first_refusal_until = NULL WHERE has_waiters"


async def _kept_of(site_id: int, nights: list[date]) -> list[dict[str, Any]]:
    """Of these nights those with rooms that are kept: without waiters they are everybody's."""
    if not nights:
        return []
    places = ", ".join(f"${n}" for n in range(2, len(nights) + 2))
    return await fetch(
        f"SELECT site_id, date FROM nights WHERE {_KEPT} AND {_FREE} AND site_id = $1 AND date IN ({places})",  # noqa: S608
        site_id,
        *nights,
    )


async def _mark(site_id: int, nights: list[date], what: str) -> None:
    if nights:
        places = ", ".join(f"${n}" for n in range(2, len(nights) + 2))
        await change(
            f"UPDATE nights SET {what} AND site_id = $1 AND date IN ({places})",  # noqa: S608
            site_id,
            *nights,
        )


async def sites_with_kept() -> list[int]:
    """Sites where rooms are kept for waiting groups, or were until their time was over, and nobody has let them go yet."""
    rows = await fetch(
        f"SELECT DISTINCT site_id FROM nights WHERE {_KEPT} ORDER BY site_id"  # noqa: S608 - own words
    )
    return [row["site_id"] for row in rows]


async def lock_kept(site_id: int) -> list[int]:
    """The nights that are kept, or were; none of them is claimed or freed before this transaction ends."""
    demand_transaction()
    lock = "" if is_sqlite() else " FOR NO KEY UPDATE"
    rows = await fetch(
        f"SELECT id FROM nights WHERE site_id = $1 AND {_KEPT} "  # noqa: S608
        f"ORDER BY room_type_id, date{lock}",
        site_id,
    )
    return [row["id"] for row in rows]


async def let_go(nights: Collection[int]) -> None:
    """Rooms of these nights are everybody's at once, and whoever listens is told. They were locked by `lock_kept`."""
    demand_transaction()
    if nights:
        places = ", ".join(f"${n}" for n in range(1, len(nights) + 1))
        freed = await fetch(
            f"UPDATE nights SET first_refusal_until = NULL WHERE id IN ({places}) "  # noqa: S608
            f"RETURNING site_id, date, {_FREE} AS is_free",
            *nights,
        )
        await _tell([row for row in freed if row["is_free"]])


async def _tell(nights: Collection[Mapping[str, Any]]) -> None:
    """One telling for each site, from the first of its nights until the last. Days are text on SQLite."""
    for site_id in sorted({row["site_id"] for row in nights}):
        days = sorted(str(row["date"]) for row in nights if row["site_id"] == site_id)
        first, last = (date.fromisoformat(day) for day in (days[0], days[-1]))
        until = last + timedelta(days=1)
        await tell_span(site_id, first, until, source=f"let_go:{public_id()}")
