"""What is to do on a stay, in the shape of the task list: the next thing first, what is done last."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from booking.web.showing.left import day_left, left_of
from sites.foundation import clock
from sites.foundation.formats import full_day, short_deadline, short_moment

NEVER = datetime.max.replace(tzinfo=UTC)
ORDER = {"late": 0, "next": 1, "open": 2, "done": 3}


@dataclass(frozen=True, slots=True)
class Task:
    """`state` is open, late or done; `in_order` makes the first open one the next. `at` is when it is due."""

    title: str
    note: str = ""
    due: str = ""
    left: str = ""
    state: str = "open"
    action: str = ""
    href: str = ""
    at: datetime | None = None


def due_at(title: str, note: str, at: datetime | None, *, action: str = "", href: str = "") -> Task:
    """A task with a clock; afterwards something happens by itself, so it is never late."""
    if at is None:
        return Task(title, note, action=action, href=href)
    return Task(title, note, short_deadline(at), left_of(at), "open", action, href, at)


def due_on(title: str, note: str, day: date | None, *, action: str = "", href: str = "") -> Task:
    """A task with a date, which lasts until its end; afterwards the task is late."""
    if day is None:
        return Task(title, note, action=action, href=href)
    state = "late" if day < clock.today() else "open"
    return Task(title, note, full_day(day), day_left(day), state, action, href, clock.end_of(day))


def done(title: str, note: str = "", at: datetime | None = None) -> Task:
    return Task(title, note, short_moment(at) if at else "", state="done")


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Overdue before open before done, then what is due first; the first that can be acted on is lit."""
    kept = sorted(tasks, key=lambda task: (ORDER[task.state], task.at or NEVER))
    lit = next((n for n, task in enumerate(kept) if task.state != "done" and task.action), None)
    return tuple(
        replace(task, state="next") if n == lit and task.state == "open" else task
        for n, task in enumerate(kept)
    )
