"""What nights ask of stays, as small numbers: few kinds of manners stand on very many nights."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

# As sites/search/model/night_rows.py packs them: no arrival, no departure, then 7 bits each of minimum and maximum.
_KINDS, _LENGTH = 1 << 16, 127
_ONE, _MOST = 1, 30
OF_THE_BASE = -1


def word(*, no_arrival: bool, no_departure: bool, min_stay: int, max_stay: int) -> int:
    return (no_arrival << 15) | (no_departure << 14) | (min_stay << 7) | max_stay


ORDINARY = word(no_arrival=False, no_departure=False, min_stay=1, max_stay=30)


class Kind(NamedTuple):
    """A word, and what few nights ask besides: lengths of all stays that have the night, and a booking window of its own."""

    word: int
    min_through: int = _ONE
    max_through: int = _MOST
    book_from: int = OF_THE_BASE
    book_until: int = OF_THE_BASE


class Manners:
    """Kinds by their code. Code 0 asks nothing."""

    def __init__(self) -> None:
        self.kinds: Ints = np.array([Kind(ORDINARY)])
        self._codes = np.full(_KINDS, -1, np.int32)
        self._codes[ORDINARY] = 0
        self._unusual: dict[Kind, int] = {}

    def codes(self, words: Ints) -> NDArray[np.int32]:
        """The codes of words that ask nothing besides; words that never came before get new ones."""
        new = np.unique(words[self._codes[words] < 0])
        if len(new):
            self._codes[new] = len(self.kinds) + np.arange(len(new))
            self._add(Kind(int(one)) for one in new)
        found: NDArray[np.int32] = self._codes[words]
        return found

    def unusual(self, kind: Kind) -> int:
        """The code of a kind that does."""
        if kind not in self._unusual:
            self._unusual[kind] = len(self.kinds)
            self._add([kind])
        return self._unusual[kind]

    def _add(self, kinds: Iterable[Kind]) -> None:
        self.kinds = np.concatenate([self.kinds, np.array([*kinds])])

    @property
    def has_unusual(self) -> bool:
        return bool(self._unusual)

    @property
    def windows(self) -> Flags:
        """By code: whether the night has a booking window of its own."""
        windows: Flags = (self.kinds[:, 3:] != OF_THE_BASE).any(axis=1)
        return windows

    def windows_bar(self, first: int, last: int) -> bool:
        """Whether some night's own window bars, or opens, nights from so many until so many days ahead."""
        if not self.has_unusual:
            return False
        own_from, own_until = self.book_from[self.book_from != OF_THE_BASE], self.book_until
        return bool((own_from < last).any() or (own_until > first).any())

    @property
    def no_arrival(self) -> Flags:
        return (self.kinds[:, 0] >> 15 & 1).astype(bool)

    @property
    def no_departure(self) -> Flags:
        return (self.kinds[:, 0] >> 14 & 1).astype(bool)

    @property
    def min_stay(self) -> Ints:
        return self.kinds[:, 0] >> 7 & _LENGTH

    @property
    def max_stay(self) -> Ints:
        return self.kinds[:, 0] & _LENGTH

    @property
    def min_through(self) -> Ints:
        return self.kinds[:, 1]

    @property
    def max_through(self) -> Ints:
        return self.kinds[:, 2]

    @property
    def book_from(self) -> Ints:
        """OF_THE_BASE where the night has no window of its own."""
        return self.kinds[:, 3]

    @property
    def book_until(self) -> Ints:
        return self.kinds[:, 4]

    def let_in(self, nights: int) -> Flags:
        """By code: whether a stay of so many nights may begin there."""
        let_in: Flags = ~self.no_arrival & (self.min_stay <= nights) & (nights <= self.max_stay)
        return let_in

    def other_length(self, nights: int) -> Flags:
        """By code: whether it asks for another length of stay than this."""
        let_in = (self.min_stay <= nights) & (nights <= self.max_stay)
        return ~(let_in & self.let_through(nights))

    def let_through(self, nights: int) -> Flags:
        """By code: whether a stay of so many nights may have the night."""
        let_through: Flags = (self.min_through <= nights) & (nights <= self.max_through)
        return let_through
