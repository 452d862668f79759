"""Bases side by side, with the record that a union keeps: what was asked, when, and who drew it."""

from datetime import timedelta

import pytest

from sites.foundation import clock
from tests.clients import Client
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def compared(client: Client) -> str:
    codes = [(await make_place()).code for _ in range(2)]
    day = clock.today() + timedelta(days=10)
    query = {"site": codes, "check_in": str(day), "nights": 3, "heads": 40, "singles": 2, "origin": "330100"}  # fmt: skip
    return (await client.get("/en/compare", params=query)).text


async def test_the_record_says_what_was_asked_and_leaves_lines_to_write_on(client: Client) -> None:
    text = await compared(client)
    record = text.split("Record of the comparison")[1]
    for words in ("3 nights, 4 days", "2 sleep alone", "Hangzhou", "Drawn on", "to be written by hand", "Base chosen", "Present, signed"):  # fmt: skip
        assert words in record, words


async def test_the_record_names_the_unit_and_person_that_drew_it(client: Client) -> None:
    union = await make_union()
    await sign_in_as(client, union.organiser)
    record = (await compared(client)).split("Record of the comparison")[1]
    assert union.organiser.name in record
    assert "to be written by hand" not in record
