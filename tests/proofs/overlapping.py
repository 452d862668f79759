"""One process of the crowd: groups that want overlapping nights, change their minds, and let their time run out.

    python -m tests.proofs.overlapping URL

Reads one line of JSON: `{"seed": 1, "count": 500, "tasks": 2, "first": "2027-01-01", "sites": ["HS-..."],
"union": {...}, "operators": [{...}]}`, and prints `{"answers": {"held": n, "NightsTaken": n, ...}, "errors": {...}}`.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from booking import TABLES, stays
from booking.stays.models import Stay
from sites.foundation import clock, sealing
from sites.foundation import database as db
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.databases import KEYS
from tests.proofs.holding import kind_of

TWIN, FAMILY = "TWIN", "FAMILY"
# An option's days are over: whoever wants its nights expires it first.
LONG_AGO = timedelta(days=12)


@dataclass
class Crowd:
    """What one process does; every order is drawn from its dice."""

    asked: dict[str, Any]
    dice: Random
    answers: Counter[str]
    errors: Counter[str]

    @property
    def union(self) -> Actor:
        return actor_of(self.asked["union"])

    async def run(self) -> None:
        share = self.asked["count"] // self.asked["tasks"]
        await asyncio.gather(
            *(self._one_after_the_other(share) for _ in range(self.asked["tasks"]))
        )

    async def _one_after_the_other(self, count: int) -> None:
        for _ in range(count):
            await self._noted("held", self._one)

    async def _noted(self, done: str, act: Callable[[], Awaitable[None]]) -> bool:
        try:
            await act()
        except Refusal as refusal:
            self.answers[f"{done}: {kind_of(refusal)}"] += 1
            return False
        except Exception as fault:  # noqa: BLE001 - whatever it is, the proof reports it
            self.errors[f"{done}: {type(fault).__name__}: {fault}"[:200]] += 1
            return False
        self.answers[done] += 1
        return True

    async def _one(self) -> None:
        """A hold, and what becomes of it: it stands, is forgotten, let go, or changed and let go."""
        place = self.dice.randrange(len(self.asked["sites"]))
        order, fate = self._order(self.asked["sites"][place]), self.dice.random()
        if fate < 0.25:
            with clock.moved_to(clock.now() - LONG_AGO):
                await stays.hold(order, by=self.union)
            return
        stay_id = await stays.hold(order, by=self.union)
        if fate < 0.55:
            await self._noted("cancelled", lambda: self._cancel(stay_id))
        elif fate < 0.95:
            if fate > 0.75:
                await self._noted("confirmed", lambda: self._confirm(stay_id, place))
            await self._noted("amended", lambda: self._amend(stay_id, order, place))
            await self._noted("cancelled", lambda: self._cancel(stay_id))

    def _order(self, site: str) -> stays.HoldOrder:
        dice = self.dice
        rooms = {TWIN: dice.randint(2, 6)} | ({FAMILY: 1} if dice.random() < 0.5 else {})
        first = date.fromisoformat(self.asked["first"]) + timedelta(days=dice.randint(0, 8))
        return stays.HoldOrder(site, "CARE", first, dice.randint(2, 7), rooms, Heads(rooms[TWIN] * 2))  # fmt: skip

    async def _confirm(self, stay_id: str, place: int) -> None:
        await stays.submit(stay_id, by=self.union)
        await stays.accept(stay_id, by=actor_of(self.asked["operators"][place]))
        await stays.confirm((await Stay.get(public_id=stay_id)).id)

    async def _amend(self, stay_id: str, order: stays.HoldOrder, place: int) -> None:
        """Other nights and rooms than before; what needs the operator's yes gets it."""
        twins = max(1, order.rooms[TWIN] + self.dice.randint(-2, 3))
        terms = stays.NewTerms(
            order.check_in + timedelta(days=self.dice.randint(-1, 2)),
            min(7, max(2, order.nights + self.dice.randint(-2, 2))),
            "CARE", Heads(twins * 2), {**order.rooms, TWIN: twins},
        )  # fmt: skip
        seen = await stays.preview_amendment(stay_id, terms, by=self.union)
        made = await stays.amend(stay_id, terms, total_seen=seen.total, by=self.union)
        if await stays.amendment_of(stay_id, by=self.union):
            operator = actor_of(self.asked["operators"][place])
            await stays.accept_amendment(stay_id, made, by=operator)

    async def _cancel(self, stay_id: str) -> None:
        seen = await stays.preview_cancellation(stay_id, by=self.union)
        await stays.cancel(stay_id, fee_seen=seen.fee, note="", by=self.union)


def facts_of(actor: Actor) -> dict[str, Any]:
    """As JSON takes it."""
    facts = asdict(actor)
    return {**facts, "roles": sorted(actor.roles), "grants": sorted(actor.grants)}


def actor_of(facts: dict[str, Any]) -> Actor:
    return Actor(**{**facts, "roles": frozenset(facts["roles"]), "grants": frozenset(facts["grants"])})  # fmt: skip


async def main(url: str, crowd_of: type[Crowd] = Crowd) -> None:
    asked = json.loads(sys.stdin.readline())
    sealing.configure(KEYS)
    await db.connect(url, TABLES)
    crowd = crowd_of(asked, Random(asked["seed"]), Counter(), Counter())
    try:
        await crowd.run()
        print(json.dumps({"answers": crowd.answers, "errors": crowd.errors}))  # noqa: T201
    finally:
        with suppress(OSError):
            await db.disconnect()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
