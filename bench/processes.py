"""Programs under measurement: started, asked over HTTP, stopped."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    *command: str, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    log = Path(os.environ.get("BENCH_LOG", os.devnull)).open("ab")  # noqa: SIM115 - lives as long as the process
    process = subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, **(environment or {})},
        stdout=log,
        stderr=log,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def seconds_until_answer(port: int, path: str, *, since: float, within: float = 120) -> float:
    """Seconds from `since` (perf_counter) until the page answers 200."""
    while time.perf_counter() - since < within:
        try:
            if ask(port, path)[0] == 200:
                return time.perf_counter() - since
        except (OSError, HTTPException):
            pass
        time.sleep(0.02)
    raise TimeoutError(path)


def ask(port: int, path: str, connection: HTTPConnection | None = None) -> tuple[int, int]:
    """Status and length of one answer."""
    asked = connection or HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request("GET", path, headers={"Host": f"127.0.0.1:{port}"})
    response = asked.getresponse()
    return response.status, len(response.read())
