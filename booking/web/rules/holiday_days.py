"""Days as they are typed, a line each, and as they are told."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from booking.rules import HolidayYear
from sites.foundation import formats
from sites.foundation.forms import clean_day, clean_text, fault
from sites.foundation.language import N_

MOST_LINES = 60
_SPAN = re.compile(r"([0-9-]+)(?:\s*(?:–|—|~|至|到|to|\s)\s*([0-9-]+))?")


def read_spans(typed: Any) -> tuple[tuple[date, date], ...]:
    """`2027-10-01 – 2027-10-07`, or one day alone, on each line."""
    return tuple(_span(number, line) for number, line in _lines(typed))


def read_days(typed: Any) -> tuple[date, ...]:
    """One day on each line."""
    return tuple(_one_day(number, line) for number, line in _lines(typed))


Spans = Annotated[tuple[tuple[date, date], ...], BeforeValidator(read_spans)]
Days = Annotated[tuple[date, ...], BeforeValidator(read_days)]


def _lines(typed: Any) -> list[tuple[int, str]]:
    """The lines of one text area that have something, with their numbers."""
    text = clean_text("\n".join(typed) if isinstance(typed, list) else str(typed))
    found = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(found) > MOST_LINES:
        raise fault(N_("Write at most %(most)s lines"), most=MOST_LINES)
    return found


def _span(number: int, line: str) -> tuple[date, date]:
    found = _SPAN.fullmatch(line)
    try:
        first = clean_day(found[1]) if found else None
        last = clean_day(found[2]) if found and found[2] else first
    except ValueError:
        first = last = None
    if first is None or last is None:
        words = N_("Line %(line)s: write first and last day as 2027-10-01 – 2027-10-07, or one day")
        raise fault(words, line=number)
    return first, last


def _one_day(number: int, line: str) -> date:
    first, last = _span(number, line)
    if first != last:
        raise fault(N_("Line %(line)s: name one day"), line=number)
    return first


def typed_of(notice: HolidayYear) -> dict[str, str]:
    """As the form has it."""
    spans = [str(a) if a == b else f"{a} – {b}" for a, b in notice.off]
    return {
        "document": notice.document, "source": notice.source, "off": "\n".join(spans),
        "worked": "\n".join(map(str, notice.on)),
    }  # fmt: skip


def off_words(notice: HolidayYear) -> list[tuple[str, int]]:
    """Each span in words, and how many days it has."""
    return [
        (_span_words(first, last, notice.year), (last - first).days + 1)
        for first, last in notice.off
    ]


def worked_words(notice: HolidayYear) -> list[tuple[str, str]]:
    return [(_day_words(day, notice.year), formats.weekday(day)) for day in notice.on]


def _span_words(first: date, last: date, year: int) -> str:
    ends = [first] if first == last else [first, last]
    return " – ".join(_day_words(day, year) for day in ends)


def _day_words(day: date, year: int) -> str:
    """The page names the year; only a day of another one says its own."""
    return formats.day(day) if day.year == year else formats.full_day(day)
