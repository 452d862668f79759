"""Lighthouse over the first page, results and a base of a demonstration of its own: `make lighthouse`.

Each page is measured LIGHTHOUSE_RUNS times (3) as on a middling phone, and the median counts. Ends with 1 below
a promise, and keeps the scores in bench/results/lighthouse.json. It needs npm, which fetches what bench/npm pins, and is therefore no part of `make test`.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.houses import House
from bench.processes import free_port, running, seconds_until_answer
from bench.questions import PAGES
from bench.scores import LEAST, keep
from tests.servers import machine

NAMES = ("page_home", "page_results", "page_site")
PINS = Path(__file__).parent / "npm"
RUNS = int(os.environ.get("LIGHTHOUSE_RUNS", "3"))
Scores = dict[str, float]


def main() -> None:
    npm, chromium = _tool("npm", "npm"), machine.CHROMIUM.find()
    if chromium is None:
        raise SystemExit("Chromium is not on this machine. Debian: apt-get install chromium")
    program = _installed(npm)
    found: dict[str, Scores] = {}
    with _demonstration() as origin:
        for prefix in ("", "/en"):
            for name in NAMES:
                address = origin + prefix + PAGES[name]
                scores = middle([_measured(program, chromium, address) for _ in range(RUNS)])
                print(f"{prefix + ' ' + name:<20}", *(f"{k} {v:.0f}" for k, v in scores.items()))
                found[prefix + PAGES[name]] = scores
    keep(found, runs=RUNS)
    if missed := [words for page, scores in found.items() for words in below(page, scores)]:
        raise SystemExit("\n".join(("Not kept:", *missed)))


def middle(runs: list[Scores]) -> Scores:
    """The median of each category."""
    return {name: statistics.median(run[name] for run in runs) for name in LEAST}


def below(page: str, scores: Mapping[str, float]) -> list[str]:
    return [
        f"{page}: {name} {scores[name]:.0f}, promised {least}"
        for name, least in LEAST.items()
        if scores[name] < least
    ]


def _tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not on this machine. Debian: apt-get install {package}")
    return found


def _installed(npm: str) -> Path:
    """The pinned Lighthouse beside the virtual environment, fetched once for each set of pins."""
    folder = Path(sys.prefix) / "lighthouse"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    pins = (PINS / "package-lock.json").read_bytes()
    kept = folder / "package-lock.json"
    if not (program.exists() and kept.exists() and kept.read_bytes() == pins):
        folder.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PINS / name, folder)
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        subprocess.run([npm, "ci", *quiet], cwd=folder, check=True)
    return program


@contextmanager
def _demonstration() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="tongxin-lighthouse-") as name:
        folder, port = Path(name), free_port()
        house = House("sqlite", "", folder, web=1)
        environment = {**house.shown, "PORT": str(port)}
        since = time.perf_counter()
        with running("-m", "scheduler", "run", environment=environment):
            seconds_until_answer(port, "/sites", since=since)
            yield f"http://127.0.0.1:{port}"


def _measured(program: Path, chromium: Path, address: str) -> Scores:
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    done = subprocess.run(
        [
            str(program), address, "--output=json", "--quiet", f"--chrome-flags={flags}",
            f"--only-categories={','.join(LEAST)}", "--no-enable-error-reporting",
        ],
        env={**os.environ, "CHROME_PATH": str(chromium)}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in LEAST}


if __name__ == "__main__":
    main()
