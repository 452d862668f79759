"""The two sorts of claim rows, and the open ones of holders in the order in which counters are touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sites.foundation.database import change, fetch

STAGE = {False: "held", True: "sold"}


@dataclass(frozen=True)
class ClaimKind:
    """`counters` is the table of what is scarce (`n` in its SQL), `claims` that of who has how much of it."""

    claims: str
    counters: str
    key: str
    amount: str
    room_type: str
    joins: str
    order: str


PLACES = ClaimKind(
    "reception_claims", "receptions", "reception_id", "people", room_type="0",
    joins="n.site_id = wanted.site_id AND n.date = wanted.date", order="n.site_id, n.date",
)  # fmt: skip
ROOMS = ClaimKind(
    "night_claims", "nights", "night_id", "rooms", room_type="room_type_id",
    joins="n.site_id = wanted.site_id AND n.room_type_id = wanted.room_type_id AND n.date = wanted.date",
    order="n.site_id, n.room_type_id, n.date",
)  # fmt: skip


class Noted(NamedTuple):
    """So much of a counter is a holder's."""

    counter: int
    holder: str
    amount: int


async def open_claims(kind: ClaimKind, *holders: str) -> list[dict[str, Any]]:
    places = ", ".join(f"${number}" for number in range(1, len(holders) + 1))
    return await fetch(
        f"SELECT c.id, c.{kind.key} AS counter, c.{kind.amount} AS amount, c.is_sold "  # noqa: S608
        f"FROM {kind.claims} c JOIN {kind.counters} n ON n.id = c.{kind.key} "
        f"WHERE c.holder IN ({places}) AND c.released_at IS NULL ORDER BY {kind.order}",
        *holders,
    )


async def write_claims(kind: ClaimKind, noted: Sequence[Noted], *, is_sold: bool) -> None:
    """A row for each holder of these counters, which were just raised by that amount. One statement."""
    values = [value for one in noted for value in (*one, is_sold)]
    rows = (f"(${n}, ${n + 1}, ${n + 2}, ${n + 3}, NULL)" for n in range(1, len(values), 4))
    await change(
        f"INSERT INTO {kind.claims} ({kind.key}, holder, {kind.amount}, is_sold, released_at) "  # noqa: S608
        f"VALUES {', '.join(rows)}",
        *values,
    )
