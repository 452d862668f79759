"""A closed vocabulary: codes that are stored, and their words in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass

from sites.foundation.language import _


@dataclass(frozen=True, slots=True)
class Term:
    """`words` is a msgid. `counted` says how many, where the term is one that has a number."""

    code: str
    words: str
    counted: Callable[[int], str] | None = None

    def say(self, count: int | None = None) -> str:
        """The term in the reader's language, with its number where it has one."""
        if count is not None and self.counted is not None:
            return self.counted(count)
        return _(self.words)


def by_code(terms: tuple[Term, ...]) -> dict[str, Term]:
    return {term.code: term for term in terms}
