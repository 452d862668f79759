"""The newest figures as the tables of docs/bench.md and docs/scaling.md: `python -m bench.report`. No figure there comes from anywhere else."""

import json
from pathlib import Path
from typing import Any

from bench import growth_table, scores
from bench.figures import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "bench.md"
BEGINS, ENDS = "<!-- written by `make figures` -->\n", "<!-- until here -->"
NONE = "None yet: `make bench` measures, `make figures` writes the table.\n"
HEAD = (
    "| name | database | ours | p95 | floor | ratio | runs |\n|---|---|---:|---:|---:|---:|---:|\n"
)


def main() -> None:
    before, _old, after = parts()
    PAGE.write_text(before + BEGINS + newest() + scores.newest() + ENDS + after, encoding="utf-8")
    growth_table.write()


def parts() -> tuple[str, str, str]:
    """The page before the table, the table, and what follows."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGINS)
    table, after = rest.split(ENDS)
    return before, table, after


def newest() -> str:
    """The table of bench/results/latest.json."""
    if not RESULTS.exists():
        return NONE
    return drawn(json.loads(RESULTS.read_text(encoding="utf-8")))


def drawn(rows: list[dict[str, Any]]) -> str:
    run = rows[0]
    told = (
        f"Measured on {run['day']} at commit {run['commit']}: {run['cores']} cores, {run['machine']}, "
        f"Python {run['python']}.\n\n"
    )
    return told + HEAD + "".join(_line(row) for row in rows)


def _line(row: dict[str, Any]) -> str:
    unit = row["unit"]
    return (
        f"| `{row['name']}` | {row['database']} | {row['median']} {unit} | {_p95(row)} | {row['reference_median']} {unit} "
        f"| {row['ratio']} | {row['runs']} |\n"
    )


def _p95(row: dict[str, Any]) -> str:
    """Of searches: by the clock, and of the process's own time."""
    return f"{row['p95']} ({row['p95_cpu']} own)" if row.get("p95") is not None else ""


if __name__ == "__main__":
    main()
