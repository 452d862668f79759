"""Who has a place and who waits: the rule, pure. Nobody on the list is passed over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry of the waiting list, in the order of signing up."""

    id: int
    heads: int


def state_of_new(*, places: int, taken: int, heads: int, waiting: int) -> str:
    """`asked` where everybody of the entry has a place and nobody waits before it, else `listed`."""
    return "asked" if not waiting and taken + heads <= places else "listed"


def moving_up(waiting: Iterable[Waiting], *, places: int, taken: int) -> tuple[int, ...]:
    """Ids of those who get a place now: from the front, as long as the next one fits whole."""
    moved: list[int] = []
    for one in waiting:
        if taken + one.heads > places:
            break
        taken += one.heads
        moved.append(one.id)
    return tuple(moved)


def position_of(application: int, waiting: Sequence[Waiting]) -> int:
    """1 is the next one; 0 for who does not wait."""
    ids = [one.id for one in waiting]
    return ids.index(application) + 1 if application in ids else 0
