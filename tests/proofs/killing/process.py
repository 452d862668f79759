"""`python -m tests.proofs.killing.process web|worker|double FOLDER`: a process of the program that may be killed at its points.

It is started again as soon as it was killed, as whoever supervises it would. The clock of all of them is
the number of seconds in FOLDER/later, so that the proof moves time without stopping anything.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sites.foundation import clock
from tests.proofs.killing.points import Points

if TYPE_CHECKING:
    from scheduler.timetable import Sweep


class _Later(list[timedelta]):
    """How much later it is, read anew each time."""

    def __init__(self, file: Path) -> None:
        super().__init__([timedelta(0)])
        self.file = file

    def __getitem__(self, _at: object) -> timedelta:  # type: ignore[override]
        return timedelta(seconds=later(self.file))


def later(file: Path) -> float:
    return float(file.read_text() or 0)


def web(folder: Path) -> Callable[[], None]:
    from scheduler.forking import preload
    from scheduler.serving import serve
    from sites.foundation.settings import load

    preload(load())
    return lambda: serve(load(), workers=1)


def worker(folder: Path) -> Callable[[], None]:
    from scheduler.pace import Pace
    from scheduler.timetable import TIMETABLE
    from scheduler.worker import work
    from sites.foundation.settings import load

    quick = Pace(look=0.02, sweep_look=0.1, after_failure=0.1, beat=2)
    timetable = tuple(_seeing(sweep, folder / "blind") for sweep in TIMETABLE)
    return lambda: asyncio.run(work(load(), pace=quick, timetable=timetable))


def _seeing(sweep: "Sweep", blind: Path) -> "Sweep":
    """As it is, until the proof takes it out."""

    async def run() -> int:
        return 0 if os.path.exists(blind) else await sweep.run()  # noqa: ASYNC240, PTH110 - one look

    return replace(sweep, run=run)


def double(folder: Path) -> Callable[[], None]:
    import uvicorn

    from scheduler.double.app import create_app
    from scheduler.double.store import Store

    given = os.environ

    def run() -> None:
        now = lambda: int(time.time() + later(folder / "later"))  # noqa: E731
        store = Store(str(folder / "double.db"), now=now)
        app = create_app(
            store, secret_key=given["TWIN_KEY"], listener=given["TWIN_LISTENER"],
            webhook_secret=given["TWIN_SECRET"],
        )  # fmt: skip
        uvicorn.run(app, host="127.0.0.1", port=int(given["TWIN_PORT"]), access_log=False, log_level="warning")  # fmt: skip

    return run


KINDS = {"web": web, "worker": worker, "double": double}


def main() -> None:
    kind, folder = sys.argv[1], Path(sys.argv[2])
    clock._shift = _Later(folder / "later")
    clock.shift_process = lambda by: None
    run = KINDS[kind](folder)
    Points(kind, folder).put_in()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    while _was_killed(run):
        pass


def _was_killed(run: Callable[[], None]) -> bool:
    """Run it in a child; whether something killed that."""
    child = os.fork()
    if not child:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        run()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _end(_number: int, _frame: object) -> None:
    """With everything that it started: its own group."""
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
