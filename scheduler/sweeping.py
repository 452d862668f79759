"""Runs the timetable: a sweep whose last run is long enough ago, by whichever worker looks first."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from scheduler.timetable import Sweep
from sites.foundation import clock, health
from sites.foundation.observe import log

SWEEP_SECONDS = 600


class Sweeper:
    """Several workers may sweep at once: that only does nothing twice."""

    def __init__(self, timetable: Sequence[Sweep], *, again_after_failure: timedelta) -> None:
        self.timetable = timetable
        self.again_after_failure = again_after_failure
        self.not_before: dict[str, datetime] = {}

    async def turn(self) -> None:
        """Run every sweep that is due. When each last ran is read anew: other workers sweep too."""
        ran = {sign.name: sign.at for sign in await health.sweeps()}
        for sweep in self.timetable:
            if self._is_due(sweep, ran.get(sweep.name)):
                await self._run(sweep)

    def _is_due(self, sweep: Sweep, ran: datetime | None) -> bool:
        now = clock.now()
        if now < self.not_before.get(sweep.name, now):
            return False
        # A run in the future was noted under another clock and says nothing.
        return ran is None or not now - sweep.every < ran <= now

    async def _run(self, sweep: Sweep) -> None:
        try:
            async with asyncio.timeout(SWEEP_SECONDS):
                found = await sweep.run()
        except Exception as fault:  # noqa: BLE001 - one broken sweep never stops the others
            self.not_before[sweep.name] = clock.now() + self.again_after_failure
            log().warning("sweep_failed", sweep=sweep.name, fault=type(fault).__name__)
            return
        await health.note_sweep(sweep.name, found=found)
        if found:
            log().info("sweep", sweep=sweep.name, found=found)
