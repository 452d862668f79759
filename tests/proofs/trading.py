"""One process of the market: trips of two bases, batches, counter-offers, waiting lists, edits, calendars from outside, quotas.

    python -m tests.proofs.trading URL

Reads what tests/proofs/overlapping.py reads, with `"federation": {...}, "quotas": [...], "calendars": [id, ...]` besides.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from booking import quotas, receptions, stays
from booking.quotas.models import Quota
from booking.stays import waiting
from booking.stays.waiting.models import Wait
from sites import calendar
from sites.calendar import Change, OutsideEvent, Selection
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories.quotas import as_drafted
from tests.proofs.overlapping import TWIN, Crowd, actor_of, main

Act = Callable[[], Coroutine[Any, Any, None]]


class Market(Crowd):
    """Each step is one of the acts below, by whoever does it in real life."""

    async def _one_after_the_other(self, count: int) -> None:
        acts: list[Act] = [
            self.trip, self.batches, self.counter, self.waits, self.edited, self.outside, self.off_platform, self.ceiling,
        ]  # fmt: skip
        for number in range(count):
            if number % len(acts) == 0:  # each act as often as the others
                self.dice.shuffle(acts)
            act = acts[number % len(acts)]
            await self._noted(act.__name__, act)

    async def trip(self) -> None:
        """Two bases in either order; cancelled again more often than not."""
        first, second = self.dice.sample(range(len(self.asked["sites"])), 2)
        one = self._order(self.asked["sites"][first])
        then = stays.HoldOrder(
            self.asked["sites"][second], "CARE", one.check_in + timedelta(days=one.nights), 2, one.rooms, one.heads
        )  # fmt: skip
        made = await stays.hold_trip([one, then], by=self.union)
        if self.dice.random() < 0.7:
            fee = (await stays.preview_trip_cancellation(made.trip, by=self.union)).fee
            await stays.cancel_trip(made.trip, fee_seen=fee, note="", by=self.union)

    async def batches(self) -> None:
        """Of either base in any order: each draws on other quotas."""
        orders = [self._order(self.dice.choice(self.asked["sites"])) for _ in range(2)]
        for held in await stays.hold_batches(orders, whole=True, by=self.union):
            if self.dice.random() < 0.9:
                await self._cancel(held.stay)

    async def counter(self) -> None:
        """Other dates instead of a yes: taken, refused or taken back."""
        place, operator = self._place()
        order = self._order(self.asked["sites"][place])
        stay = await stays.hold(order, by=self.union)
        await stays.submit(stay, by=self.union)
        offer = stays.CounterOffer(
            order.check_in + timedelta(days=self.dice.choice((-1, 1))), order.nights, order.rooms, "CARE",
            until=clock.now() + timedelta(hours=5),
        )  # fmt: skip
        try:
            seen = await stays.preview_counter_offer(stay, offer, by=operator)
            made = await stays.propose(stay, offer, total_seen=seen.quote.total, by=operator)
            await self._answer(stay, made, operator)
        finally:
            await self._cancel(stay)

    async def _answer(self, stay: str, made: str, operator: Actor) -> None:
        answer = self.dice.random()
        if answer < 0.6:
            await stays.accept_counter_offer(stay, made, by=self.union)
        elif answer < 0.8:
            await stays.refuse_counter_offer(stay, made, by=self.union)
        else:
            await stays.withdraw_counter_offer(stay, by=operator)

    async def waits(self) -> None:
        """Joins the lists of both bases, or answers what was offered, or leaves; and the lists are walked."""
        own = await Wait.filter(union_id=self.union.organisation_id, state="waiting").first()
        open_ones = [*(await waiting.open_offers(by=self.union)).values()]
        if open_ones:
            answer = waiting.decline if self.dice.random() < 0.7 else waiting.keep
            await answer(open_ones[0], by=self.union)
        elif own is None:
            await waiting.join(self._party(), by=self.union)
        elif self.dice.random() < 0.3:
            await waiting.leave(own.public_id, by=self.union)
        for site in self.asked["site_ids"]:
            await waiting.offer(site)

    def _party(self) -> waiting.WaitOrder:
        twins, first = self.dice.randint(22, 28), self._day()
        return waiting.WaitOrder(
            tuple(self.dice.sample(self.asked["sites"], 2)), first, first + timedelta(days=4), 3,
            Heads(twins * 2), {TWIN: twins}, package="CARE",
        )  # fmt: skip

    async def edited(self) -> None:
        """Many nights of both room types, and half of them taken back."""
        place, operator = self._place()
        first = self._day()
        kinds = frozenset(self.asked["kinds"][place])
        nights = Selection(self.asked["site_ids"][place], first, first + timedelta(days=8), kinds)
        change = self.dice.choice(
            (Change("stop", note="示例"), Change("open"), Change("shift", 1), Change("shift", -1))
        )
        made = await calendar.edit(nights, change, by=operator)
        if change.act == "stop":
            await calendar.undo(made, by=operator)

    async def outside(self) -> None:
        """What is gone may be later than what comes."""
        place, _operator = self._place()
        days = [self._day() for _ in range(3)]
        await calendar.take_outside(
            self.asked["calendars"][place],
            [
                OutsideEvent(day, day + timedelta(days=2), f"{number}-{self.dice.randrange(4)}")
                for number, day in enumerate(days)
            ],
        )

    async def off_platform(self) -> None:
        """A group on the telephone comes, changes its days, and does not come."""
        place, operator = self._place()
        draft = receptions.GroupDraft(
            site=self.asked["sites"][place], check_in=self._day(), nights=3, name="示例外来工会", sender="union",
            origin_code="330100", heads=Heads(4), proof_number="示例-001", rooms={TWIN: 2},
        )  # fmt: skip
        made = await receptions.record(draft, by=operator)
        moved, seen = replace(draft, check_in=self._day()), 1
        try:
            await receptions.correct(made, moved, why="示例", seen=1, by=operator)
            seen = 2
        finally:
            await receptions.withdraw(made, why="示例", seen=seen, by=operator)

    async def ceiling(self) -> None:
        """The limit of a base's quota goes up and down while others claim of it; so do its days."""
        place, _operator = self._place()
        row = await Quota.get(public_id=self.asked["quotas"][place])
        last = row.ends_on - timedelta(days=self.dice.choice((0, 1, 2)))
        await quotas.change(
            row.public_id,
            as_drafted(row, ceiling=self.dice.randint(60, 90), last_day=last, sites=(self.asked["sites"][place],)),
            why="示例", seen=row.version, trips=stays.trips_taking, by=actor_of(self.asked["federation"]),
        )  # fmt: skip

    def _place(self) -> tuple[int, Actor]:
        number = self.dice.randrange(len(self.asked["sites"]))
        return number, actor_of(self.asked["operators"][number])

    def _day(self) -> date:
        return date.fromisoformat(self.asked["first"]) + timedelta(days=self.dice.randint(0, 8))

    async def _cancel(self, stay_id: str) -> None:
        await stays.cancel(stay_id, fee_seen=Money(0), note="", by=self.union)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Market))
