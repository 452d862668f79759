"""Starts and stops child processes so that none outlives the test run, not even a killed one."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.05


def start(
    command: Sequence[str],
    *,
    log: Path,
    user: str | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server in its own session, so that Ctrl+C reaches the tests first and they stop it."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [*_dies_with_parent(), *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=cwd,
            env=env,
            **_as_user(user),
        )


def stop(
    process: subprocess.Popen[bytes], *, how: signal.Signals = signal.SIGTERM, wait: float = 20
) -> int:
    """Ask the process to end, kill it when it does not within the wait; returns its exit code."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return process.returncode


def answers(process: subprocess.Popen[bytes], asked: Callable[[], bool], *, within: float) -> bool:
    """Ask until the answer is yes; False when the process ended or the seconds are over."""
    until(lambda: process.poll() is not None or asked(), within=within)
    return process.poll() is None and asked()


def until(happened: Callable[[], bool], *, within: float) -> bool:
    """Ask again and again; False when it has not happened within the seconds."""
    # Rounds are counted, because a test may have stopped the clocks.
    for _ in range(round(within / POLL_SECONDS)):
        if happened():
            return True
        time.sleep(POLL_SECONDS)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _dies_with_parent() -> list[str]:
    """An orderly end for all alike. Not SIGINT: a run in the background inherits that as ignored."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def _as_user(user: str | None) -> dict[str, Any]:
    return {"user": user, "group": group_of(user), "extra_groups": []} if user else {}


def group_of(user: str) -> int:
    return pwd.getpwnam(user).pw_gid
