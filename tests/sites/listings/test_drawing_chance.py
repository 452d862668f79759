"""Seeded numbers: the same row for the same seed, inside their bounds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sites.listings.drawing.chance import Chance


def test_the_row_of_numbers_is_fixed_for_good() -> None:
    chance = Chance("HS-001")
    assert [chance.whole(0, 99) for _ in range(10)] == FIRST_TEN


def test_another_seed_gives_another_row() -> None:
    rows = {tuple(_row(Chance(seed))) for seed in ("a", "b", "")}
    assert len(rows) == 3


@settings(max_examples=40)
@given(st.text(max_size=12), st.integers(-50, 50), st.integers(0, 60))
def test_numbers_stay_between_their_bounds(seed: str, low: int, span: int) -> None:
    chance = Chance(seed)
    for _ in range(20):
        assert low <= chance.whole(low, low + span) <= low + span
        assert low <= chance.between(low, low + span + 1) < low + span + 1
        assert chance.one_of("abc") in "abc"


def test_odds_of_none_and_of_all_are_certain() -> None:
    chance = Chance("odds")
    assert not any(chance.happens(0) for _ in range(50))
    assert all(chance.happens(1) for _ in range(50))


def _row(chance: Chance) -> list[int]:
    return [chance.whole(0, 10_000) for _ in range(9)]


FIRST_TEN = [60, 64, 68, 26, 52, 10, 95, 37, 90, 11]
