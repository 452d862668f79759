"""Room types and packages by base: the first of each base in one plane, the second in the next, and so on.

Sums and minima over the types of each base are then sums and minima of whole rows, which is what numpy is
fastest at. A plane may be shorter than there are bases, and may have holes: both mean that a base has no such.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]

NOT_OPENED, SHUT = -2, -1
# Fen. A night without a price costs so much that no stay of 14 nights with prices reaches it, and 14 such
# nights still fit into 32 bits; sums over all days wrap around, and their differences are right all the same.
DEAREST_NIGHT, NO_PRICE = 10**7, 150_000_000


@dataclass
class RoomPlane:
    """`free` by day and base: rooms, or NOT_OPENED, or SHUT; `manners` are codes. An id of 0 is a hole."""

    ids: Ints
    beds: Ints
    free: Ints
    manners: Ints

    @classmethod
    def empty(cls, days: int, width: int) -> "RoomPlane":
        free = np.full((days, width), NOT_OPENED, np.int16)
        zeros = (np.zeros(width, np.int64), np.zeros(width, np.int32))
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
        self.ids[place] = self.beds[place] = 0
        self.free[:, place] = NOT_OPENED
        self.manners[:, place] = 0


@dataclass
class PackagePlane:
    """`sums` by day and base: fen a person of all nights before that day. An id of 0 is a hole: for no group at all."""

    ids: Ints
    min_nights: Ints
    max_nights: Ints
    min_group: Ints
    max_group: Ints
    theme: Ints
    lowest: Ints
    sums: Ints

    @classmethod
    def empty(cls, days: int, width: int) -> "PackagePlane":
        a, b, c, d, theme = (np.zeros(width, np.int32) for _ in range(5))
        lowest = np.full(width, NO_PRICE, np.int32)
        return cls(np.zeros(width, np.int64), a, b, c, d, theme, lowest, _unpriced(days, width))

    @property
    def width(self) -> int:
        return len(self.ids)

    def widen(self, width: int) -> None:
        more = PackagePlane.empty(len(self.sums) - 1, width - self.width)
        for name in (
            "ids",
            "min_nights",
            "max_nights",
            "min_group",
            "max_group",
            "theme",
            "lowest",
        ):
            setattr(self, name, np.concatenate([getattr(self, name), getattr(more, name)]))
        self.sums = np.concatenate([self.sums, more.sums], axis=1)

    def clear(self, place: int) -> None:
        self.ids[place] = self.max_nights[place] = self.max_group[place] = self.theme[place] = 0
        self.lowest[place] = NO_PRICE
        self.sums[:, place] = _unpriced(len(self.sums) - 1, 1)[:, 0]

    def price(self, place: int, nightly: Ints) -> None:
        """The price of each night of the frame, NO_PRICE where there is none."""
        self.sums[1:, place] = np.cumsum(nightly, dtype=np.int32)

    def cheapest(self, days: slice) -> Ints:
        """The cheapest night of those days, NO_PRICE where none has a price."""
        lowest = np.full(self.width, NO_PRICE, np.int32)
        for at in range(days.start, min(days.stop, len(self.sums) - 1)):
            np.minimum(lowest, self.sums[at + 1] - self.sums[at], out=lowest)
        return lowest


def _unpriced(days: int, width: int) -> Ints:
    one = np.cumsum(np.concatenate([[0], np.full(days, NO_PRICE)]), dtype=np.int32)
    return np.repeat(one[:, None], width, axis=1)
