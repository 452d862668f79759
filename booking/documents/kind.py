"""A kind of document: what it is called, who may draw it up, when there is something in it, and what stands in it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from booking.documents.model import Part
from booking.documents.subject import Subject
from sites.foundation.actor import Actor

Parts = tuple[Part, ...]
BOTH = frozenset({"union", "operator"})


@dataclass(frozen=True)
class Kind:
    """`words` is a msgid. `missing` says in the reader's language why nothing can be drawn up yet, else nothing.

    `opens_numbers`: it may be drawn up with full numbers, for a reason and with a look on record for each.
    """

    code: str
    words: str
    needs: str
    missing: Callable[[Subject], str]
    draw: Callable[[Subject], Awaitable[Parts]]
    sides: frozenset[str] = BOTH
    opens_numbers: bool = False

    def is_for(self, by: Actor) -> bool:
        """Whether the table of kinds and roles lets this person have it. A union's own papers are not its agent's."""
        is_own = self.sides == BOTH or not by.is_agent
        return by.kind in self.sides and by.may(self.needs) and is_own
