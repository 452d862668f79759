"""An edition is never the same again once something changed; a kept read is asked again exactly then."""

import importlib
from typing import Any

import pytest

from sites.foundation import editions
from sites.foundation.database import change, fetch, transaction
from sites.foundation.editions import CATALOGUE, NIGHTS, kept, looking
from tests.factories.places import make_place

NOTED = [
    importlib.import_module(name).NOTED
    for name in (
        "sites.migrations.0002_integrity",
        "booking.migrations.0003_rules",
        "booking.migrations.0011_enrolment",
        "booking.migrations.0017_holidays",
    )
]


def test_code_and_triggers_name_the_same_tables() -> None:
    for shelf, tables in editions.SHELVES.items():
        assert set(tables) == {table for noted in NOTED for table in noted.get(shelf, ())}


@pytest.mark.parametrize("shelf", [CATALOGUE, NIGHTS])
async def test_each_noted_table_makes_a_new_edition(database: str, shelf: str) -> None:
    place = await make_place()
    for table in editions.SHELVES[shelf]:
        before = (await editions.edition()).get(shelf)
        await change(f"UPDATE {table} SET id = id")
        touched = await fetch(f"SELECT count(*) AS rows_there FROM {table}")
        if touched[0]["rows_there"]:
            assert (await editions.edition()).get(shelf) != before, table
    assert place.id


async def test_what_is_rolled_back_makes_no_edition(database: str) -> None:
    place = await make_place()
    before = await editions.edition()

    @transaction
    async def fails() -> None:
        await change("UPDATE sites SET name = 'X' WHERE id = $1", place.id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await editions.edition() == before


async def test_editions_of_other_shelves_stay(database: str) -> None:
    place = await make_place()
    before = await editions.edition()
    await change("UPDATE nights SET min_stay = 2 WHERE site_id = $1", place.id)
    after = await editions.edition()

    assert after[CATALOGUE] == before[CATALOGUE]
    assert after[NIGHTS] != before[NIGHTS]


class Counted:
    def __init__(self) -> None:
        self.asked = 0
        self.read = kept(CATALOGUE, most=2)(self._read)

    async def _read(self, number: int) -> tuple[int, Any]:
        self.asked += 1
        return number, await fetch("SELECT name FROM sites")


async def test_a_kept_read_is_asked_again_when_its_shelf_changed(database: str) -> None:
    place, counted = await make_place(), Counted()

    async def request(*numbers: int) -> None:
        with looking():
            for number in numbers:
                await counted.read(number)

    await request(1, 1, 2)
    await request(1, 2)
    assert counted.asked == 2
    await change("UPDATE nights SET min_stay = 2 WHERE site_id = $1", place.id)
    await request(1)
    assert counted.asked == 2
    await change("UPDATE sites SET name = 'X' WHERE id = $1", place.id)
    await request(1)
    assert counted.asked == 3


async def test_no_more_is_kept_than_was_said(database: str) -> None:
    counted = Counted()
    for _ in range(2):
        with looking():
            for number in (1, 2, 3):
                await counted.read(number)
    assert counted.asked == 6


async def test_a_transaction_always_asks_the_database(database: str) -> None:
    counted = Counted()

    @transaction
    async def verb() -> None:
        await counted.read(1)

    with looking():
        await verb()
        await verb()
    assert counted.asked == 2


async def test_outside_a_reading_request_nothing_is_kept(database: str) -> None:
    counted = Counted()
    await counted.read(1)
    await counted.read(1)
    assert counted.asked == 2
