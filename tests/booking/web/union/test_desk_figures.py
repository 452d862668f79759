"""The figures of the union's desk, read off its page and counted again from stays, people and ledger as they are stored."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking.web.union import desk as page_of_desk
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.clients import Client
from tests.factories import trips
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import accounted, confirmed, held, in_house, submitted
from tests.pages import between, plain

SOON = timedelta(days=3)


@pytest.fixture
async def desk(database: str) -> Any:
    """Held once and as a trip of two, asked, confirmed near and far, here, and left with an account to check."""
    place, union = await make_place(reception_limit=300), await make_union()
    made: dict[str, Any] = {"place": place, "union": union, "rooms": {TWIN: 4}, "heads": Heads(8)}
    await held(**made, starts_in=40, made_now=True)
    await trips.held(union=union, places=(place, await make_place()))
    await submitted(**made, starts_in=20)
    for starts_in, days_ago in ((3, 20), (2, 1), (35, 5)):
        await confirmed(**made, starts_in=starts_in, made_days_ago=days_ago)
    await in_house(**made)
    await accounted(**{**made, "came": Heads(8)}, days_ago=1)
    return SimpleNamespace(union=union)


async def _seen(client: Client, desk: Any, query: str = "") -> str:
    await sign_in_as(client, desk.union.organiser)
    return (await client.get(f"/en/union{query}")).text


async def test_what_is_to_do_next_is_counted_from_the_rows(desk: Any, client: Client) -> None:
    page = await _seen(client, desk, "?todo=all")
    rows = await fetch("SELECT * FROM stays")
    held_trips = {row["trip_id"] for row in rows if row["state"] == "held"}
    of_stays = [await _tasks_of(row) for row in rows]
    pressing = await _pressing()
    wanted = len(held_trips) + sum(of_stays) + (1 if len(pressing) > 2 else len(pressing))
    listed = between(page, "<h2>To do next</h2>", "</section>")

    assert plain(between(page, "<h2>To do next</h2>", "<ul")) == f"{wanted} things"
    assert listed.count('<li class="task-') == wanted
    assert (len(held_trips), sorted(of_stays)[-3:]) == (2, [1, 2, 2])


async def _tasks_of(stay: Mapping[str, Any]) -> int:
    """A contract, or names of everybody, within three days; an account to check."""
    if stay["state"] == "departed":
        return int(stay["account_presented_at"] is not None)
    if stay["state"] != "confirmed":
        return 0
    until = clock.today() + SOON
    contract = stay["contract_sealed_at"] is None and _day(stay["contract_due_on"]) <= until
    named = await fetch("SELECT t.id FROM travellers t JOIN parties p ON p.id = t.party_id WHERE p.trip_id = $1", stay["trip_id"])  # fmt: skip
    return contract + (_day(stay["names_due_on"]) <= until and not named)


async def _pressing() -> list[int]:
    """What the ledger still has to receive of charges that are due within three days."""
    rows = await fetch(
        "SELECT SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        "JOIN charges c ON c.public_id = a.subject WHERE a.kind = 'receivable' AND c.due_on <= $1 "
        "GROUP BY c.id HAVING SUM(p.minor) > 0",
        clock.today() + SOON,
    )
    return [int(row["minor"]) for row in rows]


async def test_payments_that_are_due_and_their_sum_are_the_ledgers(
    desk: Any, client: Client
) -> None:
    page = plain(await _seen(client, desk, "?todo=all"))
    pressing = await _pressing()
    told = re.search(r"(?<!\S)([\d,]+) payments are due (\S+) in all", page)

    assert told
    assert told.groups() == (str(len(pressing)), _yuan(sum(pressing)))
    assert len(pressing) > 2


async def test_a_page_of_the_list_says_how_many_it_shows_of_how_many(
    desk: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_desk, "SIZE", 3)
    page = await _seen(client, desk, "?show=all")
    (row,) = await fetch("SELECT COUNT(*) AS n FROM stays")
    shown = re.findall(r'href="/en/union/stays/(\w+)"', between(page, "<h2>Groups</h2>", "</section>"))  # fmt: skip

    told = re.search(r"Showing (\d+) of (\d+)(?!\S)", plain(page))
    assert told
    assert told.groups() == (str(len(set(shown))), str(row["n"]))
    assert (len(set(shown)), int(row["n"])) == (3, 9)


def _yuan(minor: int) -> str:
    return f"¥{minor / 100:,.2f}".removesuffix(".00")


def _day(value: Any) -> date:
    """In Shanghai. Raw rows carry days and moments as text on SQLite."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return value
    return value.astimezone(clock.SHANGHAI).date() if value.tzinfo else value.date()
