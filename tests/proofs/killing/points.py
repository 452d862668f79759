"""Where a process may be killed: before and after each commit, and before and after each question to the provider.

The program knows nothing of it. Every commit goes through `database.transaction` or is one statement by
itself, every question to the provider through a method of `Gateway`: there a process of these proofs
(`process.py`) puts the points in. The list of what must have them is read from the program's own modules.
"""

import functools
import importlib
import inspect
import os
import pkgutil
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from booking.money.gateway import Gateway
from sites.foundation import database

BEFORE, AFTER = "before", "after"
# A statement that commits by itself is named by the function of these packages that ran it.
NAMED = ("booking.", "sites.foundation.outbox")
_DECORATED = database.transaction(None).__code__  # type: ignore[arg-type, attr-defined]


def commits_of(*packages: ModuleType) -> set[str]:
    """Every verb of these packages and their parts that opens a transaction, as the decorator itself marks it."""
    return {
        f"commit of {name_of(found.__wrapped__)}"
        for module in _modules(packages)
        for found in vars(module).values()
        if getattr(found, "__code__", None) is _DECORATED and found.__module__ == module.__name__
    }


def questions() -> set[str]:
    """Every way in which the provider is asked."""
    return {f"question {name}" for name in _asking()}


def name_of(verb: Callable[..., Any]) -> str:
    return f"{verb.__module__}.{verb.__qualname__}"


class Points:
    """Those of one process: each that is passed is written down, and at the armed one the process is killed."""

    def __init__(self, process: str, folder: Path) -> None:
        self.process, self.folder = process, folder

    def put_in(self) -> None:
        self._around_commits()
        self._around_questions()
        self._around_statements()

    def passed(self, what: str, when: str) -> None:
        name = f"{self.process}: {when} {what}"
        with (self.folder / "passed").open("a") as file:
            file.write(f"{name}\n")
        armed = self.folder / "armed"
        if armed.exists() and armed.read_text() == name:
            armed.unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    def _around_commits(self) -> None:
        opened: Callable[..., Awaitable[Any]] = database._once

        async def once(verb: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
            what = f"commit of {name_of(verb)}"

            async def body(*args: Any, **kwargs: Any) -> Any:
                done = await verb(*args, **kwargs)
                self.passed(what, BEFORE)
                return done

            done = await opened(body, *args, **kwargs)
            self.passed(what, AFTER)
            return done

        if not name_of(opened).startswith("sites."):
            msg = "points are put in once"
            raise RuntimeError(msg)
        database._once = once

    def _around_questions(self) -> None:
        for name in _asking():
            setattr(Gateway, name, self._question(name, getattr(Gateway, name)))

    def _question(self, name: str, ask: Callable[..., Awaitable[Any]]) -> Any:
        @functools.wraps(ask)
        async def asked(*args: Any, **kwargs: Any) -> Any:
            self.passed(f"question {name}", BEFORE)
            answer = await ask(*args, **kwargs)
            self.passed(f"question {name}", AFTER)
            return answer

        return asked

    def _around_statements(self) -> None:
        from tortoise.backends.asyncpg.client import AsyncpgDBClient

        from sites.foundation.sqlite import ImmediateClient

        for client in (ImmediateClient, AsyncpgDBClient):
            for way in ("execute_query", "execute_query_dict", "execute_insert", "execute_many"):
                setattr(client, way, self._statement(getattr(client, way)))

    def _statement(self, execute: Callable[..., Awaitable[Any]]) -> Any:
        @functools.wraps(execute)
        async def executed(client: Any, query: str, *args: Any, **kwargs: Any) -> Any:
            is_alone = not database.is_in_transaction() and not query.startswith("SELECT")
            who = _who() if is_alone else ""
            if who:
                self.passed(f"statement of {who}", BEFORE)
            answer = await execute(client, query, *args, **kwargs)
            if who:
                self.passed(f"statement of {who}", AFTER)
            return answer

        return executed


def _who() -> str:
    frame = sys._getframe(1)
    while frame.f_back is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith(NAMED):
            return f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back
    return ""


def _asking() -> list[str]:
    return [
        name
        for name, found in vars(Gateway).items()
        if not name.startswith("_") and inspect.iscoroutinefunction(found)
    ]


def _modules(packages: tuple[ModuleType, ...]) -> Iterator[ModuleType]:
    for package in packages:
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)
