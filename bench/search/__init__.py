"""Searching 10,000 and 100,000 bases in process, beside a plain search over the same arrays."""

import json
import subprocess
import sys

from bench.figures import Figure

SIZES = (10_000, 100_000)


def searches() -> list[Figure]:
    """Each size in a process of its own, whose memory ends with it."""
    return [
        Figure(**figure)
        for bases in SIZES
        for figure in json.loads(_asked("-m", "bench.search.measuring", str(bases)))
    ]


def _asked(*command: str) -> str:
    return subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, check=True
    ).stdout
