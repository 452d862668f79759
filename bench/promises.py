"""What the figures must reach: below a promise `make bench` ends non-zero, after everything has been written."""

from collections.abc import Iterable, Sequence

from bench.figures import Figure

# The least ratio by the beginning of the name, and the most of what is measured by itself.
LEAST_RATIO = {"page_": 0.5, "api_hold": 1 / 3, "api_beside_flood": 0.5}
MOST = {"first_page_after_start": 15.0, "file_thousand_ranges": 50.0}
# Milliseconds that 95 of 100 searches stay within, by the beginning of the name and the number of bases at its end.
MOST_P95 = {
    ("search_exact_", "_10000"): 5.0,
    ("search_flex_", "_10000"): 15.0,
    ("search_exact_common_", "_100000"): 5.0,
    ("search_exact_scarce_", "_100000"): 5.0,
}
MEMORY, MOST_MEMORY = ("memory_web", "memory_worker"), 300.0


def broken(figures: Sequence[Figure]) -> list[str]:
    """A line for each promise that a measured figure does not keep; what was not measured promises nothing."""
    return [*_ratios(figures), *_sizes(figures), *_p95s(figures), *_memory(figures)]


def _ratios(figures: Iterable[Figure]) -> list[str]:
    return [
        f"{figure.name} on {figure.database}: {figure.ratio} of its floor, promised is {least:.2f}"
        for figure in figures
        for beginning, least in LEAST_RATIO.items()
        if figure.name.startswith(beginning) and figure.ratio < least
    ]


def _sizes(figures: Iterable[Figure]) -> list[str]:
    return [
        f"{figure.name} on {figure.database}: {figure.median} {figure.unit}, promised is at most {MOST[figure.name]}"
        for figure in figures
        if figure.name in MOST and figure.median > MOST[figure.name]
    ]


def _p95s(figures: Iterable[Figure]) -> list[str]:
    return [
        f"{figure.name}: {figure.p95} ms at the 95th of 100 searches, promised is at most {most:g}"
        for figure in figures
        for (begins, ends), most in MOST_P95.items()
        if figure.p95 is not None and figure.p95 > most
        and figure.name.startswith(begins) and figure.name.endswith(ends)
    ]  # fmt: skip


def _memory(figures: Sequence[Figure]) -> list[str]:
    together = {
        database: sum(f.median for f in figures if f.name in MEMORY and f.database == database)
        for database in sorted({figure.database for figure in figures})
    }
    return [
        f"{' + '.join(MEMORY)} on {database}: {sum_:.0f} MB, promised is at most {MOST_MEMORY:.0f}"
        for database, sum_ in together.items()
        if sum_ > MOST_MEMORY
    ]
