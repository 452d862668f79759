"""Programs under measurement: started, asked over HTTP, stopped, and how much memory they take."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

Process = subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a Python program to its end."""
    subprocess.run(
        [sys.executable, *command], env={**os.environ, **(environment or {})}, check=True
    )


@contextmanager
def running(*command: str, environment: dict[str, str] | None = None) -> Iterator[Process]:
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
            connection = connected(port)
            if asked(connection, "GET", path)[0] == 200:
                return time.perf_counter() - since
        except (OSError, HTTPException):
            pass
        time.sleep(0.02)
    raise TimeoutError(path)


def connected(port: int) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", port, timeout=30)


def asked(
    connection: HTTPConnection, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:  # fmt: skip
    """Status and body of one answer."""
    connection.request(method, path, body=body or None, headers=headers or {})
    response = connection.getresponse()
    return response.status, response.read()


def memory_of(program: Process) -> dict[str, float]:
    """MB of `tongxin run`: the worker's processes, and all others with the supervisor as the web's."""
    worker = next(pid for pid in _children(program.pid) if _name(pid) == "tongxin-worker")
    alone = megabytes(worker)
    return {"web": megabytes(program.pid) - alone, "worker": alone}


def megabytes(pid: int) -> float:
    """Of the process and its children, what they share counted once."""
    return sum(_proportional(one) for one in [pid, *_children(pid)])


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def _children(pid: int) -> list[int]:
    mine = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for child in map(int, mine) for one in (child, *_children(child))]


def _proportional(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
