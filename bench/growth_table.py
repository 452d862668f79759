"""What `python -m bench.growth` found, as the tables of docs/scaling.md: `make figures` writes them."""

import json
from pathlib import Path
from typing import Any

from bench.growth import GROWTH

PAGE = Path(__file__).parents[1] / "docs" / "scaling.md"
BEGINS, ENDS = "<!-- written by `make figures` -->\n", "<!-- until here -->"
NONE = "None yet: `make growth` measures, `make figures` writes the tables.\n"
_HEADS = {
    "bases": "By bases (a year of nights)", "nights": "By nights (1,000 bases)", "stays": "By stays (PostgreSQL)",
    "stay": "Stays, from hold to departure",
}  # fmt: skip


def write() -> None:
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGINS)
    PAGE.write_text(before + BEGINS + newest() + ENDS + rest.split(ENDS)[1], encoding="utf-8")


def newest() -> str:
    if not GROWTH.exists():
        return NONE
    return drawn(json.loads(GROWTH.read_text(encoding="utf-8")))


def drawn(found: dict[str, Any]) -> str:
    run = found["run"]
    told = f"Measured on {run['day']} at commit {run['commit']}: {run['cores']} cores, {run['machine']}, Python {run['python']}.\n"
    return told + "".join(_table(by, found["rows"]) for by in _HEADS)


def _table(by: str, rows: list[dict[str, Any]]) -> str:
    own = [row for row in rows if row["by"] == by]
    sizes, acts = (list(dict.fromkeys(row[name] for row in own)) for name in ("size", "what"))
    values = {(row["what"], row["size"]): f"{row['value']} {row['unit']}" for row in own}
    lines = [[what, *(values[what, size] for size in sizes)] for what in acts]
    head = [_HEADS[by], *(f"{size:,}" for size in sizes)]
    return "\n" + "".join(_line(cells) for cells in (head, ["---", *["---:"] * len(sizes)], *lines))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
