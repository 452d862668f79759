"""Bases as their cards show them: read for those that are shown, and kept until the log says that they changed."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sites.certification import CertificateRecord, records
from sites.foundation import clock
from sites.foundation.change_log import Follower, reader
from sites.foundation.database import connection
from sites.foundation.editions import CATALOGUE
from sites.listings import RoomTypeProfile, SiteCard, cards_of, room_types_of
from sites.packages import Offer, offers

MOST_KEPT = 1_000
AHEAD = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Facts:
    card: SiteCard
    certificates: tuple[CertificateRecord, ...]
    offers: tuple[Offer, ...]
    rooms: tuple[RoomTypeProfile, ...]


class Shelf:
    """The facts of this process. What was committed before the log was last read is in them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Facts] = OrderedDict()
        self._follower: Follower | None = None
        self._day: date | None = None

    async def of(self, ids: Sequence[int]) -> dict[int, Facts]:
        """Bases that are not there any more are left out."""
        if self._follower is None:
            self._follower = await reader().follow()
        self._drop_changed(self._follower)
        missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._kept]
        found = await _read(missing, today=clock.today()) if missing else {}
        self._kept.update(found)
        answer = {id_: self._kept[id_] for id_ in ids if id_ in self._kept}
        for id_ in answer:
            self._kept.move_to_end(id_)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return answer

    def _drop_changed(self, follower: Follower) -> None:
        notes, today = follower.take(), clock.today()
        changed = {n.subject for n in notes or () if n.shelf == CATALOGUE}
        if notes is None or None in changed or self._day != today:
            self._kept.clear()
            self._day = today
        for id_ in changed:
            self._kept.pop(id_ or 0, None)


def facts() -> Shelf:
    """Those of this process and connection."""
    here = connection()
    if here not in _shelves:
        _shelves[here] = Shelf()
    return _shelves[here]


async def _read(ids: Sequence[int], *, today: date) -> dict[int, Facts]:
    certificates = await records(ids)
    sold = await offers(first=today, until=today + AHEAD, site_ids=ids)
    rooms = await room_types_of(ids)
    return {
        card.id: Facts(card, certificates.get(card.id, ()), sold.get(card.id, ()), rooms[card.id])
        for card in await cards_of(ids)
    }


_shelves: WeakKeyDictionary[Any, Shelf] = WeakKeyDictionary()
