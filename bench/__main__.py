"""Run all benchmarks: `python -m bench`. Prints a table and writes bench/results/latest.json.

Each page is asked in turns of ours and the floor's, so that a busy machine disturbs both alike. The
ratio is the floor's median over ours: 1 would be as fast as the floor.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path

from bench.processes import ask, free_port, running, seconds_until_answer
from bench.recording import record
from sites.foundation.settings import load

RESULTS = Path(__file__).parent / "results" / "latest.json"
ROUNDS, ASKS = 7, 12
STARTS = 3


@dataclass(frozen=True)
class Figure:
    name: str
    unit: str
    median: float
    reference: str
    reference_median: float
    ratio: float
    runs: int
    database: str


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        place = Path(folder)
        starts = [_first_page(place / f"start{number}") for number in range(STARTS)]
        figures = [*_pages(place / "start0"), _started(starts, place)]
    _print(figures)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(f) for f in figures], indent=2) + "\n", encoding="utf-8")


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {
        "DEMO": "1", "PAYMENTS": "twin", "DATA_DIR": str(folder), "PORT": str(port),
        "LOG_LEVEL": "ERROR", "REQUESTS_PER_MINUTE": "1000000", "DATABASE_URL": "",
    }  # fmt: skip


def _first_page(folder: Path) -> float:
    """Seconds from starting the program in an empty folder to its first page with 70 sites."""
    port, since = free_port(), time.perf_counter()
    with running("-m", "scheduler", "run", environment=_environment(folder, port)):
        return seconds_until_answer(port, "/sites", since=since)


def _pages(folder: Path) -> list[Figure]:
    environment = _environment(folder, 8000)
    settings = load(environment)
    paths = {"page_home": "/", "page_results": _results_path(), "page_site": "/sites/HS-01-003"}
    recording = folder / "recording.json"
    found = asyncio.run(record(settings, paths))
    recording.write_text(json.dumps(found, ensure_ascii=False, default=str), encoding="utf-8")
    ours, floor = free_port(), free_port()
    database = settings.database.removeprefix("sqlite://")
    with (
        running("-m", "scheduler", "serve", environment=_environment(folder, ours)),
        running("-m", "bench.floor", str(recording), database, str(floor)),
    ):
        since = time.perf_counter()
        for port in (ours, floor):
            seconds_until_answer(port, "/", since=since)
        return [_page(name, path, ours, floor) for name, path in paths.items()]


def _results_path() -> str:
    from datetime import timedelta

    from sites.foundation import clock

    day = clock.today() + timedelta(days=45)
    return f"/sites?check_in={day.isoformat()}&nights=4&heads=36"


def _page(name: str, path: str, ours: int, floor: int) -> Figure:
    own: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        own += _asked(ours, path)
        theirs += _asked(floor, path)
    mine, reference = statistics.median(own), statistics.median(theirs)
    return Figure(
        name, "ms", round(mine, 3), "same rows in sqlite3, same bytes, bare ASGI", round(reference, 3),
        round(reference / mine, 4), len(own), "sqlite",
    )  # fmt: skip


def _asked(port: int, path: str) -> list[float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    taken = []
    for _ in range(ASKS):
        since = time.perf_counter()
        status, _length = ask(port, path, connection)
        assert status == 200, (path, status)
        taken.append((time.perf_counter() - since) * 1000)
    connection.close()
    return taken


def _started(starts: list[float], place: Path) -> Figure:
    floors = []
    for _ in range(STARTS):
        port, since = free_port(), time.perf_counter()
        command = (
            "-m",
            "bench.floor",
            str(place / "start0" / "recording.json"),
            str(place / "start0" / "tongxin.db"),
        )
        with running(*command, str(port)):
            floors.append(seconds_until_answer(port, "/", since=since))
    mine, reference = statistics.median(starts), statistics.median(floors)
    return Figure(
        "first_page_after_start", "s", round(mine, 2), "a bare ASGI server on a loaded database",
        round(reference, 2), round(reference / mine, 4), STARTS, "sqlite",
    )  # fmt: skip


def _print(figures: list[Figure]) -> None:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    print(f"commit {commit.stdout.strip()}, Python {sys.version.split()[0]}")
    print(f"{'name':<26}{'median':>10}{'floor':>10}{'ratio':>9}  unit")
    for figure in figures:
        print(
            f"{figure.name:<26}{figure.median:>10}{figure.reference_median:>10}{figure.ratio:>9}  {figure.unit}"
        )


if __name__ == "__main__":
    main()
