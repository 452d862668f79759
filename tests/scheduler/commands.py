"""Runs a command of the program to its end: in this process, or where that matters in one of its own."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from tortoise.backends.base.executor import EXECUTOR_CACHE

from scheduler.__main__ import main
from tests.servers.processes import plain_environment


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def tongxin(*command: str, folder: Path, **environment: str) -> Done:
    """In this process: a second faster each time. For tests without a database connection of their own."""
    out, err = io.StringIO(), io.StringIO()
    with _as_typed(command, folder=folder, environment=environment), \
            contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):  # fmt: skip
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Done(code, out.getvalue(), err.getvalue())


def tongxin_process(*command: str, folder: Path, **environment: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", *command],
        cwd=folder,
        env={**plain_environment(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@contextlib.contextmanager
def _as_typed(
    command: tuple[str, ...], *, folder: Path, environment: dict[str, str]
) -> Iterator[None]:
    given = {**plain_environment(folder), **environment}
    mask = os.umask(0o077)
    try:
        with (
            mock.patch.dict(os.environ, given, clear=True),
            mock.patch.object(sys, "argv", ["tongxin", *command]),
            contextlib.chdir(folder),
        ):
            yield
    finally:
        os.umask(mask)
        # Tortoise keeps prepared statements by the connection's name, whatever the dialect was.
        EXECUTOR_CACHE.clear()
