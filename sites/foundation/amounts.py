"""Money is an integer of minor units with a currency; nothing here ever touches a float."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Money:
    """`minor` units (fen for CNY). Only amounts of one currency may be added or compared."""

    minor: int
    currency: str = "CNY"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def percent(self, hundredths: int) -> "Money":
        """That many per cent, rounded half up to the fen (half away from zero below it)."""
        scaled = abs(self.minor) * hundredths
        rounded = (scaled + 50) // 100
        return Money(rounded if self.minor >= 0 else -rounded, self.currency)

    def shared(self, weights: list[int]) -> list["Money"]:
        """Parts in proportion to the weights, by largest remainder: they add up to the whole."""
        whole = sum(weights)
        floors = [self.minor * weight // whole for weight in weights]
        order = sorted(range(len(weights)), key=lambda i: -(self.minor * weights[i] % whole))
        for i in order[: self.minor - sum(floors)]:
            floors[i] += 1
        return [Money(part, self.currency) for part in floors]

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} cannot be added"
            raise ValueError(msg)
        return other.minor


def total(amounts: Iterable[Money], *, currency: str = "CNY") -> Money:
    return sum(amounts, Money(0, currency))
