"""Plays the story through the verbs, each act in its own moment; goes on where it was interrupted.

Neither relay nor sweeps of this house may run meanwhile: by today's clock a hold of last spring has
run out, and its letters are long overdue. So what the acts post is dealt with here. Of what lies far
back nobody is told; of the last days everybody is, in the moment itself, and has read what is older
than yesterday. Whoever signs in finds news, not a flood.
"""

import asyncio
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

from booking import notices, people
from scheduler.demo.asked_first import keep_inquiries
from scheduler.demo.calendars import keep_calendars
from scheduler.demo.changes import keep_changes
from scheduler.demo.deputy import keep_deputy
from scheduler.demo.disputed import keep_dispute
from scheduler.demo.enrolments import keep_card, keep_enrolment, keep_survey
from scheduler.demo.mandates import keep_mandate
from scheduler.demo.offers import keep_offers
from scheduler.demo.plans import keep_annual_plans
from scheduler.demo.pools import keep_pool
from scheduler.demo.quotas import keep_quotas
from scheduler.demo.receiving import keep_ledger
from scheduler.demo.story.act import Act
from scheduler.demo.story.banking import keep_bank
from scheduler.demo.story.paid_out import keep_payout
from scheduler.demo.story.performing import perform
from scheduler.demo.story.posting import deliver
from scheduler.demo.story.progress import note_acts, note_end, progress
from scheduler.demo.story.scene import Scene
from scheduler.demo.story.script import plots, script
from scheduler.demo.subsidies import keep_subsidies
from scheduler.demo.telephoned import keep_call
from scheduler.demo.trips import keep_trips
from scheduler.demo.unrun import keep_unrun
from scheduler.demo.waiting import keep_waiting
from sites.foundation import clock, outbox
from sites.foundation.database import unattended
from sites.foundation.errors import Refusal
from sites.foundation.observe import log

LATELY, NEWS, TOMORROW = -7, -1, 1
NOTE_EVERY = 20


async def play(*, one_in: int = 1, uploads: Path | None = None) -> int:
    """Play what is left of the story; how many acts. Nothing where there is no set, or where it was played.

    `one_in` plays every so many of each kind of booking. Papers are kept in `uploads`; without it there are none.
    """
    present = await progress()
    if present is None or present.is_complete:
        return 0
    some = plots(present.today, one_in=one_in)
    cast = await people.invented_people()
    scene = Scene(some, cast=cast, today=present.today, uploads=uploads)
    player = Player(script(some), scene, present.acts)
    with rare_collections():
        async with unattended():
            await _chapters(player, scene)
    await note_end(player.done)
    log().info("demonstration_played", acts=player.done, refused=player.refused)
    return player.done - present.acts


async def _chapters(player: "Player", scene: Scene) -> None:
    await player.until(LATELY)
    await outbox.pass_over(before=clock.at(scene.today + timedelta(days=LATELY), time.min))
    await player.until(NEWS, tells=True)
    with clock.moved_to(clock.at(scene.today + timedelta(days=NEWS), time(8, 30))):
        for actor in scene.cast.values():
            await notices.read_all(actor)
    await player.until(TOMORROW, tells=True)
    await keep_calendars(scene.cast, scene.today)
    await keep_ledger(scene.cast, scene.today)
    await keep_call(scene.cast, scene.today)
    await keep_inquiries(scene.cast, scene.today)
    await keep_offers(scene.cast, scene.today)
    await keep_quotas(scene.cast, scene.today)
    await keep_changes(scene.cast, scene.today)
    await keep_waiting(scene.cast, scene.today)
    await keep_trips(scene.cast, scene.today)
    await keep_pool(scene.cast, scene.today)
    await keep_annual_plans(scene.cast, scene.today)
    await keep_mandate(scene.cast, scene.today)
    await keep_enrolment(scene.cast, scene.today)
    await keep_card(scene.cast, scene.today)
    await keep_survey(scene.cast, scene.today)
    await keep_deputy(scene.cast, scene.today)
    await keep_unrun(scene.cast, scene.today)
    await keep_bank(scene.cast, scene.today, uploads=scene.uploads)
    await keep_subsidies(scene.cast)
    await keep_payout(scene)
    await keep_dispute(scene.cast)
    await deliver()


@contextmanager
def rare_collections() -> Iterator[None]:
    """A million short-lived rows, hardly a circle among them: looking for circles costs an eighth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Player:
    """Where the story stands. After a power cut the last acts are played again: their verbs refuse, or say it twice."""

    def __init__(self, acts: Sequence[Act], scene: Scene, done: int) -> None:
        self.acts = acts
        self.scene = scene
        self.done = done
        self.refused = 0
        self.now = min(clock.now(), clock.end_of(scene.today))

    async def until(self, day: int, *, tells: bool = False) -> None:
        """Play the acts that lie before this day."""
        try:
            while self.done < len(self.acts) and self.acts[self.done].day < day:
                await self._to_its_end(self.acts[self.done], tells=tells)
                if self.done % NOTE_EVERY == 0:
                    await note_acts(self.scene.today, self.done)
        finally:
            await note_acts(self.scene.today, self.done)

    async def _to_its_end(self, act: Act, *, tells: bool) -> None:
        """Ctrl+C comes between two acts, never into one."""
        playing = asyncio.create_task(self._play(act, tells=tells))
        try:
            await asyncio.shield(playing)
        except asyncio.CancelledError:
            await playing
            raise
        finally:
            self.done += 1

    async def _play(self, act: Act, *, tells: bool) -> None:
        with clock.moved_to(self._moment(act)):
            try:
                await perform(act, self.scene)
            except Refusal as refusal:
                self.refused += 1
                log().warning(
                    "demonstration_refused", verb=act.verb, booking=act.number, code=refusal.code
                )
            if tells:
                await deliver()

    def _moment(self, act: Act) -> datetime:
        return act.instant(self.scene.today, now=self.now)
