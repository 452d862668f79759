"""A small town as a state machine: unions, houses and jobs do what they do in any order, and everything adds up after each step."""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from datetime import datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from tortoise.backends.base.executor import EXECUTOR_CACHE

from booking import TABLES, rosters, stays
from booking.insights.invariants import recount
from booking.stays import due
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation import database as db
from sites.foundation.errors import Refusal
from sites.listings import ReleaseStep, ReleaseTerms, set_release_terms
from sites.packages import Heads
from tests.booking.stays import changes, stories
from tests.booking.stays.watching import Watch
from tests.factories.people import make_union
from tests.factories.places import FAMILY, TWIN, make_place
from tests.factories.stays import counted, missed

VERBS = [
    stories.submit, stories.accept, stories.decline, stories.confirm, stories.cancel, stories.present,
    stories.return_account, stories.agree_to_account, stories.pay, stories.settle, stories.grant,
]  # fmt: skip
SWEEPS = [
    (due.holds_over, stays.expire), (due.submissions_unanswered, stays.expire),
    (due.submissions_accepted, stays.confirm), (due.departures, stays.depart_by_date),
    (due.accounts_not_presented, stays.present_by_date), (due.windows_over, stays.reconcile_by_date),
    (due.counter_offers_over, stays.lapse), (due.releases_due, stays.release_unnamed),
]  # fmt: skip


ANSWERS = [changes.accept, changes.accept, changes.refuse, changes.withdraw]


