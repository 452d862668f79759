"""Who searches, as far as a search has to know: what closes bases to them although there is room.

Handed in by the composition, from above; without it everything is open to everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sites.search.answers import Answer
from sites.search.bounds import FREE, Bounds


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Fen a person for the whole stay, and the document that sets it."""

    fen: int
    document: str
    number: str
    clause: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a base is closed to the group: a stable code, and its words in the reader's language."""

    code: str
    words: str


def _nothing(_found: Answer) -> tuple[Closed, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Asker:
    """`is_known`: the answer is for one organisation and for nobody else."""

    bounds: Bounds = FREE
    ceiling: Ceiling | None = None
    closes: Callable[[Answer], tuple[Closed, ...]] = _nothing
    is_known: bool = False


ANYBODY = Asker()
