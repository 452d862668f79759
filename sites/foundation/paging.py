"""Pages of a list: a number from the address, clamped below, and honest beyond the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

T = TypeVar("T")


class CursorUnknown(Refusal):
    code = "cursor_unknown"
    kind = Kind.MALFORMED
    words = N_("This cursor is none of your list. Begin again without one.")


@dataclass(frozen=True)
class Page(Generic[T]):
    items: Sequence[T]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def is_beyond(self) -> bool:
        return self.number > self.last


def number_from(text: Any) -> int:
    """A page number typed by anybody: nonsense and anything below one is the first page."""
    return (
        max(1, int(text))
        if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 7
        else 1
    )


def cut(items: Sequence[T], *, number: int, size: int) -> Page[T]:
    start = (number - 1) * size
    return Page(items[start : start + size], number, size, len(items))
