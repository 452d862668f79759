"""The model of this process: filled from the rows, then kept up to date by what the log says has changed."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from sites.foundation import clock, editions
from sites.foundation.change_log import Follower, Note, reader
from sites.foundation.database import connection, fetch
from sites.foundation.editions import CATALOGUE, NIGHTS
from sites.search.model.base_rows import write_bases
from sites.search.model.frame import Frame, frame_for
from sites.search.model.model import Model, Stretch
from sites.search.model.night_rows import write_nights
from sites.search.model.planes import PackagePlane, RoomPlane

# Rows are read for so many bases at once; between them others may go on.
AT_ONCE = 100
# Days after which a frame that begins in the past is made anew, in the background.
RENEWED_AFTER = timedelta(days=20)
_DAY = timedelta(days=1)
_SIZES = (
    "SELECT s.id, s.code, (SELECT count(*) FROM room_types t WHERE t.site_id = s.id) AS types, "
    "(SELECT count(*) FROM packages p WHERE p.site_id = s.id AND p.is_offered) AS packages FROM sites s"
)


@dataclass
class Kept:
    model: Model
    follower: Follower


class Keeper:
    """One for each process and connection."""

    def __init__(self) -> None:
        self._kept: Kept | None = None
        self._renewed: asyncio.Task[Kept] | None = None
        self._lock = asyncio.Lock()

    async def fresh(self) -> Model:
        """The model with everything that was committed before the call."""
        if await editions.present() is None:  # a reading request has looked already
            await reader().look()
        async with self._lock:
            self._take_renewed()
            if self._kept is None or not await _catch_up(self._kept):
                self._kept = await filled()
            self._kept.model.turn_to(clock.today())
            return self._kept.model

    def _take_renewed(self) -> None:
        if self._kept is None:
            return
        if self._renewed is None and _is_old(self._kept.model.frame):
            self._renewed = asyncio.create_task(filled())
        elif self._renewed is not None and self._renewed.done():
            reader().leave(self._kept.follower)
            self._kept, self._renewed = self._renewed.result(), None


async def fresh() -> Model:
    """The model of this process, with everything that was committed before the call. One query where nothing changed."""
    here = connection()
    if here not in _keepers:
        _keepers[here] = Keeper()
    return await _keepers[here].fresh()


async def filled() -> Kept:
    """A new model from the rows. What changes meanwhile is heard and applied later."""
    follower = await reader().follow()
    last = await fetch("SELECT MAX(date) AS last FROM nights")
    frame = frame_for(clock.today(), _date(last[0]["last"]))
    sizes = sorted(await fetch(_SIZES), key=lambda r: (-r["types"], -r["packages"], r["id"]))
    model = _allotted(frame, sizes)
    model.turn_to(frame.first)
    for few in _by_so_many([row["id"] for row in sizes]):
        await write_bases(model, few)
        await write_nights(model, [Stretch(id_, frame.first, frame.until) for id_ in few])
        await asyncio.sleep(0)
    _rank(model)
    return Kept(model, follower)


def _allotted(frame: Frame, sizes: Sequence[dict[str, Any]]) -> Model:
    """Bases with many room types come first, so that planes end where no base has as many."""
    model = Model.empty(frame, len(sizes) + max(16, len(sizes) // 50))
    for row in sizes:
        model.column(row["id"])
    for number in range(max((row["types"] for row in sizes), default=0)):
        width = 1 + max(n for n, row in enumerate(sizes) if row["types"] > number)
        model.rooms.append(RoomPlane.empty(frame.days, width))
    for number in range(max((row["packages"] for row in sizes), default=0)):
        width = 1 + max(n for n, row in enumerate(sizes) if row["packages"] > number)
        model.packages.append(PackagePlane.empty(frame.days, width))
    return model


async def _catch_up(kept: Kept) -> bool:
    """Apply what was heard; False where the model must be made anew."""
    model, notes = kept.model, kept.follower.take()
    today = clock.today()
    if notes is None or not model.frame.first <= today or _is_beyond(model.frame, notes, today):
        reader().leave(kept.follower)
        return False
    await _apply(model, notes)
    return True


def _is_beyond(frame: Frame, notes: Iterable[Note], today: date) -> bool:
    if today - frame.first > 2 * RENEWED_AFTER:
        return True
    return any(
        note.subject is None or (note.last_day is not None and note.last_day >= frame.until)
        for note in notes
    )


async def _apply(model: Model, notes: Iterable[Note]) -> None:
    heard = [*notes]
    changed = {n.subject for n in heard if n.shelf == CATALOGUE and n.subject}
    stretches = [
        Stretch(n.subject, n.first_day, n.last_day + _DAY)
        for n in heard
        if n.shelf == NIGHTS and n.subject and n.first_day and n.last_day
    ]
    for few in _by_so_many(sorted(changed)):
        other = await write_bases(model, few)
        stretches += [Stretch(id_, model.frame.first, model.frame.until) for id_ in other]
    if changed:
        _rank(model)
    stretches += _no_longer_promised(model)
    by_site = sorted(stretches, key=lambda one: one.site_id)
    for few in _by_so_many(by_site):
        await write_nights(model, few)


def _no_longer_promised(model: Model) -> list[Stretch]:
    now = clock.now()
    over = [stretch for until, stretch in model.promised.values() if until <= now]
    for stretch in over:
        del model.promised[stretch.site_id]
    return over


def _rank(model: Model) -> None:
    order = sorted(range(model.width), key=model.sites.codes.__getitem__)
    model.sites.ranks[order] = np.arange(model.width)


def _is_old(frame: Frame) -> bool:
    return clock.today() - frame.first > RENEWED_AFTER


def _by_so_many(every: Sequence[Any]) -> Iterable[Any]:
    return (every[n : n + AT_ONCE] for n in range(0, len(every), AT_ONCE))


def _date(value: date | str | None) -> date | None:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value


_keepers: WeakKeyDictionary[Any, Keeper] = WeakKeyDictionary()
