"""Real worker processes for the proofs, and an unhurried look until something has happened."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.databases import settings_environment
from tests.servers import lifetime

ROOT = Path(__file__).parents[2]
QUICK = {"look": 0.05, "beat": 0.5, "after_failure": 0.1, "job_time": 20, "drain": 10, "lease": 2}


@dataclass(frozen=True)
class House:
    """Where the rows are, and how the jobs run: `redis` empty means by the worker itself."""

    database: str
    redis: str = ""


class Worker:
    """One process with the topics of `effects`; its log tells every job and every failing turn."""

    def __init__(self, folder: Path, *, database: str, redis: str = "", **pace: float) -> None:
        self.folder = folder
        self.log_file = folder / "worker.log"
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            **settings_environment(database, folder),
            "REDIS_URL": redis,
            "LOG_FORMAT": "json",
            "GATES": str(folder),
            "PACE": json.dumps({**QUICK, **pace}),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Worker":
        command = [sys.executable, "-m", "tests.scheduler.effects_worker"]
        self.process = lifetime.start(command, log=self.log_file, cwd=ROOT, env=self.environment)
        return self

    @property
    def running(self) -> subprocess.Popen[bytes]:
        assert self.process
        return self.process

    @property
    def log(self) -> str:
        return self.log_file.read_text() if self.log_file.exists() else ""

    def events(self, name: str) -> list[dict[str, object]]:
        lines = (line for line in self.log.splitlines() if line.startswith("{"))
        return [event for line in lines if (event := json.loads(line))["event"] == name]

    def kill(self) -> None:
        """kill -9, as a power cut does it."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def open_gate(self) -> None:
        (self.folder / "open").touch()

    def ask_to_stop(self) -> None:
        self.running.send_signal(signal.SIGTERM)

    def stop(self) -> int:
        return lifetime.stop(self.running)


async def until(happened: Callable[[], Awaitable[bool]], *, within: float = 90) -> None:
    """Look again and again; fails when it has not happened within the seconds."""
    async with asyncio.timeout(within):
        while not await happened():  # noqa: ASYNC110 - another process makes it happen
            await asyncio.sleep(0.03)
