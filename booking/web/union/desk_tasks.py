"""What a union does next, over all its stays: whatever has a date that is near, nearest first."""

from collections.abc import Iterator
from datetime import date, datetime

from booking.stays import State, StayLine
from booking.web.showing import Task, day_left, in_order, left_of, within_days
from sites.foundation import clock
from sites.foundation.formats import full_day, short_moment
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href

MOST = 12
Due = tuple[datetime, Task]


def desk_tasks(
    lines: list[StayLine], *, asked: int, books: bool, named: frozenset[str]
) -> tuple[Task, ...]:
    """At most twelve; approvals asked of the reader stand in front. `named` are stays with all their names."""
    found = sorted(_dated(lines, named) if books else (), key=lambda pair: pair[0])
    mine = [_approvals(asked)] if asked else []
    return in_order([*mine, *(task for _at, task in found)][:MOST])


def _approvals(asked: int) -> Task:
    title = ngettext(
        "%(num)s approval is asked of you", "%(num)s approvals are asked of you", asked
    )
    return Task(title, action=_("Look at it"), href=href("/union/approvals"))


def asks_for_names(line: StayLine) -> bool:
    """Whether the date by which names are due is near or over."""
    due = line.names_due_on
    return line.state is State.CONFIRMED and due is not None and within_days(due)


def _dated(lines: list[StayLine], named: frozenset[str]) -> Iterator[Due]:
    for line in lines:
        yield from _of(line, named)


def _of(line: StayLine, named: frozenset[str]) -> Iterator[Due]:
    if line.shown_state is State.HELD and line.hold_expires_at:
        yield _clocked(line, line.hold_expires_at, _("Submit, or the hold ends"), "/submission", _("Check and submit"))  # fmt: skip
    if line.state is State.CONFIRMED:
        yield from _before_arrival(line, named)
    if line.state is State.DEPARTED and line.account_presented_at and line.dispute_until:
        yield _clocked(
            line, line.dispute_until, _("Check the account"), "/account", _("Look at it")
        )


def _before_arrival(line: StayLine, named: frozenset[str]) -> Iterator[Due]:
    if (
        line.contract_sealed_at is None
        and line.contract_due_on
        and within_days(line.contract_due_on)
    ):
        yield _by_day(line, line.contract_due_on, _("Sealed contract is missing"), "#papers", _("Record it"))  # fmt: skip
    if line.names_due_on and asks_for_names(line) and line.public_id not in named:
        yield _by_day(
            line, line.names_due_on, _("Names are due"), "/roster", _("Complete the list")
        )


def _clocked(line: StayLine, at: datetime, title: str, rest: str, action: str) -> Due:
    return at, Task(
        title, _about(line), short_moment(at), left_of(at), "open", action, _to(line, rest)
    )


def _by_day(line: StayLine, day: date, title: str, rest: str, action: str) -> Due:
    state = "late" if day < clock.today() else "open"
    task = Task(title, _about(line), full_day(day), day_left(day), state, action, _to(line, rest))
    return clock.end_of(day), task


def _about(line: StayLine) -> str:
    return _("%(site)s, %(day)s", site=line.site_name, day=full_day(line.check_in))


def _to(line: StayLine, rest: str) -> str:
    return href(f"/union/stays/{line.public_id}{rest}")
