"""The worker process: relay, timetable and heartbeat beside each other, until it is told to stop."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from os import getpid
from typing import Any

from scheduler import relay
from scheduler.context import opened
from scheduler.own_hands import OwnHands
from scheduler.pace import Pace
from scheduler.sweeping import Sweeper
from scheduler.timetable import TIMETABLE, Sweep
from scheduler.topics import Topics, topics_of
from scheduler.turning import Turn, keep_turning
from sites.foundation import health
from sites.foundation.observe import log
from sites.foundation.settings import Settings

First = Callable[[], Awaitable[object]]


async def work(
    settings: Settings,
    *,
    topics: Topics | None = None,
    timetable: Sequence[Sweep] = TIMETABLE,
    pace: Pace | None = None,
    first: First | None = None,
) -> None:
    """Work until SIGTERM or SIGINT; then lease nothing more, finish what runs, and go.

    Without REDIS_URL this process runs the jobs itself, with it they go through arq. `first` is done
    before all that (the demonstration's story); cut off, it must be able to go on at the next start.
    """
    worker = _Worker(
        settings, topics=topics or topics_of(settings), timetable=timetable, pace=pace or Pace()
    )
    async with opened(settings):
        await worker.run(_stop_signal(), first=first)


class _Worker:
    def __init__(
        self, settings: Settings, *, topics: Topics, timetable: Sequence[Sweep], pace: Pace
    ) -> None:
        self.name = f"{socket.gethostname()}-{getpid()}"
        self.topics = topics
        self.pace = pace
        self.sweeper = Sweeper(timetable, again_after_failure=timedelta(seconds=30))
        self.hands, self.arq = _hands(settings, topics=topics, pace=pace)

    async def run(self, stop: asyncio.Event, *, first: First | None = None) -> None:
        log().info("worker_starts", worker=self.name, queue="arq" if self.arq else "embedded")
        aside = [asyncio.create_task(self._keep("heartbeat", self._beat, stop))]
        if first:
            await _done_or_stopped(first, stop)
        aside.append(asyncio.create_task(self._keep("sweeps", self._sweep, stop)))
        if self.arq:
            aside.append(asyncio.create_task(self._keep("arq", self.arq, stop)))
        await self._keep("relay", self._relay, stop)
        log().info("worker_stops", worker=self.name)
        await self.hands.rest()
        for task in aside:
            task.cancel()
        await asyncio.wait(aside)
        await self._farewell()

    def _keep(self, name: str, turn: Turn, stop: asyncio.Event) -> Coroutine[Any, Any, None]:
        return keep_turning(turn, stop=stop, name=name, after_failure=self.pace.after_failure)

    async def _relay(self) -> float:
        return await relay.turn(self.hands, topics=self.topics, pace=self.pace)

    async def _sweep(self) -> float:
        await self.sweeper.turn()
        return self.pace.sweep_look

    async def _beat(self) -> float:
        await health.beat(self.name)
        return self.pace.beat

    async def _farewell(self) -> None:
        try:
            await health.fall_silent(self.name)
        except Exception as fault:  # noqa: BLE001 - a heartbeat left behind grows old by itself
            log().warning("farewell_failed", fault=type(fault).__name__)
        log().info("worker_stopped", worker=self.name)


async def _done_or_stopped(first: First, stop: asyncio.Event) -> None:
    work = asyncio.ensure_future(first())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([work, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    work.cancel()
    await asyncio.wait([work, stopped])
    if not work.cancelled() and (fault := work.exception()):
        log().warning("first_failed", fault=type(fault).__name__)


def _hands(settings: Settings, *, topics: Topics, pace: Pace) -> tuple[relay.Hands, Turn | None]:
    if not settings.redis_url:
        return OwnHands(topics=topics, pace=pace), None
    from scheduler.arq_hands import ArqHands

    hands = ArqHands(settings.redis_url, topics=topics, pace=pace)
    return hands, hands.work


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
