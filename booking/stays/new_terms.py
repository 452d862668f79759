"""What a stay should become, as either side asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sites.packages import Heads


@dataclass(frozen=True)
class Lodging:
    """Who sleeps on a night, in which rooms by room type code."""

    heads: Heads
    rooms: Mapping[str, int]


@dataclass(frozen=True)
class NewTerms:
    """All who travel, in the same rooms every night, but for the nights in `apart`."""

    check_in: date
    nights: int
    package: str
    heads: Heads
    rooms: Mapping[str, int]
    apart: Mapping[date, Lodging] = field(default_factory=dict)

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)

    @property
    def dates(self) -> list[date]:
        return [self.check_in + timedelta(days=number) for number in range(self.nights)]

    def on(self, night: date) -> Lodging:
        return self.apart.get(night) or Lodging(self.heads, self.rooms)
