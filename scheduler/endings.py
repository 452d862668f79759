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
    except Ended as ended:
        _leave(ended.words, ended.code)
    except Exception as fault:
        from sites.foundation.settings import CONFIGURATION_EXIT, Misconfigured

        if isinstance(fault, Misconfigured):
            from scheduler.faults import listed

            _leave(listed(fault.faults), CONFIGURATION_EXIT)
        if not _is_database_away(fault):
            raise
        _leave(_(DATABASE_AWAY, fault=type(fault).__name__), UNAVAILABLE_EXIT)


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


def _leave(words: str, code: int) -> None:
    sys.stderr.write(words + "\n")
    sys.exit(code)
