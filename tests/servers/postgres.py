"""A PostgreSQL cluster of its own for one test run: not as root, on loopback, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.servers import lifetime
from tests.servers.talking import Talk

# Nothing survives the run, so nothing need reach the disk.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = ("listen_addresses=127.0.0.1", "max_connections=200", "shared_buffers=64MB")


class Postgres:
    """A cluster in a temporary folder. `durable` keeps fsync on, for tests that pull the plug."""

    def __init__(self, programs: Path, *, durable: bool = False) -> None:
        self.programs = programs
        self.durable = durable
        self.user = _server_user()
        self.home = Path(tempfile.mkdtemp(prefix="tongxin-pg-"))
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Postgres":
        try:
            self._make_cluster()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.pull_the_plug()
        shutil.rmtree(self.home, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        return f"postgres://tongxin@127.0.0.1:{self.port}/{database}"

    def create(self, name: str, *, template: str | None = None) -> str:
        """Make a database, as a copy of the template when one is named; returns its address.

        The template must have no open connection. An existing database of that name is refused.
        """
        copy = f' TEMPLATE "{template}"' if template else ""
        self.execute(f'CREATE DATABASE "{name}"{copy}')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop the database and end its connections; a name that is not there is no fault."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def execute(self, sql: str, *, database: str = "postgres") -> str:
        """Run one statement in its own session; returns what psql prints, unaligned."""
        command = [*self._psql(database), "-c", sql]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        return done.stdout.strip()

    def talk(self, *, database: str) -> Talk:
        """A session that stays open until it is closed, meets a fault, or is ended by somebody."""
        return Talk(self._psql(database))

    def _psql(self, database: str) -> list[str]:
        how = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        return [self._program("psql"), "-d", self.url(database), *how]

    def logged(self, words: str) -> int:
        """How many lines of the server's log have these words so far."""
        return sum(words in line for line in self._log().read_text(errors="replace").splitlines())

    def start(self) -> None:
        """Start, or start again on the same data and port; returns when it takes connections."""
        for _ in range(3):
            self.port = self.port or lifetime.free_port()
            self.process = lifetime.start(
                self._command(), log=self._log(), user=self.user, cwd=self.home
            )
            if self._is_ready():
                return
            # Somebody took the port between our look and the server's.
            self.pull_the_plug()
            self.port = 0
        raise RuntimeError(self._log().read_text(errors="replace"))

    def stop(self) -> None:
        """End every session and the server; the data stay for another start."""
        self._end(signal.SIGINT)

    def pull_the_plug(self) -> None:
        """End at once, as a power cut does it: the next start recovers from the log."""
        self._end(signal.SIGQUIT)

    def _end(self, how: signal.Signals) -> None:
        if self.process:
            lifetime.stop(self.process, how=how)
            self.process = None

    def _make_cluster(self) -> None:
        if self.user:
            shutil.chown(self.home, self.user, lifetime.group_of(self.user))
        options = ["--no-locale", "--encoding=UTF8", "--auth=trust", "--username=tongxin"]
        command = [self._program("initdb"), "--no-sync", *options, "-D", str(self._data())]
        made = lifetime.start(command, log=self._log(), user=self.user, cwd=self.home)
        if made.wait() != 0:
            raise RuntimeError(self._log().read_text(errors="replace"))

    def _command(self) -> list[str]:
        settings = [*SETTINGS, f"port={self.port}", f"unix_socket_directories={self.home}"]
        settings += [] if self.durable else CARELESS
        flags = [word for setting in settings for word in ("-c", setting)]
        return [self._program("postgres"), "-D", str(self._data()), *flags]

    def _is_ready(self) -> bool:
        ask = [self._program("pg_isready"), "-q", "-t", "5", "-d", self.url()]

        def asked() -> bool:
            return subprocess.run(ask, check=False).returncode == 0

        return self.process is not None and lifetime.answers(self.process, asked, within=30)

    def _program(self, name: str) -> str:
        return str(self.programs / name)

    def _data(self) -> Path:
        return self.home / "data"

    def _log(self) -> Path:
        return self.home / "server.log"


def _server_user() -> str | None:
    """PostgreSQL refuses root, so root lends the cluster to its package's user, or to nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
