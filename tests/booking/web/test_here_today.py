"""In house means one thing: the operator's and the federation's desk say the same of the same groups."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import confirmed, departed, in_house
from tests.pages import between, plain

IN_HOUSE, EXPECTED = "In house", "Expected, not yet checked in"
# Groups and their heads, counted from states and parties: what each line of both desks stands for.
MEANT = {
    IN_HOUSE: "s.state = 'in_house'",
    EXPECTED: "s.state = 'confirmed' AND s.check_in < $1 AND s.check_out >= $1",
    "Arriving today": "s.state IN ('confirmed', 'in_house') AND s.check_in = $1",
    "Leaving today": "s.state IN ('confirmed', 'in_house', 'departed') AND s.check_out = $1",
}


@pytest.fixture
async def today(database: str) -> SimpleNamespace:
    """One operator: three groups were checked in, two should have come, one comes, one of another day is gone."""
    place, union = await make_place(reception_limit=400), await make_union()
    made = {"place": place, "union": union, "rooms": {TWIN: 2}}
    await in_house(**made, heads=Heads(4))
    await in_house(**made, heads=Heads(3), nights_before=4)  # leaves today
    await in_house(**made, heads=Heads(2), nights_before=0)  # came today
    await confirmed(**made, heads=Heads(4), starts_in=-1, made_days_ago=40)
    await confirmed(**made, heads=Heads(3), starts_in=-4, made_days_ago=40)  # should leave today
    await confirmed(**made, heads=Heads(4), starts_in=0, made_days_ago=40)
    await departed(**made, heads=Heads(4), came=Heads(4), days_ago=2)
    return SimpleNamespace(place=place)


async def test_in_house_and_expected_are_said_alike_on_both_desks(
    today: Any, client: Client
) -> None:
    await sign_in_as(client, today.place.operator.sales)
    own = _sheets((await client.get("/en/operator")).text)
    await sign_in_as(client, (await make_federation()).clerk)
    theirs = _facts((await client.get("/en/federation")).text)
    meant = {line: await _counted(condition) for line, condition in MEANT.items()}

    assert own == meant
    assert theirs == meant
    assert (meant[IN_HOUSE], meant[EXPECTED]) == ((3, 9), (2, 7))


async def test_the_operators_desk_says_nothing_of_expected_where_nobody_is(
    database: str, client: Client
) -> None:
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    page = (await client.get("/en/operator")).text
    assert EXPECTED not in page
    assert "Nobody has been checked in." in page


async def _counted(condition: str) -> tuple[int, int]:
    # The day stands in the text: it is the test's own, and the same placeholder twice is not the same everywhere.
    rows = await fetch(
        "SELECT COUNT(*) AS n, COALESCE(SUM(p.workers + p.family + p.crew), 0) AS heads FROM stays s "
        f"JOIN parties p ON p.trip_id = s.trip_id WHERE {condition.replace('$1', repr(str(clock.today())))}"
    )
    return int(rows[0]["n"]), int(rows[0]["heads"])


def _sheets(page: str) -> dict[str, tuple[int, int]]:
    return {line: _pair(between(page, f"<h2>{line}</h2>", "</div>")) for line in MEANT}


def _facts(page: str) -> dict[str, tuple[int, int]]:
    here = between(page, "Here today", "</section>")
    return {line: _pair(between(here, f"<dt>{line}</dt>", "</dd>")) for line in MEANT}


def _pair(html: str) -> tuple[int, int]:
    groups, heads = re.findall(r"\d+", plain(html))
    return int(groups), int(heads)


async def test_only_who_sleeps_here_tonight_is_counted_tonight(today: Any, client: Client) -> None:
    """Of those in house one leaves today: it has no night to count any more."""
    await sign_in_as(client, today.place.operator.steward)
    page = (await client.get("/en/operator")).text
    sheet = between(page, f"<h2>{IN_HOUSE}</h2>", "</section>")
    shown = [re.search(r"Counted tonight (\d+) / (\d+)", plain(li)) for li in sheet.split("<li>")[1:]]  # fmt: skip
    rows = await fetch(
        "SELECT p.workers + p.family + p.crew AS heads, (SELECT SUM(n.arrived_workers) FROM stay_nights n "
        "WHERE n.stay_id = s.id AND n.date = $1) AS counted FROM stays s JOIN parties p ON p.trip_id = s.trip_id "
        "WHERE s.state = 'in_house' AND s.check_out > $2 ORDER BY s.check_in, s.id",
        clock.today(), clock.today(),
    )  # fmt: skip

    assert len(shown) == 3
    assert [(int(one[1]), int(one[2])) for one in shown if one] == [
        (int(row["counted"] or 0), int(row["heads"])) for row in rows
    ]
    assert [int(row["counted"] or 0) for row in rows] == [0, 2]
