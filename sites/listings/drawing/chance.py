"""Numbers that look thrown and are not: they depend on the seed alone, on any machine and in any process."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

Option = TypeVar("Option")
WORD = 2**32


class Chance:
    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._blocks = 0
        self._words: list[int] = []

    def between(self, low: float, high: float) -> float:
        """A number from low up to, not including, high."""
        return low + (high - low) * self._word() / WORD

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self._word() % (high - low + 1)

    def happens(self, odds: float) -> bool:
        return self._word() < odds * WORD

    def one_of(self, options: Sequence[Option]) -> Option:
        return options[self._word() % len(options)]

    def _word(self) -> int:
        if not self._words:
            digest = sha256(f"{self._seed}#{self._blocks}".encode()).digest()
            self._words = [int.from_bytes(digest[at : at + 4], "big") for at in range(0, 32, 4)]
            self._blocks += 1
        return self._words.pop()
