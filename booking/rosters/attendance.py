"""How a person's attendance stands by their ticks, and who slept there which night. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sites.foundation import clock

# Who comes or goes before six in the morning does so in the night before.
NIGHT_TURNS = 6


@dataclass(frozen=True, slots=True)
class Ticked:
    """One tick. `order` is that in which ticks reached us, for those of one moment."""

    act: str
    at: datetime
    by_name: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """`came` is the first tick that stands; `left` a later one. `is_absent`: missed, and never came."""

    came: Ticked | None = None
    left: Ticked | None = None
    is_absent: bool = False

    @property
    def is_here(self) -> bool:
        return self.came is not None and self.left is None

    def slept(self, night: date) -> bool:
        """From the night of coming to the last before leaving."""
        if self.came is None or night_of(self.came.at) > night:
            return False
        return self.left is None or night < night_of(self.left.at)


NOTHING = Attendance()


def night_of(at: datetime) -> date:
    return clock.day_of(at - timedelta(hours=NIGHT_TURNS))


def attendance(ticks: Iterable[Ticked]) -> Attendance:
    """In the order of their times, whatever the order in which they reached us. Of two that say the same, the first."""
    now = NOTHING
    for tick in sorted(ticks, key=lambda one: (one.at, one.order)):
        if tick.act == "undone":
            now = NOTHING
        elif tick.act == "came":
            now = Attendance(now.came or tick, None)
        elif tick.act == "left" and now.is_here:
            now = Attendance(now.came, tick)
        elif tick.act == "absent" and now.came is None:
            now = Attendance(is_absent=True)
    return now
