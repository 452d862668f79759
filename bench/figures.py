"""A figure beside its floor, and all of them as a table and as JSON (docs/bench.md says what each name means)."""

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "latest.json"
HEAD = f"{'name':<26}{'database':<10}{'median':>10}{'floor':>10}{'ratio':>8}{'runs':>6}  unit, p95"


@dataclass(frozen=True)
class Figure:
    """`ratio` is the floor's median over ours: 1 is as good as the floor, 0.5 twice as dear.

    Of searches besides: `p95` over questions of each one's fastest asking, `p95_cpu` likewise of the process's own time,
    `p95_all` of all askings by the clock.
    """

    name: str
    unit: str
    median: float
    reference: str
    reference_median: float
    ratio: float
    runs: int
    database: str
    p95: float | None = None
    p95_cpu: float | None = None
    p95_all: float | None = None


def beside(
    name: str, unit: str, ours: Sequence[float], floor: Sequence[float], reference: str, database: str, **more: float
) -> Figure:  # fmt: skip
    mine, theirs = statistics.median(ours), statistics.median(floor)
    digits = 3 if unit == "ms" else 2
    return Figure(
        name, unit, round(mine, digits), reference, round(theirs, digits),
        round(theirs / mine, 3), len(ours), database, **more,
    )  # fmt: skip


def write(figures: Sequence[Figure]) -> None:
    """Each with the circumstances of the run, so that a figure never stands without its commit and day."""
    rows = [{**asdict(figure), **circumstances()} for figure in figures]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def circumstances() -> dict[str, Any]:
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return {
        "commit": _git("rev-parse", "--short", "HEAD") + (" with changes" if changed else ""),
        "day": f"{datetime.now(UTC):%Y-%m-%d}", "cores": os.cpu_count(),
        "python": platform.python_version(), "machine": platform.machine(),
    }  # fmt: skip


def _git(*command: str) -> str:
    return subprocess.run(
        ["git", *command], capture_output=True, text=True, check=False
    ).stdout.strip()


def table(figures: Sequence[Figure]) -> str:
    run = circumstances()
    lines = [f"commit {run['commit']}, Python {run['python']}, {run['machine']}", HEAD]
    lines += [
        f"{f.name:<26}{f.database:<10}{f.median:>10}{f.reference_median:>10}{f.ratio:>8}{f.runs:>6}  {f.unit}{f', {f.p95} ({f.p95_cpu} own)' if f.p95 is not None else ''}"
        for f in figures
    ]
    return "\n".join(lines)
