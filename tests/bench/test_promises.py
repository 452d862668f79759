"""What `make bench` ends non-zero for, and where the figures of docs/bench.md come from."""

import pytest

from bench import growth_table, scores
from bench.figures import Figure, beside
from bench.pages import demand_equal
from bench.promises import broken
from bench.report import BEGINS, drawn, newest, parts


def ratio(name: str, of_floor: float) -> Figure:
    return beside(name, "ms", [1000.0], [1000.0 * of_floor], "the floor", "sqlite")


def size(name: str, unit: str, median: float, database: str = "sqlite") -> Figure:
    return beside(name, unit, [median], [1.0], "the floor", database)


def search(name: str, p95: float) -> Figure:
    return beside(name, "ms", [1.0], [1.0], "plain", "none", p95=p95, p95_cpu=p95, p95_all=99.0)


KEPT = [
    search("search_exact_common_10000", 5.0), search("search_flex_scarce_10000", 15.0), search("search_flex_common_100000", 99.0),
    ratio("page_home", 0.5), ratio("api_hold", 0.334), ratio("api_beside_flood", 0.5), size("first_page_after_start", "s", 15.0),
    size("memory_web", "MB", 200), size("memory_worker", "MB", 100), size("file_thousand_ranges", "ms", 50.0),
    size("memory_web", "MB", 200, "postgres"), size("memory_worker", "MB", 90, "postgres"),
]  # fmt: skip
BROKEN = [
    ratio("page_home", 0.499), ratio("page_results_cached", 0.2), ratio("api_hold", 0.332),
    ratio("api_beside_flood", 0.49), size("file_thousand_ranges", "ms", 50.1),
    size("first_page_after_start", "s", 15.01), size("memory_web", "MB", 101, "postgres"),
]  # fmt: skip


def test_figures_at_their_promises_keep_them() -> None:
    assert broken(KEPT) == []
    assert broken([]) == []


@pytest.mark.parametrize("figure", BROKEN, ids=lambda figure: figure.name)
def test_a_figure_below_its_promise_is_named(figure: Figure) -> None:
    (line,) = broken([*KEPT[7:], figure] if figure.name == "memory_web" else [figure])

    assert line.startswith(figure.name)
    assert figure.database in line


@pytest.mark.parametrize("figure", [search("search_exact_scarce_10000", 5.1), search("search_flex_common_10000", 15.1), search("search_exact_common_100000", 5.1)], ids=lambda figure: figure.name)  # fmt: skip
def test_a_search_whose_p95_is_above_its_promise_is_named(figure: Figure) -> None:
    (line,) = broken([figure])

    assert line.startswith(f"{figure.name}: {figure.p95} ms")


def test_the_table_says_when_and_of_what_it_was_measured() -> None:
    run = {"commit": "abc1234", "day": "2027-05-18", "cores": 2, "python": "3.11.7", "machine": "x86_64"}  # fmt: skip
    row = {"name": "api_hold", "unit": "ms", "median": 9.5, "reference_median": 4.1, "ratio": 0.43, "runs": 75, "database": "postgres"}  # fmt: skip
    told = drawn([{**row, **run}])

    assert "2027-05-18 at commit abc1234: 2 cores" in told
    assert "| `api_hold` | postgres | 9.5 ms |  | 4.1 ms | 0.43 | 75 |" in told


def test_the_figures_in_the_documents_are_those_of_the_newest_run() -> None:
    """By hand nothing is written there: `make figures` after `make bench`."""
    before, table, _after = parts()

    assert BEGINS not in before
    assert table == newest() + scores.newest()


def test_the_tables_of_growth_have_a_line_for_each_act_and_a_column_for_each_size() -> None:
    run = {"commit": "abc1234", "day": "2027-05-18", "cores": 2, "python": "3.11.7", "machine": "x86_64"}  # fmt: skip
    rows = [{"by": "stays", "size": size, "what": "hold", "value": size / 100, "unit": "ms"} for size in (300, 3_000)]  # fmt: skip
    told = growth_table.drawn({"run": run, "rows": rows})

    assert "| By stays (PostgreSQL) | 300 | 3,000 |" in told
    assert "| hold | 3.0 ms | 30.0 ms |" in told


def test_the_tables_in_the_page_of_scaling_are_those_that_were_measured() -> None:
    page = growth_table.PAGE.read_text(encoding="utf-8")

    assert growth_table.newest() in page


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
