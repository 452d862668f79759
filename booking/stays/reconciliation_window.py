"""How long an account can be looked at before silence counts as yes."""

from datetime import datetime, timedelta

from sites.foundation import clock

DAYS = 7


def window_end(since: datetime) -> datetime:
    """A date ends at 24:00: the window closes at the end of the seventh day."""
    return clock.end_of(clock.day_of(since) + timedelta(days=DAYS))
