"""What `make lighthouse` demands of its scores."""

from bench.lighthouse import LEAST, below, middle
from bench.scores import drawn


def test_scores_at_the_promise_keep_it_and_one_below_is_named() -> None:
    assert below("/sites", LEAST) == []
    assert below("/sites", {**LEAST, "performance": 94, "seo": 100}) == [
        "/sites: performance 94, promised 95"
    ]


def test_one_slow_run_of_three_does_not_count() -> None:
    runs = [{**dict.fromkeys(LEAST, 100.0), "performance": float(n)} for n in (60, 97, 99)]
    assert middle(runs)["performance"] == 97


def test_kept_scores_stand_page_by_page_with_their_commit() -> None:
    row = {"page": "/en/sites", **LEAST, "runs": 3, "commit": "abc", "day": "2026-12-01"}
    table = drawn([row])
    assert "2026-12-01 at commit abc, the median of 3 runs" in table
    assert "| `/en/sites` | 95 | 100 | 100 | 100 |" in table
