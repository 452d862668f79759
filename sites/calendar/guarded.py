"""The one statement that claims: it raises the counters of all wanted nights that have room, and no other.

PostgreSQL locks the rows first, in the order of claims, then judges what it locked. SQLite has one
writer at a time and needs no locks.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sites.calendar.claim_rows import PLACES, STAGE, ClaimKind
from sites.calendar.wanted import Place, Portion
from sites.foundation import clock
from sites.foundation.database import fetch, is_sqlite

_WANTED_POSTGRES = (
    "SELECT * FROM unnest($1::int[], $2::int[], $3::date[], $4::int[]) "
    "AS w (site_id, room_type_id, date, amount)"
)
_WANTED_SQLITE = (
    "SELECT json_extract(value, '$[0]') AS site_id, json_extract(value, '$[1]') AS room_type_id, "
    "json_extract(value, '$[2]') AS date, json_extract(value, '$[3]') AS amount FROM json_each($1)"
)
_HAS_PLACE = "n.held + n.sold + w.amount <= n.people_limit"
_HAS_ROOM = "n.held + n.sold + w.amount <= n.sell_limit AND NOT n.is_closed"
_NOT_KEPT = "(NOT n.has_waiters OR n.first_refusal_until IS NULL OR n.first_refusal_until <= {now})"


async def raise_counters(
    kind: ClaimKind, portions: Sequence[Portion], *, is_sold: bool, may_take_kept: bool
) -> Mapping[Place, int]:
    """Raise held (or sold) by each portion that fits; the ids of the raised counters by place.

    `portions` names each night once, in the order of claims. Whoever finds one missing rolls back.
    """
    values = _values(portions)
    guard = _HAS_PLACE if kind is PLACES else _HAS_ROOM
    if not (kind is PLACES or may_take_kept):
        values.append(clock.now())
        guard = f"{guard} AND {_NOT_KEPT.format(now=f'${len(values)}')}"
    rows = await fetch(_statement(kind, STAGE[is_sold], guard), *values)
    return {(row["site_id"], row["room_type_id"], _day(row["date"])): row["id"] for row in rows}


def _statement(kind: ClaimKind, stage: str, guard: str) -> str:
    wanted, lock = (
        (_WANTED_SQLITE, "") if is_sqlite() else (_WANTED_POSTGRES, " FOR NO KEY UPDATE OF n")
    )
    return (
        f"WITH wanted AS ({wanted}), w AS (SELECT n.id AS counter, wanted.amount FROM {kind.counters} n "  # noqa: S608
        f"JOIN wanted ON {kind.joins} ORDER BY {kind.order}{lock}) "
        f"UPDATE {kind.counters} AS n SET {stage} = n.{stage} + w.amount FROM w "
        f"WHERE n.id = w.counter AND {guard} RETURNING id, site_id, {kind.room_type} AS room_type_id, date"
    )


def _values(portions: Sequence[Portion]) -> list[object]:
    if is_sqlite():
        return [json.dumps([[*one[:2], one.night.isoformat(), one.amount] for one in portions])]
    return [list(column) for column in zip(*portions, strict=True)]


def _day(value: date | str) -> date:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value
