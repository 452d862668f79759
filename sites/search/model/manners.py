"""What nights ask of stays that begin or end with them, as small numbers: few kinds of manners stand on very many nights."""

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

# As sites/search/model/night_rows.py packs them: no arrival, no departure, then 7 bits each of minimum and maximum.
_KINDS, _LENGTH = 1 << 16, 127


def word(*, no_arrival: bool, no_departure: bool, min_stay: int, max_stay: int) -> int:
    return (no_arrival << 15) | (no_departure << 14) | (min_stay << 7) | max_stay


ORDINARY = word(no_arrival=False, no_departure=False, min_stay=1, max_stay=30)


class Manners:
    """Words by their code. Code 0 asks nothing."""

    def __init__(self) -> None:
        self.words: NDArray[np.int64] = np.array([ORDINARY])
        self._codes = np.full(_KINDS, -1, np.int32)
        self._codes[ORDINARY] = 0

    def codes(self, words: NDArray[np.int64]) -> NDArray[np.int32]:
        """Their codes; words that never came before get new ones."""
        new = np.unique(words[self._codes[words] < 0])
        if len(new):
            self._codes[new] = len(self.words) + np.arange(len(new))
            self.words = np.concatenate([self.words, new])
        found: NDArray[np.int32] = self._codes[words]
        return found

    @property
    def no_arrival(self) -> Flags:
        return (self.words >> 15 & 1).astype(bool)

    @property
    def no_departure(self) -> Flags:
        return (self.words >> 14 & 1).astype(bool)

    @property
    def min_stay(self) -> NDArray[np.int64]:
        return self.words >> 7 & _LENGTH

    @property
    def max_stay(self) -> NDArray[np.int64]:
        return self.words & _LENGTH

    def let_in(self, nights: int) -> Flags:
        """By code: whether a stay of so many nights may begin there."""
        let_in: Flags = ~self.no_arrival & (self.min_stay <= nights) & (nights <= self.max_stay)
        return let_in
