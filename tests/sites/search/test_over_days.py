"""What all bases have for a stay begun on each day is what a search on that day says, and weeks are gathered from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from sites.foundation import clock
from sites.foundation.database import fetch
from sites.search import (
    DayOffer,
    Question,
    cheapest_first,
    over_days,
    read_catalogue,
    search,
    weeks,
)
from sites.search.model import over_days as looking
from tests.sites.search.test_equal_to_plain import WRITTEN_AS_ROWS
from tests.sites.search.worlds import NIGHTS, ask, make_world

MONDAY = date(2026, 11, 30)


async def said_one_by_one(question: Question, first: date, days: int) -> list[DayOffer]:
    found = []
    for start in (first + timedelta(days=n) for n in range(days)):
        on_that_day = replace(question, starts=(start,))
        fits = search(on_that_day, await read_catalogue(on_that_day)).fits
        prices = [one.price for one in fits if one.price is not None]
        places = sum(one.places for one in fits)
        found.append(DayOffer(start, len(fits), places, min(prices, default=None)))
    return found


async def differing(seeds: Iterable[int]) -> list[int]:
    """Seeds of worlds in which the model and the plain rules disagree."""
    found = []
    for seed in seeds:
        chance = Random(seed)
        await make_world(chance)
        ids = [row["id"] for row in await fetch("SELECT id FROM sites ORDER BY id")]
        question, first = ask(chance, ids), clock.today() - timedelta(days=1)
        if await over_days(question, first=first, days=NIGHTS + 4) != await said_one_by_one(
            question, first, NIGHTS + 4
        ):
            found.append(seed)
    return found


@WRITTEN_AS_ROWS
async def test_each_day_says_what_a_search_on_that_day_would(database: str) -> None:
    assert await differing(range(6)) == []


@WRITTEN_AS_ROWS
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_days_that_forget_the_filters_are_found_out(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    told = looking.passing
    monkeypatch.setattr(looking, "passing", lambda model, _: told(model, Question()))
    assert await differing(range(12))


@WRITTEN_AS_ROWS
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_answers_of_some_worlds_are_not_empty(database: str) -> None:
    """Otherwise empty lists would agree."""
    priced = 0
    for seed in range(6):
        await make_world(Random(seed))
        found = await over_days(Question(nights=2, heads=8), first=clock.today(), days=NIGHTS)
        priced += sum(1 for day in found if day.bases and day.places and day.price)
    assert priced


def day(later: int, price: int | None, bases: int = 1) -> DayOffer:
    return DayOffer(MONDAY + timedelta(days=later), bases if price else 0, 0, price)


def test_a_week_names_its_first_day_at_the_lowest_price_and_the_most_bases() -> None:
    (week,) = weeks([day(0, 500), day(1, 300, 2), day(2, 300, 5), day(3, None)])
    assert (week.monday, week.best.start, week.best.price, week.bases) == (
        MONDAY, MONDAY + timedelta(days=1), 300, 5,
    )  # fmt: skip


def test_weeks_begin_on_monday_even_where_the_days_do_not() -> None:
    found = weeks(day(later, 100 + later // 7) for later in range(5, 9))
    assert [(week.monday, week.best.start) for week in found] == [
        (MONDAY, MONDAY + timedelta(days=5)),
        (MONDAY + timedelta(days=7), MONDAY + timedelta(days=7)),
    ]


def test_weeks_of_one_price_that_follow_each_other_are_one() -> None:
    found = weeks([day(0, 300, 2), day(9, 300, 4), day(14, 200), day(28, 200)])
    assert [((one.monday - MONDAY).days, one.weeks, one.bases) for one in found] == [
        (0, 2, 4), (14, 1, 1), (28, 1, 1),
    ]  # fmt: skip
    assert found[0].sunday == MONDAY + timedelta(days=13)


def test_a_week_without_any_base_is_not_listed() -> None:
    assert weeks(day(later, None) for later in range(7)) == []


def test_the_cheapest_week_comes_first_and_at_the_same_price_the_earlier() -> None:
    found = cheapest_first(weeks([day(0, 300), day(7, 200), day(21, 200)]))
    assert [(week.monday - MONDAY).days for week in found] == [7, 21, 0]
