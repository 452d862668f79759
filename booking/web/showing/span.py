"""The days of a stay as one phrase, month and year said once where they are the same."""

from datetime import date

from sites.foundation.formats import day, full_day
from sites.foundation.language import _, is_english


def span(first: date, last: date, *, with_year: bool = False) -> str:
    """「5月17日至21日」, "17 to 21 May"; with the year 「2027年5月17日至21日」, "17 to 21 May 2027"."""
    return _(
        "%(first)s to %(last)s",
        first=_first(first, last, with_year=with_year),
        last=_last(first, last, with_year=with_year),
    )


def _first(first: date, last: date, *, with_year: bool) -> str:
    if not is_english():
        return full_day(first) if with_year else day(first)
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day)
    return full_day(first) if with_year and first.year != last.year else day(first)


def _last(first: date, last: date, *, with_year: bool) -> str:
    if is_english():
        return full_day(last) if with_year else day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{last.day}日"
    return full_day(last) if with_year and first.year != last.year else day(last)
