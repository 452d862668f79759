"""Processes that share the memory of what is the same in all of them: the program itself."""

import gc
import importlib
import signal
from contextlib import suppress
from multiprocessing.context import ForkProcess
from pathlib import Path
from subprocess import TimeoutExpired
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sites.foundation.settings import Settings

# Those that a parent answers, uvicorn's or the supervisor; no child has its queue.
_ANSWERED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH}  # fmt: skip

# What a web process or a worker would import by itself, and the server what is chosen for it in serving.py.
_PROGRAM = (
    "asgi", "scheduler.worker", "uvicorn.server", "uvicorn.supervisors", "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl", "uvicorn.lifespan.on",
)  # fmt: skip
_SHOWN_FIRST = ("layouts", "components", "pages/public", "pages/people")


def preload(settings: "Settings") -> None:
    """Import the program before there are processes, and make ready what is the same in all of them. Nothing is opened.

    What is there now stays: nothing of it is looked at again for garbage, which would write into every page.
    """
    for module in _PROGRAM:
        importlib.import_module(module)
    from booking import TABLES
    from sites.foundation import database, language, rendering

    language.read_catalogues()
    rendering.read_templates(*_SHOWN_FIRST)
    database.introduce(settings.database, TABLES)
    gc.collect()
    gc.freeze()


def fork_web_processes() -> None:
    """Let uvicorn, which offers no choice, fork its processes instead of starting each from nothing."""
    import uvicorn._subprocess as started

    started.spawn = SimpleNamespace(Process=Forked)  # type: ignore[assignment]


class Forked(ForkProcess):
    """A child with the parent's memory and with none of its answers to signals: one that comes early ends it."""

    def start(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ANSWERED)
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def run(self) -> Any:
        for number in _ANSWERED:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ANSWERED)
        super().run()

    def poll(self) -> int | None:
        return self.exitcode

    def wait(self, timeout: float | None = None) -> None:
        """Until it has ended; as subprocess does it, TimeoutExpired says that it has not."""
        self.join(timeout)
        if self.exitcode is None:
            raise TimeoutExpired(self.name, timeout or 0)


def be_named(name: str) -> None:
    """What `ps` and `top` show of this process, where the system lets it be said."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)
