"""Several web processes that share the memory of what is the same in all of them: the program itself."""

import gc
import importlib
import signal
from multiprocessing.context import ForkProcess
from types import SimpleNamespace
from typing import Any

# Those that uvicorn's parent answers; no child has its queue.
_ANSWERED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH}  # fmt: skip


def preload(app: str) -> None:
    """Import the application before there are processes: it opens nothing until it is called.

    What is there now stays: nothing of it is looked at again for garbage, which would write into every page.
    """
    importlib.import_module(app.partition(":")[0])
    gc.collect()
    gc.freeze()


def fork_web_processes() -> None:
    """Let uvicorn, which offers no choice, fork its processes instead of starting each from nothing."""
    import uvicorn._subprocess as started

    started.spawn = SimpleNamespace(Process=_WebProcess)  # type: ignore[assignment]


class _WebProcess(ForkProcess):
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