class Town(RuleBasedStateMachine):
    """Two unions, a small house, one that asks first, and a clock that only goes forward. `template` is an empty database."""

    template: Path
    folder: Path
    reached: set[str] = set()

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stories: list[SimpleNamespace] = []

    def run(self, work: Any) -> Any:
        with clock.moved_to(self.now):
            # A runner keeps the context of its first run, in which the clock stood still.
            return self.runner.run(work, context=copy_context())

    @initialize()
    def open(self) -> None:
        self.now: datetime = clock.now()
        copy = self.folder / "town.db"
        for old in self.folder.glob("town.db*"):
            old.unlink()
        shutil.copy(self.template, copy)
        self.runner.run(db.connect(f"sqlite://{copy}", TABLES))
        self.place = self.run(make_place(reception_limit=60))
        self.asking = self.run(make_place(reception_limit=60, booking_mode="ask"))
        terms = ReleaseTerms(7, 40, (ReleaseStep(days=3, percent=70), ReleaseStep(days=1, spare=1)))
        self.run(set_release_terms(self.place.id, terms, by=self.place.operator.sales))
        self.unions = [self.run(make_union()) for _ in range(2)]
        self.watch = Watch()
        self.run(self.watch.look())
        for ahead in (0, 1, 4):
            self._hold(
                ahead % 2, ahead=ahead, nights=1 + ahead % 3, rooms={TWIN: 8}, heads=Heads(14)
            )

    @rule(
        union=st.integers(0, 1), ahead=st.integers(0, 8), nights=st.integers(1, 4),
        twins=st.integers(0, 25), triples=st.integers(0, 8), workers=st.integers(1, 40),
        kind=st.sampled_from(["option", "checkout"]), asks=st.booleans(),
    )  # fmt: skip
    def hold(self, union: int, ahead: int, nights: int, twins: int, triples: int, workers: int, kind: str, asks: bool) -> None:  # fmt: skip
        self._hold(
            union, ahead=ahead, nights=nights, rooms={TWIN: twins, FAMILY: triples}, asks=asks,
            heads=Heads(workers), kind=kind,
        )  # fmt: skip

    @rule(which=st.integers(0, 30), verb=st.sampled_from(VERBS))
    def act(self, which: int, verb: stories.Act) -> None:
        self._try(which, verb)

    @rule(
        which=st.integers(0, 30), later=st.integers(-1, 2), nights=st.integers(-1, 2),
        twins=st.integers(-4, 4), workers=st.integers(-6, 6), late=st.integers(0, 5),
    )  # fmt: skip
    def amend(self, which: int, later: int, nights: int, twins: int, workers: int, late: int) -> None:  # fmt: skip
        """Other dates, rooms and people, some of whom arrive a day after the others."""

        async def change(story: SimpleNamespace) -> None:
            by = story.union.organiser
            now = (await stays.terms_now(story.id, by=by)).terms
            heads = Heads(max(1, now.heads.workers + workers), now.heads.family, now.heads.crew)
            rooms = {**now.rooms, TWIN: max(0, now.rooms.get(TWIN, 0) + twins)}
            terms = stays.NewTerms(
                now.check_in + timedelta(days=later), max(1, now.nights + nights), now.package, heads, rooms,
                {now.check_in: stays.Lodging(Heads(max(1, heads.workers - late)), rooms)} if late else {},
            )  # fmt: skip
            seen = await stays.preview_amendment(story.id, terms, by=by)
            await stays.amend(story.id, terms, total_seen=seen.total, by=by)

        self._try(which, change)

    @rule(which=st.integers(0, 30), answer=st.sampled_from(ANSWERS))
    def answer_change(self, which: int, answer: Any) -> None:
        async def respond(story: SimpleNamespace) -> None:
            if waits := await stays.amendment_of(story.id, by=story.union.organiser):
                await answer(story, waits.public_id)

        self._try(which, respond)

    @rule(which=st.integers(0, 30), names=st.integers(1, 6))
    def name(self, which: int, names: int) -> None:
        people = [rosters.draft(name="示例" + chr(0x4E00 + n), kind="worker") for n in range(names)]
        self._try(
            which, lambda story: stays.name_travellers(story.id, people, by=story.union.organiser)
        )

    @rule(which=st.integers(0, 30), heads=st.integers(0, 40), night=st.integers(0, 3))
    def count(self, which: int, heads: int, night: int) -> None:
        self._try(
            which,
            lambda story: counted(story, story.nights[night % len(story.nights)], Heads(heads)),
        )

    @rule(which=st.integers(0, 30))
    def leave(self, which: int) -> None:
        self._try(which, lambda story: stays.depart(story.id, by=story.operator.steward))

    @rule(which=st.integers(0, 30))
    def miss(self, which: int) -> None:
        self._try(which, missed)

    @rule(which=st.integers(0, 30))
    def prolong(self, which: int) -> None:
        self._try(which, lambda story: stays.prolong(story.id, by=story.union.organiser))

    @rule(which=st.integers(0, 30))
    def straight_to_confirmed(self, which: int) -> None:
        for verb in (stories.submit, stories.accept, stories.confirm):
            self._try(which, verb)

    @rule(which=st.integers(0, 30), comes=st.booleans())
    def live_until_the_account(self, which: int, comes: bool) -> None:
        """As most groups do: confirmed, there on its day, gone after its nights, and accounted for."""
        if not self.stories:
            return
        self.straight_to_confirmed(which)
        story = self.stories[which % len(self.stories)]
        self.now = max(self.now, stories.morning(story, at=time(20)))
        if comes:
            self._try(which, lambda story: counted(story, story.check_in, Heads(1)))
        self.now = max(self.now, stories.morning(story, day=len(story.nights)))
        self._try(which, lambda story: stays.depart(story.id, by=story.operator.steward))
        self._try(which, stories.present)

    @rule(hours=st.one_of(st.integers(1, 6), st.integers(12, 240)))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def sweep(self) -> None:
        for look, job in SWEEPS:
            for stay_id in self.run(look()):
                self.run(job(stay_id))

    @invariant()
    def everything_adds_up(self) -> None:
        if hasattr(self, "place"):
            assert self.run(recount()) == []
            self.reached |= set(self.run(_states()))

    @invariant()
    def whatever_changed_was_told(self) -> None:
        if hasattr(self, "watch"):
            untold = self.run(self.watch.look())
            assert not untold, untold
            self.reached |= {f"told {one}" for one in self.watch.seen}

    def _hold(self, union: int, *, ahead: int, asks: bool = False, **changes: Any) -> None:
        by, place = self.unions[union].organiser, self.asking if asks else self.place
        check_in = clock.day_of(self.now) + timedelta(days=ahead)
        order = stays.HoldOrder(site=place.code, package="CARE", check_in=check_in, **changes)
        verb = stays.inquire if asks else stays.hold
        with suppress(Refusal):
            made = self.run(verb(order, by=by))
            self.stories.append(
                SimpleNamespace(
                    id=made, number=self.run(_number(made)), union=self.unions[union], place=place,
                    operator=place.operator, check_in=check_in,
                    nights=[check_in + timedelta(days=n) for n in range(order.nights)],
                )
            )  # fmt: skip

    def _try(self, which: int, act: Callable[[SimpleNamespace], Any]) -> None:
        if self.stories:
            with suppress(Refusal, IndexError):  # IndexError: paying where nothing was charged yet
                self.run(act(self.stories[which % len(self.stories)]))

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.runner.run(db.disconnect())
            EXECUTOR_CACHE.clear()
        self.runner.close()


async def _number(public_id: str) -> int:
    return (await Stay.get(public_id=public_id)).id


async def _states() -> list[str]:
    return [str(state) for state in await Stay.all().values_list("state", flat=True)]
