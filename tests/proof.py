"""Proofs: tests whose size is a promise. Small in `make test`, full in `make proof`, the same code.

    @pytest.mark.proof
    async def test_a_hundred_rooms_are_sold_once(proof):
        attempts = proof.size("holds", small=100, full=1000)
        ...
        proof.found(taken=100, refused=attempts - 100)

`PROOF=full` takes the full sizes, `PROOF_HOLDS=5000` sets one by name. Each finding is kept with the commit that it was made
on; a run of some proofs leaves what was found of the others.
"""

import functools
import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest


class Proof:
    """What one proof was asked for and what it found; kept with the test's report."""

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.findings: dict[str, object] = {}

    def size(self, name: str, *, small: int, full: int) -> int:
        chosen = full if os.environ.get("PROOF") == "full" else small
        self.sizes[name] = int(os.environ.get(f"PROOF_{name.upper()}", chosen))
        return self.sizes[name]

    def found(self, **figures: object) -> None:
        """Keep figures that a reader of the results wants to see; they must be JSON.

        They go through JSON here: between test processes only its plain types travel, no Counter.
        """
        self.findings.update(json.loads(json.dumps(figures)))


@pytest.fixture
def proof(record_property: Callable[[str, object], None]) -> Proof:
    made = Proof()
    # The same two dicts are filled later and read when the report is made.
    record_property("proof", {"sizes": made.sizes, "found": made.findings})
    return made


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--proof-results", type=Path, help="write what the proofs found to this file")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "proof: a promise with a size; `make proof` runs it in full")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    path: Path | None = terminalreporter.config.getoption("--proof-results")
    if not path:
        return
    outcomes = ("passed", "failed", "error", "skipped")
    reports = [report for name in outcomes for report in terminalreporter.stats.get(name, [])]
    proofs = [{**proof, **_circumstances()} for proof in _proofs(reports)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_joined(path, proofs), ensure_ascii=False, indent=2) + "\n")
    terminalreporter.line(f"{len(proofs)} proofs written to {path}")


def _joined(path: Path, proofs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    before = json.loads(path.read_text()) if path.exists() else []
    kept = {proof["name"]: proof for proof in [*before, *proofs]}
    return [kept[name] for name in sorted(kept)]


def _proofs(reports: Iterable[pytest.TestReport]) -> list[dict[str, Any]]:
    return [
        {
            "name": report.nodeid,
            "outcome": report.outcome,
            "seconds": round(report.duration, 2),
            **kept,
        }
        for report in reports
        for name, kept in _properties(report)
        if name == "proof" and (report.when == "call" or report.outcome != "passed")
    ]


def _properties(report: pytest.TestReport) -> list[tuple[str, Any]]:
    return report.user_properties


@functools.cache
def _circumstances() -> dict[str, object]:
    return {
        "commit": _git("rev-parse", "HEAD"),
        # Beside the results themselves, which an earlier part may have renewed.
        "changed_files": len(_git("status", "--porcelain", "--", ":!bench/results").splitlines()),
        "asked": "full" if os.environ.get("PROOF") == "full" else "small",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }


def _git(*command: str) -> str:
    done = subprocess.run(["git", *command], capture_output=True, text=True, check=False)
    return done.stdout.strip()
