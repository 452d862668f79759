"""The two sorts of claim rows, and the open ones of holders in the order in which counters are touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sites.foundation.database import change, fetch

STAGE = {False: "held", True: "sold"}


@dataclass(frozen=True)
class ClaimKind:
    claims: str
    counters: str
    key: str
    amount: str
    order: str


PLACES = ClaimKind("reception_claims", "receptions", "reception_id", "people", "n.site_id, n.date")
ROOMS = ClaimKind(
    "night_claims", "nights", "night_id", "rooms", "n.site_id, n.room_type_id, n.date"
)


async def open_claims(kind: ClaimKind, *holders: str) -> list[dict[str, Any]]:
    places = ", ".join(f"${number}" for number in range(1, len(holders) + 1))
    return await fetch(
        f"SELECT c.id, c.{kind.key} AS counter, c.{kind.amount} AS amount, c.is_sold "  # noqa: S608
        f"FROM {kind.claims} c JOIN {kind.counters} n ON n.id = c.{kind.key} "
        f"WHERE c.holder IN ({places}) AND c.released_at IS NULL ORDER BY {kind.order}",
        *holders,
    )


async def write_claims(
    kind: ClaimKind,
    counters: Sequence[Mapping[str, Any]],
    amount: int,
    *,
    holder: str,
    is_sold: bool,
) -> None:
    """A row for each of these counters, which were just raised by that amount. One statement."""
    values = [value for row in counters for value in (row["id"], holder, amount, is_sold)]
    rows = (f"(${n}, ${n + 1}, ${n + 2}, ${n + 3}, NULL)" for n in range(1, len(values), 4))
    await change(
        f"INSERT INTO {kind.claims} ({kind.key}, holder, {kind.amount}, is_sold, released_at) "  # noqa: S608
        f"VALUES {', '.join(rows)}",
        *values,
    )
