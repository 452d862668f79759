"""A fixed set of varied questions, as the page asks them: groups, lengths, filters, orders and ceilings."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from bench.search.worlds import DISTRICTS, FACILITIES, KINDS, THEMES, TODAY, district
from sites import search
from sites.search import Question
from sites.search.model.answering import Most

# What a program asks (sites/api/bases.py): the first that fit, and how many.
PROGRAM = Most(fits=20, near=0, rest=0, days=False)
# The first page of results (booking/web/offers/results.py): besides, near misses, the rest, the map, ten other days.
PAGE = Most(fits=10, near=8, rest=60, pins=90)
WINDOW = 35


def questions(how_many: int, *, flexible: bool, farthest: int = 300, seed: int = 7) -> list[Question]:  # fmt: skip
    """Exact ones name a day; flexible ones any nights within five weeks."""
    chance = Random(seed)
    return [_one(chance, flexible=flexible, farthest=farthest) for _ in range(how_many)]


def _one(chance: Random, *, flexible: bool, farthest: int) -> Question:
    nights = chance.choice((2, 3, 4, 4, 4, 5, 7))
    first = TODAY + timedelta(days=chance.randint(5, farthest))
    last = first + timedelta(days=WINDOW)
    starts = search.between(first, last, nights=nights, today=TODAY) if flexible else (first,)
    sort = chance.choice((*["recommended"] * 6, "price", "price", "rail", "distance"))
    return Question(
        starts=starts, nights=nights, heads=chance.choice((8, 12, 20, 36, 36, 48, 60)),
        singles=chance.choice((*[0] * 15, 2)), families=chance.choice((*[0] * 15, 2)),
        districts=frozenset(_some(chance, [district(n) for n in range(DISTRICTS)], share=0.3)),
        kinds=frozenset(_some(chance, [f"kind{n}" for n in range(1, KINDS)], share=0.1)),
        facilities=frozenset(_some(chance, [f"facility{n}" for n in range(1, FACILITIES)], share=0.15)),
        theme=chance.choice((*[""] * 19, THEMES[1])), max_price=chance.choice((None, None, nights * 350_00)),
        rail_within=chance.choice((*[None] * 9, 60)), origin="330100" if sort == "distance" else "", sort=sort,
    )  # fmt: skip


def _some(chance: Random, every: Sequence[str], *, share: float) -> list[str]:
    return chance.sample(every, chance.randint(1, 3)) if chance.random() < share else []
