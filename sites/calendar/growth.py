"""A claim that is about to change: only its growth is taken, and its shrinkage given back once that is settled.

One pass of net differences in the order of all claims; what stays the same is never given up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sites.calendar.claim_locks import lock_claims
from sites.calendar.claim_rows import PLACES, ROOMS, STAGE, ClaimKind
from sites.calendar.claims import Claim, take
from sites.calendar.first_refusal import announce_freed, keep_dates
from sites.calendar.release import free, release_row
from sites.calendar.sale import sell
from sites.calendar.wanted import Place, Portion, Wanted
from sites.foundation import clock
from sites.foundation.database import change, fetch

Taken = Mapping[Place, int]


async def claim_growth(wanted: Wanted, *, beside: str, holder: str) -> None:
    """Claim for `holder` what `wanted` needs beyond the open claims of `beside`, or raise and take nothing.

    Refused as `claim` refuses. Nothing is claimed where nothing grows. What `beside` has is locked as well: it may
    shrink in the same transaction.
    """
    await lock_claims(beside, wanted=[wanted])
    for kind, portions in ((PLACES, wanted.places()), (ROOMS, wanted.rooms_by_night())):
        taken = await _taken(kind, beside)
        await take(kind, [Claim(holder, one) for one in _beyond(portions, taken)])


def _beyond(portions: Iterable[Portion], taken: Taken) -> Iterable[Portion]:
    for one in portions:
        yield one._replace(amount=one.amount - taken.get(one.place, 0))


async def settle_growth(wanted: Wanted, *, growth: str, holder: str, is_sold: bool = False) -> None:
    """Let `growth`'s claims become `holder`'s, and give back what `holder` then has beyond `wanted`.

    `is_sold` where the holder's own claims are.
    """
    await lock_claims(growth, holder)
    if is_sold:
        await sell(growth)
    for kind in (PLACES, ROOMS):
        for row in await _rows(kind, growth):
            await _hand_over(kind, row, to=holder)
    await shrink(wanted, holder=holder)


async def shrink(wanted: Wanted, *, holder: str) -> None:
    """Give back what `holder` has beyond `wanted`; nothing grows. What comes free is kept for waiting groups."""
    await lock_claims(holder)
    places = {one.place: one.amount for one in wanted.places()}
    await keep_dates(await _shrink(PLACES, holder, places))
    rooms = {one.place: one.amount for one in wanted.rooms_by_night()}
    await announce_freed(await _shrink(ROOMS, holder, rooms))


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


async def _shrink(kind: ClaimKind, holder: str, kept: Taken) -> list[int]:
    """The counters of which something came free."""
    left, freed = dict(kept), []
    for row in await _rows(kind, holder):
        keep = min(row["amount"], left.get(_place(row), 0))
        left[_place(row)] = left.get(_place(row), 0) - keep
        if keep == row["amount"]:
            continue
        freed.append(row["counter"])
        if keep:
            await _lower(kind, row, to=keep)
        else:
            await release_row(kind, row)
    return freed


async def _lower(kind: ClaimKind, row: dict[str, Any], *, to: int) -> None:
    # The claim row is the lock: what it says now is what is lowered.
    lowered = await change(
        f"UPDATE {kind.claims} SET {kind.amount} = $1 "  # noqa: S608
        f"WHERE id = $2 AND released_at IS NULL AND {kind.amount} = $3",
        to,
        row["id"],
        row["amount"],
    )
    if lowered:
        stage = STAGE[bool(row["is_sold"])]
        await free(kind, row["counter"], row["amount"] - to, stage=stage)


async def _taken(kind: ClaimKind, holder: str) -> Taken:
    found: Counter[Place] = Counter()
    for row in await _rows(kind, holder):
        found[_place(row)] += row["amount"]
    return found


async def _rows(kind: ClaimKind, holder: str) -> list[dict[str, Any]]:
    return await fetch(
        f"SELECT c.id, c.{kind.key} AS counter, c.{kind.amount} AS amount, c.is_sold, n.date, n.site_id, "  # noqa: S608
        f"{kind.room_type} AS room_type_id "
        f"FROM {kind.claims} c JOIN {kind.counters} n ON n.id = c.{kind.key} "
        f"WHERE c.holder = $1 AND c.released_at IS NULL ORDER BY {kind.order}, c.id",
        holder,
    )


def _place(row: Mapping[str, Any]) -> Place:
    day = row["date"]
    # Raw rows carry dates as text on SQLite.
    night = date.fromisoformat(day) if isinstance(day, str) else day
    return row["site_id"], row["room_type_id"], night
