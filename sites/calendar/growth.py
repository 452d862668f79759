"""A claim that is about to change: only its growth is taken, and its shrinkage given back once that is settled.

One pass of net differences in the order of all claims; what stays the same is never given up.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sites.calendar.claim_rows import PLACES, ROOMS, STAGE, ClaimKind
from sites.calendar.claims import Wanted, claim_places, claim_rooms
from sites.calendar.nights import nights_between
from sites.calendar.release import release_row
from sites.foundation import clock
from sites.foundation.database import change, demand_transaction, fetch

_DETAIL = {PLACES: "0 AS room_type_id", ROOMS: "n.room_type_id"}
Taken = Mapping[tuple[int, date], int]


async def claim_growth(wanted: Wanted, *, beside: str, holder: str) -> None:
    """Claim for `holder` what `wanted` needs beyond the open claims of `beside`, or raise and take nothing.

    Refused as `claim` refuses. Nothing is claimed where nothing grows.
    """
    demand_transaction()
    places, rooms = await _taken(PLACES, beside), await _taken(ROOMS, beside)
    nights = nights_between(wanted.check_in, wanted.check_out)
    for night in nights:
        more = wanted.people - places.get((0, night), 0)
        if more > 0:
            only = replace(wanted, people=more)
            await claim_places(only, night, holder=holder, is_sold=False)
    for kind, count in sorted(wanted.rooms.items()):
        for night in nights:
            more = count - rooms.get((kind, night), 0)
            if more > 0:
                await claim_rooms(
                    wanted.site_id, kind, night, more, holder=holder, is_sold=False
                )  # fmt: skip


async def settle_growth(wanted: Wanted, *, growth: str, holder: str) -> None:
    """Let `growth`'s claims become `holder`'s, and give back what `holder` then has beyond `wanted`."""
    demand_transaction()
    nights = nights_between(wanted.check_in, wanted.check_out)
    for kind in (PLACES, ROOMS):
        for row in await _rows(kind, growth):
            await _hand_over(kind, row, to=holder)
    places = {(0, night): wanted.people for night in nights}
    rooms = {(kind, night): n for kind, n in wanted.rooms.items() for night in nights}
    await _shrink(PLACES, holder, places)
    await _shrink(ROOMS, holder, rooms)


async def _hand_over(kind: ClaimKind, row: dict[str, Any], *, to: str) -> None:
    # One open row for each holder and night: growth beside an older row flows into that one.
    added = await change(
        f"UPDATE {kind.claims} SET {kind.amount} = {kind.amount} + $1 "  # noqa: S608
        f"WHERE holder = $2 AND {kind.key} = $3 AND released_at IS NULL",
        row["amount"],
        to,
        row["counter"],
    )
    moved = ("released_at = $1", clock.now()) if added else ("holder = $1", to)
    await change(f"UPDATE {kind.claims} SET {moved[0]} WHERE id = $2", moved[1], row["id"])  # noqa: S608


async def _shrink(kind: ClaimKind, holder: str, kept: Taken) -> None:
    left = dict(kept)
    for row in await _rows(kind, holder):
        key = (row["room_type_id"], _day(row["date"]))
        keep = min(row["amount"], left.get(key, 0))
        left[key] = left.get(key, 0) - keep
        if not keep:
            await release_row(kind, row)
        elif keep < row["amount"]:
            await _lower(kind, row, to=keep)


async def _lower(kind: ClaimKind, row: dict[str, Any], *, to: int) -> None:
    # The claim row is the lock: what it says now is what is lowered.
    lowered = await change(
        f"UPDATE {kind.claims} SET {kind.amount} = $1 "  # noqa: S608
        f"WHERE id = $2 AND released_at IS NULL AND {kind.amount} = $3",
        to,
        row["id"],
        row["amount"],
    )
    stage = STAGE[bool(row["is_sold"])]
    if lowered:
        await change(
            f"UPDATE {kind.counters} SET {stage} = {stage} - $1 WHERE id = $2",  # noqa: S608
            row["amount"] - to,
            row["counter"],
        )


async def _taken(kind: ClaimKind, holder: str) -> Taken:
    found: dict[tuple[int, date], int] = {}
    for row in await _rows(kind, holder):
        key = (row["room_type_id"], _day(row["date"]))
        found[key] = found.get(key, 0) + row["amount"]
    return found


async def _rows(kind: ClaimKind, holder: str) -> list[dict[str, Any]]:
    return await fetch(
        f"SELECT c.id, c.{kind.key} AS counter, c.{kind.amount} AS amount, c.is_sold, n.date, {_DETAIL[kind]} "  # noqa: S608
        f"FROM {kind.claims} c JOIN {kind.counters} n ON n.id = c.{kind.key} "
        f"WHERE c.holder = $1 AND c.released_at IS NULL ORDER BY {kind.order}, c.id",
        holder,
    )


def _day(value: date | str) -> date:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value
