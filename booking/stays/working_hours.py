"""An operator's time to answer runs only while the site's desk is open."""

from datetime import date, datetime, time, timedelta

from sites.foundation import clock


def answer_due(start: datetime, *, hours: int, opens: str, closes: str) -> datetime:
    """The instant at which `hours` of open desk have passed since `start`, every day of the week.

    `opens` and `closes` are Shanghai's clock, "08:30"; a desk that never closes counts every hour.
    """
    return desk_time_over(start, timedelta(hours=hours), opens=opens, closes=closes)


def desk_time_over(start: datetime, left: timedelta, *, opens: str, closes: str) -> datetime:
    """The instant at which the desk has been open for `left` since `start`."""
    day = clock.day_of(start)
    while True:
        begins, ends = _open_span(day, opens, closes)
        begins = max(begins, start)
        if begins < ends:
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        day += timedelta(days=1)


def open_time(start: datetime, until: datetime, *, opens: str, closes: str) -> timedelta:
    """How much of the time between two instants the desk is open; nothing when `until` is over."""
    spent = timedelta(0)
    day, last = clock.day_of(start), clock.day_of(until)
    while day <= last:
        begins, ends = _open_span(day, opens, closes)
        spent += max(timedelta(0), min(ends, until) - max(begins, start))
        day += timedelta(days=1)
    return spent


def _open_span(day: date, opens: str, closes: str) -> tuple[datetime, datetime]:
    if opens >= closes:
        return clock.at(day, time.min), clock.end_of(day)
    return clock.at(day, time.fromisoformat(opens)), clock.at(day, time.fromisoformat(closes))
