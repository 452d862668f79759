"""What quotas are called on pages: their states, what they sort trips by, and their spans of days."""

from datetime import date, datetime, time

from booking.quotas import QuotaLine
from sites.foundation.clock import SHANGHAI
from sites.foundation.formats import full_day
from sites.foundation.language import N_, _

STATES: dict[str, tuple[str, str]] = {
    "not_open": (N_("not open yet"), "info"),
    "open": (N_("now open"), "good"),
    "nearly": (N_("nearly spent"), "ask"),
    "spent": (N_("spent"), "stop"),
    "over": (N_("over its limit"), "stop"),
    "closed": (N_("closed"), ""),
}
AXES: dict[str, str] = {
    "origin": N_("Origin"),
    "programme": N_("Programme"),
    "district": N_("District"),
    "site": N_("Base"),
    "any": N_("Everybody"),
}
UNITS: dict[str, str] = {"workers": N_("workers"), "person_nights": N_("person-nights")}


def period_words(first: date, last: date) -> str:
    """A whole year by its number, everything else from day to day."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return _("year %(year)s", year=first.year)
    return _("%(from)s to %(to)s", **{"from": full_day(first), "to": full_day(last)})


def counted_words(line: QuotaLine) -> tuple[str, ...]:
    """Whom and where to, in one row; what is counted without any condition says so."""
    return (*line.of_class, *line.of_scope) or (_("all unions, all bases"),)


def local_parts(instant: datetime | None) -> tuple[str, str]:
    """Day and time as a form's two fields show them."""
    if instant is None:
        return "", ""
    here = instant.astimezone(SHANGHAI)
    return here.date().isoformat(), here.time().isoformat("minutes")


def parsed_time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if len(text) == 5 else None
    except ValueError:
        return None


def tree_rows(lines: list[QuotaLine]) -> list[tuple[QuotaLine, str]]:
    """The lines, each marked with "". Behind the shares of one stand, marked with its line, what its "closed" shares
    take, and the "rest" that none has: so every column adds up.
    """
    rows: list[tuple[QuotaLine, str]] = []
    waiting: list[QuotaLine] = []
    for line in lines:
        while waiting and waiting[-1].depth >= line.depth:
            rows += _parts(waiting.pop())
        rows.append((line, ""))
        if line.unshared and not line.closed_at:
            waiting.append(line)
    return [*rows, *(part for line in reversed(waiting) for part in _parts(line))]


def _parts(line: QuotaLine) -> list[tuple[QuotaLine, str]]:
    return [*([(line, "closed")] if line.closed_shares else []), (line, "rest")]
