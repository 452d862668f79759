"""Room types and packages by base: the first of each base in one plane, the second in the next, and so on.

Sums and minima over the types of each base are then sums and minima of whole rows, which is what numpy is
fastest at. A plane may be shorter than there are bases, and may have holes: both mean that a base has no such.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]

NOT_OPENED, SHUT = -2, -1
NEVER_PRICED = -1_000
# Fen. A night without a price costs so much that no stay of 14 nights with prices reaches it, and 14 such
# nights still fit into 32 bits; sums over all days wrap around, and their differences are right all the same.
DEAREST_NIGHT, NO_PRICE = 10**7, 150_000_000


@dataclass
class RoomPlane:
    """`free` by day and base: rooms, or NOT_OPENED, or SHUT; `manners` are codes. An id of 0 is a hole.

    Few nights ask anything, so they are also kept as lists; whoever writes manners says which days `changed`.
    """

    ids: Ints
    beds: Ints
    free: Ints
    manners: Ints
    _that_ask: dict[int, list[tuple[int, Ints]]] = field(default_factory=dict, repr=False)

    @classmethod
    def empty(cls, days: int, width: int) -> "RoomPlane":
        free = np.full((days, width), NOT_OPENED, np.int16)
        zeros = (np.zeros(width, np.int64), np.zeros(width, np.int16))
        return cls(*zeros, free, np.zeros((days, width), np.uint8))

    @property
    def width(self) -> int:
        return len(self.ids)

    def widen(self, width: int) -> None:
        more = RoomPlane.empty(len(self.free), width - self.width)
        self.ids = np.concatenate([self.ids, more.ids])
        self.beds = np.concatenate([self.beds, more.beds])
        self.free = np.concatenate([self.free, more.free], axis=1)
        self.manners = np.concatenate([self.manners, more.manners.astype(self.manners.dtype)], axis=1)  # fmt: skip

    def clear(self, place: int) -> None:
        self.changed(np.flatnonzero(self.manners[:, place]))
        self.ids[place] = self.beds[place] = 0
        self.free[:, place] = NOT_OPENED
        self.manners[:, place] = 0

    def that_ask(self, night: int) -> list[tuple[int, Ints]]:
        """Which bases' rooms ask anything of a stay on that night: code by code."""
        if night not in self._that_ask:
            self._that_ask[night] = _by_code(self.manners[night])
        return self._that_ask[night]

    def changed(self, nights: Iterable[int]) -> None:
        for night in nights:
            self._that_ask.pop(int(night), None)

    def cut(self, columns: Ints, days: slice) -> "RoomPlane":
        """A copy for these columns and days."""
        own = columns[: np.searchsorted(columns, self.width)]
        free, manners = (array[days].take(own, axis=1) for array in (self.free, self.manners))
        return RoomPlane(self.ids[own], self.beds[own], free, manners)


@dataclass
class PackagePlane:
    """`sums` by day and base: fen a person of all nights before that day. An id of 0 is a hole: for no group at all.

    Every night from `priced_from` until before `priced_until` has a price; others may have one as well.
    """

    ids: Ints
    min_nights: Ints
    max_nights: Ints
    min_group: Ints
    max_group: Ints
    theme: Ints
    lowest: Ints
    priced_from: Ints
    priced_until: Ints
    sums: Ints

    @classmethod
    def empty(cls, days: int, width: int) -> "PackagePlane":
        a, b, c, d, theme = (np.zeros(width, np.int32) for _ in range(5))
        lowest = np.full(width, NO_PRICE, np.int32)
        priced = (np.zeros(width, np.int16), np.full(width, NEVER_PRICED, np.int16))
        ids, sums = np.zeros(width, np.int64), _unpriced(days, width)
        return cls(ids, a, b, c, d, theme, lowest, *priced, sums)

    @property
    def width(self) -> int:
        return len(self.ids)

    def widen(self, width: int) -> None:
        more = PackagePlane.empty(len(self.sums) - 1, width - self.width)
        for one in fields(self):
            if one.name != "sums":
                both = [getattr(self, one.name), getattr(more, one.name)]
                setattr(self, one.name, np.concatenate(both))
        self.sums = np.concatenate([self.sums, more.sums], axis=1)

    def clear(self, place: int) -> None:
        self.ids[place] = self.max_nights[place] = self.max_group[place] = self.theme[place] = 0
        self.lowest[place] = NO_PRICE
        self.priced_from[place], self.priced_until[place] = 0, NEVER_PRICED
        self.sums[:, place] = _unpriced(len(self.sums) - 1, 1)[:, 0]

    def price(self, place: int | slice, nightly: Ints) -> None:
        """The price of each night of the frame, NO_PRICE where there is none."""
        self.sums[1:, place] = np.cumsum(nightly, axis=0, dtype=np.int32)
        self.priced_from[place], self.priced_until[place] = _stretch(nightly < NO_PRICE)

    def cut(self, columns: Ints, days: slice) -> "PackagePlane":
        """A copy for these columns and days."""
        own = columns[: np.searchsorted(columns, self.width)]
        kept = {
            one.name: getattr(self, one.name)[own] for one in fields(self) if one.name != "sums"
        }
        for name in ("priced_from", "priced_until"):
            kept[name] = kept[name] - np.int16(days.start)
        return PackagePlane(**kept, sums=self.sums[days.start : days.stop + 1].take(own, axis=1))

    def cheapest(self, days: slice) -> Ints:
        """The cheapest night of those days, NO_PRICE where none has a price."""
        lowest = np.full(self.width, NO_PRICE, np.int32)
        for at in range(days.start, min(days.stop, len(self.sums) - 1)):
            np.minimum(lowest, self.sums[at + 1] - self.sums[at], out=lowest)
        return lowest


def _stretch(is_priced: Ints) -> tuple[Ints, Ints]:
    """The first priced night, and the first one behind it without a price."""
    first = is_priced.argmax(axis=0)
    is_over = ~is_priced & (np.cumsum(is_priced, axis=0) > 0)
    until = np.where(is_over.any(axis=0), is_over.argmax(axis=0), len(is_priced))
    return first, np.where(is_priced.any(axis=0), until, NEVER_PRICED)


def _by_code(codes: Ints) -> list[tuple[int, Ints]]:
    columns = np.flatnonzero(codes)
    found = codes[columns]
    return [(int(code), columns[found == code]) for code in np.unique(found)]


def _unpriced(days: int, width: int) -> Ints:
    one = np.cumsum(np.concatenate([[0], np.full(days, NO_PRICE)]), dtype=np.int32)
    return np.repeat(one[:, None], width, axis=1)
