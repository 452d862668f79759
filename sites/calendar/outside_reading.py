"""A calendar of outside bookings, as another program writes it: only its nights are read, never who sleeps there."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

LARGEST_BYTES = 1024 * 1024
MOST_EVENTS, LONGEST_NIGHTS = 2000, 400
A_NIGHT = timedelta(days=1)


class CalendarUnfit(Refusal):
    code = "outside_calendar_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "This is not a readable calendar (.ics) of at most 1 MB and 2,000 bookings, each with its own dates."
    )


@dataclass(frozen=True, order=True)
class OutsideEvent:
    """One booking: rooms from the night of `starts_on` until before `ends_on`. `uid` is a digest of its name."""

    starts_on: date
    ends_on: date
    uid: str
    rooms: int = 1


def events_of(data: bytes) -> tuple[OutsideEvent, ...]:
    """What takes rooms tonight or later. Refused: CalendarUnfit. Slow for large files: call it in a thread."""
    from icalendar import Calendar

    if not 0 < len(data) <= LARGEST_BYTES or not data.lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"BEGIN:VCALENDAR"):  # fmt: skip
        raise CalendarUnfit(field="file")
    try:
        made = Calendar.from_ical(data)
        found = list(_events(made))
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError):
        raise CalendarUnfit(field="file") from None
    if len(found) > MOST_EVENTS:
        raise CalendarUnfit(field="file")
    return tuple(sorted(_merged(found)))


def _events(calendar: Any) -> Iterator[OutsideEvent]:
    for event in calendar.walk("VEVENT"):
        if event.get("RRULE") or event.get("RDATE"):
            raise CalendarUnfit(field="file")
        cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
        free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        starts = _day(event["DTSTART"].dt)
        ends = _end(event, starts)
        if (ends - starts).days > LONGEST_NIGHTS:
            raise CalendarUnfit(field="file")
        if not cancelled and not free and ends > clock.today():
            name = str(event.get("UID", "")) or f"{starts}{ends}"
            yield OutsideEvent(starts, ends, hashlib.sha256(name.encode()).hexdigest())


def _end(event: Any, starts: date) -> date:
    if "DTEND" in event:
        ends = _day(event["DTEND"].dt)
    elif "DURATION" in event:
        ends = starts + event["DURATION"].dt
    else:
        ends = starts + A_NIGHT
    return max(ends, starts + A_NIGHT)


def _day(value: date | datetime) -> date:
    if not isinstance(value, datetime):
        return value
    return clock.day_of(value) if value.tzinfo else value.date()


def _merged(found: list[OutsideEvent]) -> Iterator[OutsideEvent]:
    """Bookings of one name and start are one booking of several rooms."""
    rooms: dict[tuple[str, date], list[OutsideEvent]] = {}
    for event in found:
        rooms.setdefault((event.uid, event.starts_on), []).append(event)
    for (uid, starts), same in rooms.items():
        yield OutsideEvent(starts, max(one.ends_on for one in same), uid, len(same))
