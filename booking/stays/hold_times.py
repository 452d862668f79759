"""When a hold ends: an option after the site's days at 24:00, a checkout after 30 minutes."""

from datetime import date, datetime, time, timedelta

from sites.foundation import clock

CHECKOUT = timedelta(minutes=30)


def hold_end(kind: str, *, option_days: int, check_in: date, since: datetime) -> datetime:
    """The end of a hold that begins at `since`; never after the morning of check-in, always after `since`."""
    if kind == "checkout":
        return since + CHECKOUT
    wanted = clock.end_of(clock.day_of(since) + timedelta(days=option_days))
    latest = clock.at(check_in, time(12, 0))
    return max(min(wanted, latest), since + CHECKOUT)
