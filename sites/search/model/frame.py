"""The days that the model holds: a first one, and so many from there."""

from dataclasses import dataclass
from datetime import date, timedelta

# A package may be sold a year ahead, and prices are looked for that far. The rest is room to grow into.
A_YEAR, SPARE = 366, 45
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    first: date
    days: int

    def at(self, day: date) -> int:
        """Its position; outside the frame below 0, or `days` and more."""
        return (day - self.first).days

    def clipped(self, first: date, until: date) -> slice:
        """Positions of the days from `first` until before `until`, as far as they are inside."""
        return slice(max(0, self.at(first)), max(0, min(self.days, self.at(until))))

    @property
    def until(self) -> date:
        return self.first + timedelta(days=self.days)

    @property
    def epoch_day(self) -> int:
        return (self.first - EPOCH).days


def frame_for(today: date, last_night: date | None) -> Frame:
    """From today to beyond the last opened night."""
    opened = (last_night - today).days + 1 if last_night else 0
    return Frame(today, max(A_YEAR, opened) + SPARE)
