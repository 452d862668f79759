"""Proofs are small or full by the environment, and what they found is written down."""

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PROOFS = """
import pytest

@pytest.mark.proof
def test_rooms_are_sold_once(proof):
    holds = proof.size("holds", small=10, full=1000)
    proof.found(taken=holds // 2)

@pytest.mark.proof
def test_nothing_leaks(proof):
    proof.found(leaked=3)
    assert False

def test_no_proof():
    pass
"""


@pytest.fixture(autouse=True)
def _own_plugin(monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    for name in ("PROOF", "PROOF_HOLDS"):
        monkeypatch.delenv(name, raising=False)
    pytester.makepyfile(test_some=PROOFS)


@pytest.mark.parametrize("processes", [[], ["-p", "xdist", "-n", "2"]], ids=["alone", "with xdist"])
def test_findings_are_written_with_outcome_and_sizes(
    pytester: pytest.Pytester, processes: list[str]
) -> None:
    results = _proved(pytester, *processes)

    kept = {proof["name"].split("::")[1]: proof for proof in results}
    assert set(kept) == {"test_rooms_are_sold_once", "test_nothing_leaks"}
    assert kept["test_rooms_are_sold_once"]["sizes"] == {"holds": 10}
    assert kept["test_rooms_are_sold_once"]["found"] == {"taken": 5}
    assert kept["test_nothing_leaks"]["outcome"] == "failed"


@pytest.mark.parametrize(
    ("environment", "holds"), [({"PROOF": "full"}, 1000), ({"PROOF_HOLDS": "77"}, 77)]
)
def test_the_environment_chooses_the_size(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    holds: int,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    results = _proved(pytester)

    assert [proof["sizes"] for proof in results if proof["sizes"]] == [{"holds": holds}]


def test_a_run_of_one_proof_keeps_what_was_found_of_the_others(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    _proved(pytester)
    monkeypatch.setenv("PROOF_HOLDS", "77")

    results = _proved(pytester, "-k", "rooms")

    assert [(proof["name"].split("::")[1], proof["sizes"]) for proof in results] == [
        ("test_nothing_leaks", {}),
        ("test_rooms_are_sold_once", {"holds": 77}),
    ]
    assert all(proof["asked"] == "small" and "commit" in proof for proof in results)


def _proved(pytester: pytest.Pytester, *options: str) -> list[dict[str, Any]]:
    path = pytester.path / "deep" / "proof.json"
    where = ("-p", "tests.proof", "--strict-markers", "--proof-results", str(path))
    pytester.runpytest_subprocess(*where, *options)
    results: list[dict[str, Any]] = json.loads(path.read_text())
    return results
