"""What the model answers is what the plain rules say of every base, after whatever changed in the rows."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sites.foundation.database import fetch
from sites.search import Question, find, read_catalogue, search
from sites.search.model import asking, keeping
from sites.search.model.asking import Asking
from sites.search.model.manners import Manners
from tests.proof import Proof
from tests.sites.search.worlds import alter, ask, make_world

ALL = {"fits": 10**6, "near": 10**6, "rest": 10**6}
PARTS = ("total", "others", "fits", "near", "rest", "counts", "days")


async def differences(question: Question) -> list[str]:
    """In which parts the two answers differ: lists with order, price, places, rooms, reasons and fixes, and all counts."""
    wanted = search(question, await read_catalogue(question))
    found = await find(question, **ALL)
    return [
        f"{part}: {_short(getattr(found, part))} instead of {_short(getattr(wanted, part))}"
        for part in PARTS
        if getattr(found, part) != getattr(wanted, part)
    ]


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


@pytest.mark.proof
@pytest.mark.breaks_invariants  # worlds are written as rows, without who claims them
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


only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.breaks_invariants
async def test_without_what_the_log_says_the_answers_differ(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the worlds and changes above are such that a stale model is found out."""

    async def nothing(*_: object) -> None: ...

    await whole(0, questions=1, changes=0)
    monkeypatch.setattr(keeping, "_apply", nothing)
    assert await noticed(changes=5)


@only_sqlite
@pytest.mark.breaks_invariants
async def test_a_rule_that_the_model_forgets_is_missed(database: str) -> None:
    """The control of the rules: where one of them looks at another day, the answers differ."""
    for rule in ("certified", "received", "price", "through"):
        with pytest.MonkeyPatch.context() as without:
            told = getattr(Asking, rule)
            without.setattr(Asking, rule, lambda self, _at, told=told: told(self, 0))
            assert await noticed(changes=0), rule


@only_sqlite
@pytest.mark.breaks_invariants
@pytest.mark.parametrize("rule", ["bars", "through"])
async def test_booking_windows_and_lengths_through_are_among_the_rules(
    database: str, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    """The control of these two: a model that knows neither is found out."""
    if rule == "bars":
        monkeypatch.setattr(asking, "bookable", lambda _model, plane, _night: plane.ids >= 0)
    else:
        monkeypatch.setattr(Manners, "let_through", lambda self, _nights: self.min_stay >= 0)
    assert await noticed(changes=0)


async def noticed(*, changes: int) -> bool:
    for seed in range(40):
        if await whole(seed, questions=3, changes=changes):
            return True
    return False
