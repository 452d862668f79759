"""One act of the story: what happens to which booking, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from scheduler.demo.catalogue import DemoSite
from scheduler.demo.people_shapes import DemoBooking, DemoUnion
from sites.foundation import clock


@dataclass(frozen=True, slots=True)
class Act:
    """`day` counts from today, `minute` from that day's midnight; `verb` names who performs it."""

    day: int
    minute: int
    verb: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    order: int = 0

    @property
    def when(self) -> tuple[int, int, int, int]:
        return self.day, self.minute, self.number, self.order

    def instant(self, today: date, *, now: datetime) -> datetime:
        """Acts of today are drawn together, so that all of them lie before now, in their order."""
        midnight = clock.at(today + timedelta(days=self.day), time.min)
        if self.day < 0:
            return midnight + timedelta(minutes=self.minute)
        return midnight + (now - midnight) * (self.minute / (24 * 60))


@dataclass(frozen=True, slots=True)
class Plot:
    """A booking with its base and union."""

    booking: DemoBooking
    site: DemoSite
    union: DemoUnion

    @property
    def is_answered(self) -> bool:
        """Whether the stay was confirmed at some time."""
        return self.booking.answered_day is not None and self.booking.reach != "declined"


Acts = Iterator[Act]


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute
