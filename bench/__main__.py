"""Run all benchmarks: `python -m bench`. Prints a table, writes bench/results/latest.json, and ends with 1 below a promise.

BENCH_ONLY=sqlite leaves PostgreSQL out, BENCH_ONLY=search everything but searches.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Figure, beside, table, write
from bench.flood import flooded
from bench.holds import holds
from bench.houses import House, build
from bench.pages import pages
from bench.processes import (
    Process,
    free_port,
    megabytes,
    memory_of,
    run,
    running,
    seconds_until_answer,
)
from bench.promises import broken
from bench.search import searches
from tests.servers import machine
from tests.servers.postgres import Postgres

STARTS = 2
BARE = "the floor's process or processes"


def main() -> None:
    figures = searches()
    if os.environ.get("BENCH_ONLY") != "search":
        figures += _served()
    print(table(figures))
    write(figures)
    if missed := broken(figures):
        raise SystemExit("\n".join(("Not kept:", *missed)))


def _served() -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tongxin-bench-") as name:
        folder = Path(name)
        house = build(_on_sqlite(folder / "sqlite"))
        figures += [*_measured(house), _started(house, folder)]
        if os.environ.get("BENCH_ONLY") != "sqlite":
            with Postgres(machine.POSTGRES.path(), durable=True) as server:
                url = server.create("bench")
                figures += _measured(build(House("postgres", url, folder / "postgres", web=2)))
    return figures


def _on_sqlite(folder: Path) -> House:
    return House("sqlite", f"sqlite://{folder}/tongxin.db", folder, web=1)


def _measured(house: House) -> Iterator[Figure]:
    recording = house.folder / "recording.pickle"
    run("-m", "bench.recording", str(recording), environment=house.environment)
    with _ours(house) as (program, ours), _floor(house, recording) as (bare, floor):
        yield from pages(house, ours, floor)
        yield from holds(house, ours, floor)
        theirs = megabytes(bare.pid)
        for name, mine in memory_of(program).items():
            yield beside(f"memory_{name}", "MB", [mine], [theirs], BARE, house.kind)
    yield from flooded(house)


@contextmanager
def _ours(house: House) -> Iterator[tuple[Process, int]]:
    """Web and worker as `tongxin run` keeps them."""
    port, since = free_port(), time.perf_counter()
    command = ("-m", "scheduler", "run", "--workers", str(house.web))
    with running(*command, environment={**house.environment, "PORT": str(port)}) as program:
        seconds_until_answer(port, "/healthz", since=since)
        yield program, port


@contextmanager
def _floor(house: House, recording: Path) -> Iterator[tuple[Process, int]]:
    port, since = free_port(), time.perf_counter()
    command = ("-m", "uvicorn", "bench.floor:app", "--port", str(port), "--workers", str(house.web))
    options = ("--loop", "uvloop", "--http", "httptools", "--log-level", "error", "--no-access-log")
    own = {"BENCH_RECORDING": str(recording), "DATABASE_URL": house.url}
    with running(*command, *options, environment={**house.environment, **own}) as bare:
        seconds_until_answer(port, "/healthz", since=since)
        yield bare, port


def _started(house: House, folder: Path) -> Figure:
    """Seconds from an empty folder to the first page with 70 bases, as `make run` does it."""
    starts, floors = [], []
    for number in range(STARTS):
        fresh, port = _on_sqlite(folder / f"start{number}"), free_port()
        environment = {**fresh.shown, "PORT": str(port), "DATABASE_URL": ""}
        since = time.perf_counter()
        with running("-m", "scheduler", "run", environment=environment):
            starts.append(seconds_until_answer(port, "/sites", since=since))
        since = time.perf_counter()
        with _floor(house, house.folder / "recording.pickle"):
            floors.append(time.perf_counter() - since)
    reference = "the floor's first answer, on a database that is there already"
    return beside("first_page_after_start", "s", starts, floors, reference, "sqlite")


if __name__ == "__main__":
    main()
