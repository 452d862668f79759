"""One process of the rush: so many holds of one room each, by one union, as fast as it can.

    python -m tests.proofs.holding URL SITE ACTOR_JSON CHECK_IN NIGHTS COUNT [unguarded]

Prints `{"held": n, "refused": {"NightsTaken": n, ...}, "errors": {...}}`. `unguarded` is the control:
the same verb with a claim that reads, says so on a line, waits for a line, and writes.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from booking import TABLES, stays
from booking.stays import hold as _verb  # noqa: F401 - the module is patched below
from sites import calendar
from sites.calendar import NightsTaken, Wanted
from sites.foundation import database as db
from sites.foundation import sealing
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.packages import Heads

_seen: dict[str, int] = {}


async def main(
    url: str, site: str, actor: str, check_in: str, nights: str, count: int, *, unguarded: bool
) -> None:
    sealing.configure(sealing.Keys({"k1": b"0" * 32}, b"index key of the tests"))
    await db.connect(url, TABLES)
    try:
        held, refused, errors = 0, Counter[str](), Counter[str]()
        by = _actor(json.loads(actor))
        for _ in range(count):
            try:
                await _one(site, date.fromisoformat(check_in), int(nights), by, unguarded=unguarded)
                held += 1
            except Refusal as refusal:
                refused[kind_of(refusal)] += 1
            except Exception as fault:  # noqa: BLE001 - whatever it is, the proof reports it
                errors[type(fault).__name__] += 1
        print(json.dumps({"held": held, "refused": refused, "errors": errors}))  # noqa: T201
    finally:
        await db.disconnect()


async def _one(site: str, check_in: date, nights: int, by: Actor, *, unguarded: bool) -> None:
    order = stays.HoldOrder(site, "CARE", check_in, nights, {"TWIN": 1}, Heads(2))
    if unguarded:
        # Outside the transaction: on SQLite a reader inside it would already have the write lock.
        row = (await db.fetch(_FREE, site, check_in))[0]
        _seen.update(id=row["id"], held=row["held"], limit=row["sell_limit"])
        print("read", flush=True)  # noqa: T201
        await asyncio.to_thread(sys.stdin.readline)
        calendar.claim_all = claim_without_guard  # type: ignore[assignment]
    await stays.hold(order, by=by)


_FREE = (
    "SELECT n.id, n.held, n.sell_limit FROM nights n JOIN sites s ON s.id = n.site_id "
    "JOIN room_types t ON t.id = n.room_type_id WHERE s.code = $1 AND n.date = $2 AND t.code = 'TWIN'"
)


async def claim_without_guard(
    asked: Iterable[tuple[str, Wanted]], *, is_sold: bool = False, **_: Any
) -> None:
    ((holder, wanted),) = asked
    if _seen["held"] + 1 > _seen["limit"]:
        raise NightsTaken(night=wanted.check_in, left=0, asked=1)
    await db.change("UPDATE nights SET held = $1 WHERE id = $2", _seen["held"] + 1, _seen["id"])
    await db.change(
        "INSERT INTO night_claims (night_id, holder, rooms, is_sold, released_at) VALUES ($1, $2, 1, $3, NULL)",
        _seen["id"],
        holder,
        is_sold,
    )


def kind_of(refusal: Refusal) -> str:
    """What was refused, however finely its words tell why: held by others is taken too."""
    return next(kind.__name__ for kind in type(refusal).__mro__ if Refusal in kind.__bases__)


def _actor(facts: dict[str, Any]) -> Actor:
    return Actor(
        user_id=facts["user_id"],
        organisation_id=facts["organisation_id"],
        kind="union",
        grants=frozenset({"stays.book"}),
    )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:6], int(sys.argv[6]), unguarded="unguarded" in sys.argv[7:]))
