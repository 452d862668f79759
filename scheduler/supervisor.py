"""Web and worker under one small supervisor: started together, restarted when they fall, stopped together."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from scheduler.forking import Forked, be_named
from sites.foundation.settings import CONFIGURATION_EXIT

LOOK_SECONDS = 0.1
STOP_SECONDS = 30
STEADY_SECONDS = 60
# What is no command of the program: it runs beside it, and nothing here imports it.
MODULES = {"double": ("scheduler.double",)}

# Does a command of the program and ends with its exit code.
Typed = Callable[[Sequence[str]], None]


@dataclass
class Child:
    """One process of the program. It falls, is started again after a growing pause, and so on."""

    command: str
    environment: Mapping[str, str]
    typed: Typed
    process: "subprocess.Popen[bytes] | Forked | None" = None
    falls: int = 0
    start_at: float = 0
    started_at: float = field(default=0, init=False)

    def look(self) -> int | None:
        """Start it when its time has come; the exit code of one that just fell."""
        if self.process is None:
            if monotonic() >= self.start_at:
                self.start()
            return None
        code = self.process.poll()
        if code is not None:
            self._fell()
        return code

    def start(self) -> None:
        self.started_at = monotonic()
        if self.command in MODULES:
            command = [sys.executable, "-m", *MODULES[self.command]]
            self.process = subprocess.Popen(command, env=dict(self.environment))  # noqa: S603 - our own words alone
            return
        self.process = Forked(target=_become, args=(self.command, self.environment, self.typed))
        self.process.start()

    def _fell(self) -> None:
        self.falls = 1 if monotonic() - self.started_at > STEADY_SECONDS else self.falls + 1
        self.start_at = monotonic() + min(0.25 * 2**self.falls, 30)
        self.process = None


def _become(command: str, environment: Mapping[str, str], typed: Typed) -> None:
    """In the child: be that command of the program, as if it had been typed."""
    words = command.split()
    be_named(f"tongxin-{words[0]}")
    os.environ.update(environment)
    typed(words)


def supervise(
    commands: tuple[str, ...], *, environment: Mapping[str, str], typed: Typed, when_up: Callable[[], bool]
) -> int:  # fmt: skip
    """Keep the commands running until SIGTERM or SIGINT; the exit code.

    `when_up` is asked until it says that it has done its part. A wrong configuration does not
    become right by trying again: exit code 78 of a child ends everything with it.
    """
    stop = _stop_signal()
    children = [Child(command, {**os.environ, **environment}, typed) for command in commands]
    is_told = False
    while not stop.is_set():
        codes = {child.command: child.look() for child in children}
        if CONFIGURATION_EXIT in codes.values():
            _stop(children)
            return CONFIGURATION_EXIT
        for name in (name for name, code in codes.items() if code is not None):
            sys.stderr.write(f"{name}: exit {codes[name]}\n")
        is_told = is_told or when_up()
        stop.wait(LOOK_SECONDS)
    _stop(children)
    return 0


def _stop(children: list[Child]) -> None:
    """Ask all at once, wait for each, kill what does not end."""
    running = [child.process for child in children if child.process]
    for process in running:
        process.terminate()
    latest = monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0, latest - monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stop_signal() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop
