"""How a command ends when it cannot do what it was asked: words and an exit code, never a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sites.foundation.language import N_, _

UNAVAILABLE_EXIT = 69
REFUSED_EXIT = 1


class Ended(Exception):
    """A command's no: what is wrong and what to do, ready to be shown."""

    def __init__(self, words: str, *, code: int = REFUSED_EXIT) -> None:
        super().__init__(words)
        self.words = words
        self.code = code


DATABASE_AWAY = N_(
    "The database cannot be reached (%(fault)s). Check DATABASE_URL and whether it runs."
)


@contextmanager
def ended_in_words() -> Iterator[None]:
    """Turn what is expected to go wrong into words on standard error and an exit code."""
    try:
        yield
    except Exception as fault:
        ending = fault if isinstance(fault, Ended) else _ending_of(fault)
        if ending is None:
            raise
        sys.stderr.write(ending.words + "\n")
        sys.exit(ending.code)


def _ending_of(fault: Exception) -> Ended | None:
    from scheduler.faults import listed
    from sites.foundation.errors import Refusal
    from sites.foundation.settings import CONFIGURATION_EXIT, Misconfigured
    from sites.foundation.words import say

    if isinstance(fault, Misconfigured):
        return Ended(listed(fault.faults), code=CONFIGURATION_EXIT)
    if isinstance(fault, Refusal):
        return Ended(say(fault))
    if _is_database_away(fault):
        return Ended(_(DATABASE_AWAY, fault=type(fault).__name__), code=UNAVAILABLE_EXIT)
    return None


def _is_database_away(fault: Exception) -> bool:
    from tortoise.exceptions import DBConnectionError

    if isinstance(fault, DBConnectionError | ConnectionError):
        return True
    from asyncpg import (
        CannotConnectNowError,
        InvalidAuthorizationSpecificationError,
        InvalidCatalogNameError,
    )

    return isinstance(
        fault,
        CannotConnectNowError | InvalidAuthorizationSpecificationError | InvalidCatalogNameError,
    )
