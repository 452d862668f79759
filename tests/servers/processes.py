"""The program as its users run it: real web and worker processes with an environment of their own."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import httpx

from tests.servers import lifetime

# From the developer's shell a test inherits only what any program needs.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")


class Tongxin:
    """`tongxin run`, `serve` or `worker` in a folder of its own, its output in a log file."""

    def __init__(self, *command: str, folder: Path, env: Mapping[str, str] | None = None) -> None:
        self.command = command or ("run",)
        self.folder = folder
        self.port = lifetime.free_port()
        self.env = {**plain_environment(folder), "PORT": str(self.port), **(env or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Tongxin":
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.stop()
        if error:
            error.add_note(f"--- {' '.join(self.command)}\n{self.log[-4000:]}")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.env['PORT']}"

    @property
    def log(self) -> str:
        """Everything that the process printed so far."""
        path = self._log_file()
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self, *, wait: float = 60) -> None:
        """Start, or start again; returns when `/healthz` answers. A worker is not waited for."""
        self.process = lifetime.start(
            [sys.executable, "-m", "scheduler", *self.command],
            log=self._log_file(),
            cwd=self.folder,
            env=self.env,
        )
        if self.command[0] != "worker":
            self._wait_for(f"{self.url}/healthz", seconds=wait)

    def stop(self) -> int | None:
        """Ctrl+C; returns the exit code."""
        return lifetime.stop(self.process, how=signal.SIGINT) if self.process else None

    def kill(self) -> None:
        """kill -9 of the process and its children, as a power cut does it."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _wait_for(self, address: str, *, seconds: float) -> None:
        def asked() -> bool:
            try:
                return httpx.get(address, trust_env=False, timeout=5).is_success
            except httpx.TransportError:
                return False

        if not (self.process and lifetime.answers(self.process, asked, within=seconds)):
            raise RuntimeError(f"no answer at {address}\n{self.log}")

    def _log_file(self) -> Path:
        return self.folder / f"{self.command[0]}.log"


def plain_environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1", "LOG_FORMAT": "json"}
