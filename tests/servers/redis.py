"""A Redis of its own for one test run, which tests may flush, kill and start again."""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import redis

from tests.servers import lifetime


class RedisServer:
    """On a free loopback port. `durable` writes every command to disk before it answers."""

    def __init__(self, program: Path, *, durable: bool = False) -> None:
        self.program = program
        self.durable = durable
        self.home = Path(tempfile.mkdtemp(prefix="tongxin-redis-"))
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "RedisServer":
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, or start again on the same port; what was durable is still there."""
        for _ in range(3):
            self.port = self.port or lifetime.free_port()
            self.process = lifetime.start(self._command(), log=self._log(), cwd=self.home)
            if self._is_ready():
                return
            # Somebody took the port between our look and the server's.
            self.kill()
            self.port = 0
        raise RuntimeError(self._log().read_text(errors="replace"))

    def stop(self) -> None:
        """Let it write what it must and end."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9: what is not on disk is lost."""
        self._end(signal.SIGKILL)

    def flush(self) -> None:
        """FLUSHALL: every key of every database is gone."""
        self.execute("FLUSHALL")

    def execute(self, *command: str) -> object:
        with redis.Redis.from_url(self.url) as client:
            return client.execute_command(*command)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            lifetime.stop(self.process, how=how)
            self.process = None

    def _command(self) -> list[str]:
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.home)]
        disk = ["--save", "", "--appendonly", "yes" if self.durable else "no"]
        return [str(self.program), *where, *disk, "--appendfsync", "always"]

    def _is_ready(self) -> bool:
        def asked() -> bool:
            try:
                return bool(self.execute("PING"))
            except (redis.ConnectionError, redis.BusyLoadingError):
                return False

        return self.process is not None and lifetime.answers(self.process, asked, within=20)

    def _log(self) -> Path:
        return self.home / "redis.log"
