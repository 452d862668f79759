"""Expected failures are values with a code, a kind and parameters; their words live in the catalogues."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """What sort of no this is. One table gives each its HTTP status."""

    BAD_INPUT = "bad_input"
    UNKNOWN = "unknown"
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    UNAUTHENTICATED = "unauthenticated"
    TOO_MANY = "too_many"
    BUSY = "busy"
    NOT_READY = "not_ready"
    MALFORMED = "malformed"
    STALE = "stale"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"


STATUS: dict[Kind, int] = {
    Kind.BAD_INPUT: 422,
    Kind.UNKNOWN: 404,
    Kind.CONFLICT: 409,
    Kind.FORBIDDEN: 403,
    Kind.UNAUTHENTICATED: 401,
    Kind.TOO_MANY: 429,
    Kind.BUSY: 503,
    Kind.NOT_READY: 409,
    Kind.MALFORMED: 400,
    Kind.STALE: 412,
    Kind.TOO_LARGE: 413,
    Kind.UNSUPPORTED: 415,
}


class Refusal(Exception):
    """A verb's no. Subclasses are named as facts and carry an English msgid in `words`.

    `params` fill the placeholders of `words` after each value was written in the reader's
    language; `field` names the form field that is at fault, if one is. Where several things were
    asked together, `about` are such values too: which of them the no is about.
    """

    code: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.CONFLICT
    words: ClassVar[str] = ""
    registry: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        super().__init__(self.code)
        self.params = params
        self.field = field
        self.about: tuple[object, ...] = ()

    def __init_subclass__(cls) -> None:
        if cls.code in Refusal.registry and Refusal.registry[cls.code].__module__ != cls.__module__:
            msg = f"refusal code {cls.code} is used twice"
            raise TypeError(msg)
        Refusal.registry[cls.code] = cls

    @property
    def status(self) -> int:
        return STATUS[self.kind]


@contextmanager
def about(*which: object, one_of: int) -> Iterator[None]:
    """Whatever is refused inside is about this one, where it is one of several that were asked together."""
    try:
        yield
    except Refusal as refusal:
        if one_of > 1:
            refusal.about = which
        raise
