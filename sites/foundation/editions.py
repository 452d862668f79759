"""Which edition of the catalogue and of the nights the database is at, and what this process keeps of one.

Triggers note every change of the noted tables in the transaction that makes it (sites/foundation/change_log.py).
So what is kept is never older than the last commit, whoever wrote it and in whichever process.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sites.foundation import clock
from sites.foundation.change_log import reader
from sites.foundation.database import connection, is_in_transaction

P = ParamSpec("P")
T = TypeVar("T")

CATALOGUE, NIGHTS = "catalogue", "nights"
# As the triggers of sites/migrations/0002_integrity.py and of booking/migrations 0003, 0011 and 0018 have it.
SHELVES = {
    CATALOGUE: (
        "sites", "room_types", "packages", "package_prices", "certificates", "recognitions", "pictures",
        "policies", "policy_versions", "holiday_versions", "survey_results",
    ),
    NIGHTS: ("nights", "receptions"),
}  # fmt: skip

Edition = Mapping[str, tuple[int, int]]
"""By shelf two numbers that are never the same again in this process once something changed."""


async def edition() -> Edition:
    """What the database is at. Read it before what is kept: then that can only be newer than it says."""
    log = reader()
    await log.look()
    return {shelf: (log.counts[shelf], log.doubts) for shelf in SHELVES}


@contextmanager
def looking() -> Iterator[None]:
    """For one reading request: the edition is asked once, and kept reads may answer from memory."""
    token = _look.set(_Look())
    try:
        yield
    finally:
        _look.reset(token)


async def present() -> Edition | None:
    """The edition of this request; None where nothing may be answered from memory."""
    look = _look.get()
    if look is None or is_in_transaction():
        return None
    if look.edition is None:
        look.edition = await edition()
    return look.edition


def kept(
    *shelves: str, most: int = 4, each_minute: bool = False
) -> Callable[[Callable[P, Awaitable[T]]], Callable[P, Awaitable[T]]]:
    """Let reading requests share what this read answers, for as long as none of its shelves has changed.

    The answer must hang on the arguments, these shelves and the day alone (or the minute), and nobody
    may change it. `most` answers are kept. Within a transaction the database is always asked.
    """

    def keeping(read: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @wraps(read)
        async def answer(*args: P.args, **kwargs: P.kwargs) -> T:
            now = await present()
            if now is None:
                return await read(*args, **kwargs)
            at = this_minute() if each_minute else clock.today()
            shelf = shelf_of(read, most=most)
            key = (args, *sorted(kwargs.items()), at)
            mark = mark_of(now, shelves)
            found: T | None = shelf.find(key, mark)
            return found if found is not None else shelf.put(key, mark, await read(*args, **kwargs))

        return answer

    return keeping


def mark_of(now: Edition, shelves: tuple[str, ...]) -> Hashable:
    return tuple(now.get(shelf) for shelf in shelves)


def this_minute() -> int:
    return int(clock.now().timestamp() // 60)


@dataclass
class Shelf:
    """The last so many answers, each with the edition that it was made from."""

    most: int
    answers: OrderedDict[Hashable, tuple[Hashable, Any]] = field(default_factory=OrderedDict)

    def find(self, key: Hashable, mark: Hashable) -> Any | None:
        found = self.answers.get(key)
        if found is None or found[0] != mark:
            return None
        self.answers.move_to_end(key)
        return found[1]

    def put(self, key: Hashable, mark: Hashable, answer: T) -> T:
        self.answers[key] = (mark, answer)
        self.answers.move_to_end(key)
        while len(self.answers) > self.most:
            self.answers.popitem(last=False)
        return answer


def shelf_of(owner: Hashable, *, most: int) -> Shelf:
    """The shelf of one read, for as long as the process keeps this connection."""
    shelves = _shelves.setdefault(connection(), {})
    return shelves.setdefault(owner, Shelf(most))


@dataclass
class _Look:
    edition: Edition | None = None


_look: ContextVar[_Look | None] = ContextVar("look", default=None)
_shelves: WeakKeyDictionary[Any, dict[Hashable, Shelf]] = WeakKeyDictionary()
