"""What `make bench` ends non-zero for, and where the figures of docs/bench.md come from."""

import pytest

from bench.figures import Figure, beside
from bench.pages import demand_equal
from bench.promises import broken
from bench.report import BEGINS, drawn, newest, parts


def ratio(name: str, of_floor: float) -> Figure:
    return beside(name, "ms", [1000.0], [1000.0 * of_floor], "the floor", "sqlite")


def size(name: str, unit: str, median: float, database: str = "sqlite") -> Figure:
    return beside(name, unit, [median], [1.0], "the floor", database)


KEPT = [
    ratio("page_home", 0.5), ratio("api_hold", 0.334), size("first_page_after_start", "s", 15.0),
    size("memory_web", "MB", 200), size("memory_worker", "MB", 100),
    size("memory_web", "MB", 200, "postgres"), size("memory_worker", "MB", 90, "postgres"),
]  # fmt: skip
BROKEN = [
    ratio("page_home", 0.499), ratio("page_results_cached", 0.2), ratio("api_hold", 0.332),
    size("first_page_after_start", "s", 15.01), size("memory_web", "MB", 101, "postgres"),
]  # fmt: skip


def test_figures_at_their_promises_keep_them() -> None:
    assert broken(KEPT) == []
    assert broken([]) == []


@pytest.mark.parametrize("figure", BROKEN, ids=lambda figure: figure.name)
def test_a_figure_below_its_promise_is_named(figure: Figure) -> None:
    (line,) = broken([*KEPT[3:], figure] if figure.name == "memory_web" else [figure])

    assert line.startswith(figure.name)
    assert figure.database in line


def test_the_table_says_when_and_of_what_it_was_measured() -> None:
    run = {"commit": "abc1234", "day": "2027-05-18", "cores": 2, "python": "3.11.7", "machine": "x86_64"}  # fmt: skip
    row = {"name": "api_hold", "unit": "ms", "median": 9.5, "reference_median": 4.1, "ratio": 0.43, "runs": 75, "database": "postgres"}  # fmt: skip
    told = drawn([{**row, **run}])

    assert "2027-05-18 at commit abc1234: 2 cores" in told
    assert "| `api_hold` | postgres | 9.5 ms | 4.1 ms | 0.43 | 75 |" in told


def test_the_figures_in_the_documents_are_those_of_the_newest_run() -> None:
    """By hand nothing is written there: `make figures` after `make bench`."""
    before, table, _after = parts()

    assert BEGINS not in before
    assert table == newest()


def test_a_floor_that_draws_another_page_is_not_measured() -> None:
    token, key = "0123456789abcdef." + "0" * 40, "f" * 32
    ours = f'<input name="csrf" value="{token}">\n<input name="key" value="{key}">\n<p>A</p>'
    floor = (
        f'<input name="csrf" value="{"x" * 57}">\n<input name="key" value="{"y" * 32}">\n<p>A</p>'
    )
    demand_equal("page_home", ours, floor)
    for other in (floor.replace("A", "B"), floor + "\n<p>more</p>", ""):
        with pytest.raises(SystemExit, match="page_home, line"):
            demand_equal("page_home", ours, other)
