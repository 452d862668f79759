"""What Lighthouse gave last: kept with the commit and the day, and the table of docs/bench.md."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.figures import circumstances

SCORES = Path(__file__).parent / "results" / "lighthouse.json"
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
NONE = "\nNo scores of Lighthouse yet: `make lighthouse` measures.\n"


def keep(found: Mapping[str, Mapping[str, float]], *, runs: int) -> None:
    """The medians of each page, by its address."""
    run = circumstances()
    rows = [{"page": page, **scores, "runs": runs, **run} for page, scores in found.items()]
    SCORES.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def newest() -> str:
    if not SCORES.exists():
        return NONE
    return drawn(json.loads(SCORES.read_text(encoding="utf-8")))


def drawn(rows: list[dict[str, Any]]) -> str:
    run = rows[0]
    told = f"\nLighthouse on {run['day']} at commit {run['commit']}, the median of {run['runs']} runs of each page:\n\n"
    head = f"| page | {' | '.join(LEAST)} |\n|---|{'---:|' * len(LEAST)}\n"
    lines = (
        f"| `{row['page']}` | {' | '.join(f'{row[name]:.0f}' for name in LEAST)} |\n"
        for row in rows
    )
    return told + head + "".join(lines)
