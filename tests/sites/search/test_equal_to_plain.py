"""What the model answers is what the plain rules say of every base, after whatever changed in the rows."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sites.foundation.database import fetch
from sites.search import Question, Results, find, read_catalogue, search
from sites.search.model import asking, keeping, letting, nearest
from sites.search.model.asking import Asking
from sites.search.model.manners import Manners
from sites.search.model.planes import RoomPlane
from tests.proof import Proof
from tests.sites.search.worlds import alter, ask, make_world

ALL = {"fits": 10**6, "near": 10**6, "rest": 10**6}
PARTS = ("total", "others", "fits", "near", "rest", "counts", "days")

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

# Worlds are rows, without who claims them, runs them or waits for them.
WRITTEN_AS_ROWS = pytest.mark.breaks_invariants(
    "nights_equal_their_claims", "receptions_equal_their_claims", "bases_are_run_by_their_open_tenure",
    "nights_have_waiters_where_an_entry_could_use_them",
)  # fmt: skip


async def differences(question: Question) -> list[str]:
    """In which parts the two answers differ: lists with order, price, places, rooms, reasons and fixes, and all counts."""
    wanted = search(question, await read_catalogue(question))
    found = await find(question, **ALL)
    return [
        f"{part}: {_short(getattr(found, part))} instead of {_short(getattr(wanted, part))}"
        for part in PARTS
        if _listed(part, found) != _listed(part, wanted)
    ]


def _listed(part: str, results: Results) -> Any:
    """As many as were asked for; those of `near` that were not are in `rest`, and those are another matter."""
    if ALL["near"] > 10 or part not in {"near", "rest"}:
        return getattr(results, part)
    return results.near[: ALL["near"]] if part == "near" else None


def _short(part: Any) -> Any:
    if isinstance(part, tuple) and part and hasattr(part[0], "site"):
        return [(a.site.code, a.check_in, a.price, a.places, a.fix, a.failures) for a in part]
    return part


async def whole(seed: int, *, questions: int, changes: int) -> list[str]:
    """A world, changed again and again, and asked after each change: the first differences, or none."""
    chance = Random(seed)
    await make_world(chance)
    for step in range(changes + 1):
        if step:
            await alter(chance)
        ids = [row["id"] for row in await fetch("SELECT id FROM sites ORDER BY id")]
        for _ in range(questions):
            question = ask(chance, ids)
            if found := await differences(question):
                return [f"seed {seed}, step {step}: {question}", *found]
    return []


@WRITTEN_AS_ROWS
async def test_of_many_bases_the_answer_is_the_same_as_of_few(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many are asked by lists of the nights that ask anything, near misses in several steps; no world here is so large."""
    monkeypatch.setattr(letting, "MANY", 0)
    monkeypatch.setattr(nearest, "A_FEW", 1)
    monkeypatch.setattr(nearest, "MORE", 2)
    monkeypatch.setattr(asking, "FEW", 1)
    monkeypatch.setattr("tests.sites.search.test_equal_to_plain.ALL", {**ALL, "near": 3})
    for seed in range(4):
        assert await whole(seed, questions=4, changes=4) == []


@only_sqlite
@WRITTEN_AS_ROWS
async def test_lists_that_are_kept_although_nights_ask_something_else_are_found_out(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: of many bases a change of manners must reach the lists."""
    monkeypatch.setattr(letting, "MANY", 0)
    monkeypatch.setattr(RoomPlane, "changed", lambda *_: None)

    assert await noticed(changes=5)


@pytest.mark.proof
@WRITTEN_AS_ROWS
@settings(
    max_examples=Proof().size("worlds", small=5, full=150), phases=[Phase.generate], deadline=None,
    derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(seed=st.integers(0, 2**32))
async def test_the_model_answers_as_the_plain_rules_do(
    database: str, proof: Proof, seed: int
) -> None:
    worlds = proof.size("worlds", small=5, full=150)
    assert await whole(seed, questions=3, changes=5) == []
    proof.found(questions=worlds * 3 * 6, differences=0)


@WRITTEN_AS_ROWS
async def test_without_what_the_log_says_the_answers_differ(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the worlds and changes above are such that a stale model is found out."""

    async def nothing(*_: object) -> None: ...

    await whole(0, questions=1, changes=0)
    monkeypatch.setattr(keeping, "_apply", nothing)
    assert await noticed(changes=5)


@only_sqlite
@WRITTEN_AS_ROWS
async def test_a_rule_that_the_model_forgets_is_missed(database: str) -> None:
    """The control of the rules: where one of them looks at another day, the answers differ."""
    for rule in ("certified", "received", "sold", "through"):
        with pytest.MonkeyPatch.context() as without:
            told = getattr(Asking, rule)
            without.setattr(Asking, rule, lambda self, _at, days=1, told=told: told(self, 0))
            assert await noticed(changes=0), rule


@only_sqlite
@WRITTEN_AS_ROWS
@pytest.mark.parametrize("rule", ["bars", "through"])
async def test_booking_windows_and_lengths_through_are_among_the_rules(
    database: str, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    """The control of these two: a model that knows neither is found out."""
    if rule == "bars":
        monkeypatch.setattr(asking, "bar", lambda *_: None)
    else:
        monkeypatch.setattr(Manners, "let_through", lambda self, _nights: self.min_stay >= 0)
    assert await noticed(changes=0)


async def noticed(*, changes: int) -> bool:
    for seed in range(40):
        if await whole(seed, questions=3, changes=changes):
            return True
    return False
