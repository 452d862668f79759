"""Requests that wait for the operator's answer, with their clock in the hours in which the desk is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking import stays
from booking.stays import StayLine
from sites.foundation import clock
from sites.foundation.language import _
from sites.listings import SiteProfile

URGENT = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """`left` is open desk time until `due`; `percent` of the whole time to answer is left."""

    due: datetime
    left: timedelta
    percent: int

    @property
    def is_urgent(self) -> bool:
        return self.left <= URGENT

    @property
    def is_over(self) -> bool:
        return self.due <= clock.now()

    @property
    def words(self) -> str:
        if self.is_over:
            return _("time is over")
        return time_left(self.left)


@dataclass(frozen=True, slots=True)
class Request:
    """`missing` are words of what a promise needs beside the answer."""

    line: StayLine
    rooms: str
    clock: AnswerClock | None
    missing: tuple[str, ...]


def time_left(left: timedelta) -> str:
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    if hours:
        return _("%(hours)s h %(minutes)s min of desk hours left", hours=hours, minutes=minutes)
    return _("%(minutes)s min of desk hours left", minutes=minutes)


def requests(
    lines: list[StayLine],
    *,
    rooms: Mapping[str, tuple[tuple[str, int], ...]],
    sites: Mapping[str, SiteProfile],
) -> tuple[Request, ...]:
    """In the order given: the shortest time first."""
    return tuple(
        Request(
            line,
            rooms_in_words(rooms.get(line.public_id, ())),
            answer_clock(line, sites.get(line.site_code)),
            missing_in_words(line),
        )
        for line in lines
    )


def answer_clock(line: StayLine, site: SiteProfile | None) -> AnswerClock | None:
    if line.answer_due_at is None or line.accepted_at is not None or site is None:
        return None
    left = stays.open_time(clock.now(), line.answer_due_at, opens=site.opens, closes=site.closes)
    whole = timedelta(hours=site.answer_hours)
    return AnswerClock(line.answer_due_at, left, min(100, 100 * left // whole))


def rooms_in_words(kinds: tuple[tuple[str, int], ...]) -> str:
    return _(", ").join(f"{name} {rooms}" for name, rooms in kinds)


def missing_in_words(line: StayLine) -> tuple[str, ...]:
    return tuple(_(stays.MISSING[code]) for code in line.missing if code != "acceptance")
