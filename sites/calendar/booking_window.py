"""From how many days before a night it may be booked, and until how many. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class BookingWindow:
    """Days before the night, both included. `earliest` None: from the day on which the night is opened."""

    earliest: int | None = None
    latest: int = 0

    def with_own(self, earliest: int | None, latest: int | None) -> "BookingWindow":
        """The base's window, as far as the night has none of its own."""
        return BookingWindow(
            self.earliest if earliest is None else earliest,
            self.latest if latest is None else latest,
        )

    @property
    def is_sound(self) -> bool:
        return self.latest >= 0 and (self.earliest is None or self.earliest >= self.latest)

    def opens_on(self, night: date) -> date | None:
        return None if self.earliest is None else night - timedelta(days=self.earliest)

    def closes_on(self, night: date) -> date:
        """The last day on which the night may be booked."""
        return night - timedelta(days=self.latest)

    def is_early(self, *, ahead: int) -> bool:
        """Whether a night that lies so many days ahead may not be booked yet."""
        return self.earliest is not None and ahead > self.earliest

    def is_late(self, *, ahead: int) -> bool:
        """Without an end of its own a night that is over is not late: other rules know about the past."""
        return self.latest > 0 and ahead < self.latest


ALWAYS = BookingWindow()
