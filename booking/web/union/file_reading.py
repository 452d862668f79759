"""A file is read while its page waits a moment; what takes longer goes on behind it, and the page shows how far it is."""

import asyncio
from collections.abc import Awaitable, Callable

from booking import rosters
from booking.rosters import SentFile
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, _
from sites.foundation.words import say

# So long a page waits before it shows a bar instead, and so often the bar is told anew.
PATIENCE, TOLD_EVERY = 1.5, 0.5
STAGES = {
    "parts": N_("Looking through the parts of the file"),
    "cells": N_("Opening the sheet"),
    "rows": N_("Rows looked through"),
}
# Whose page has gone on; the bytes stay in this process and reach no queue and no table.
_running: set[asyncio.Task[Refusal | None]] = set()
_followers: set[asyncio.Task[None]] = set()


async def read_and_keep(
    place: str, data: bytes, name: str, *, by_batch: bool, keep: Callable[[SentFile], Awaitable[None]]
) -> bool:  # fmt: skip
    """Whether it is read and kept; if not yet, `place` shows how far it is. Refused: as reading and `keep` refuse."""
    await rosters.clear_readings(place)
    heard = _Heard()
    task = asyncio.create_task(_read(data, name, keep, heard, by_batch=by_batch))
    _running.add(task)
    task.add_done_callback(_running.discard)
    await asyncio.wait({task}, timeout=PATIENCE)
    if task.done():
        if (refusal := task.result()) is not None:
            raise refusal
        return True
    number = await rosters.begin_reading(place)
    follower = asyncio.create_task(_follow(task, number, heard))
    _followers.add(follower)
    follower.add_done_callback(_followers.discard)
    return False


class _Heard:
    """What the child said last."""

    def __init__(self) -> None:
        self.stage, self.done, self.total = "parts", 0, 1

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total


async def _read(
    data: bytes, name: str, keep: Callable[[SentFile], Awaitable[None]], heard: _Heard, *, by_batch: bool
) -> Refusal | None:  # fmt: skip
    try:
        await keep(await rosters.read_file(data, name, by_batch=by_batch, heard=heard))
    except Refusal as refusal:
        return refusal
    return None


async def _follow(task: "asyncio.Task[Refusal | None]", number: int, heard: _Heard) -> None:
    while not task.done():
        await rosters.note_reading(number, heard.stage, heard.done, heard.total)
        await asyncio.wait({task}, timeout=TOLD_EVERY)
    fault = task.exception()
    refusal = task.result() if fault is None else None
    words = say(refusal) if refusal else _("The reading broke off. Send the file again.") if fault else ""  # fmt: skip
    await rosters.end_reading(number, words)
    if fault is not None:
        raise fault
