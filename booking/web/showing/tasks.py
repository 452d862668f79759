"""What is to do on a stay, in the shape of the task list: the next thing first, what is done last."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

ORDER = {"late": 0, "next": 1, "open": 2, "done": 3}


@dataclass(frozen=True, slots=True)
class Task:
    """`state` is open, late or done; `in_order` makes the first open one the next."""

    title: str
    note: str = ""
    due: str = ""
    left: str = ""
    state: str = "open"
    action: str = ""
    href: str = ""


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Overdue before open before done, otherwise as given; the first that can be acted on is lit."""
    kept = sorted(tasks, key=lambda task: ORDER[task.state])
    lit = next((n for n, task in enumerate(kept) if task.state != "done" and task.action), None)
    return tuple(
        replace(task, state="next") if n == lit and task.state == "open" else task
        for n, task in enumerate(kept)
    )
