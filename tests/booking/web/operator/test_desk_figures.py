"""The figures of the operator's desk, read off its page and counted again from stays, nights and ledger as they are stored."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.booking.stays import stories
from tests.booking.stays.changes import amended, fewer
from tests.clients import Client
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import accounted, confirmed, departed, in_house, reconciled, submitted
from tests.pages import between, plain, rows_of

TAKING = "('held', 'submitted', 'confirmed', 'in_house', 'departed', 'reconciled', 'settled')"
ROOMS, PEOPLE = 40, 300


@pytest.fixture
async def desk(database: str) -> Any:
    """Something of each kind: asked, proposed, here, missing, gone without and with an account, to settle, not answered."""
    place, union = await make_place(reception_limit=PEOPLE), await make_union()
    made: dict[str, Any] = {"place": place, "union": union, "rooms": {TWIN: 4}, "heads": Heads(8)}
    await stories.expire(await submitted(**made, starts_in=45))
    await submitted(**made, starts_in=30)
    asked = await submitted(**{**made, "heads": Heads(5, 2, 1)}, starts_in=31, nights=3)
    await confirmed(**made, starts_in=33)
    for starts_in in (12, 14):
        changing = await confirmed(**made, starts_in=starts_in, made_days_ago=9)
        await amended(changing, fewer(changing))
    await in_house(**made)
    await confirmed(**made, starts_in=-1, made_days_ago=40)
    await departed(**made, days_ago=3)
    await accounted(**made, came=made["heads"], days_ago=2)
    await reconciled(**made, came=made["heads"], days_ago=9)
    return SimpleNamespace(place=place, asked=asked, who=place.operator.administrator)


async def _seen(client: Client, desk: Any, query: str = "") -> str:
    await sign_in_as(client, desk.who)
    return (await client.get(f"/en/operator{query}")).text


async def test_what_is_to_answer_are_requests_and_changes(desk: Any, client: Client) -> None:
    page = await _seen(client, desk)
    requests = await _count("stays WHERE state = 'submitted' AND accepted_at IS NULL")
    changes = await _count("amendments WHERE state = 'proposed' AND side = 'union'")

    assert _figure(page, "to answer") == requests + changes
    assert _number(page, "requests, the shortest time first") == requests
    assert _number(page, "unions propose changes") == changes
    assert (requests, changes) == (2, 2)


async def test_what_is_to_do_is_counted_from_the_rows(desk: Any, client: Client) -> None:
    page = await _seen(client, desk, "?todo=all")
    stays = await fetch("SELECT * FROM stays")
    reconciled = sum(row["state"] == "reconciled" for row in stays)
    wanted = [await _tasks_of(row) for row in stays]
    listed = between(page, "<h2>To do</h2>", "</section>")

    assert _figure(page, "to do") == sum(wanted) + reconciled + await _of_rooms()
    assert listed.count("<li>") == _figure(page, "to do")
    assert max(wanted) == 2
    assert reconciled == 1


async def _tasks_of(stay: Mapping[str, Any]) -> int:
    """Count arrivals; present the account, or wait for the union's look at it; a contract within three days."""
    state, today = stay["state"], clock.today()
    counted = await fetch(
        "SELECT 1 AS one FROM stay_nights WHERE stay_id = $1 AND arrived_rooms IS NOT NULL", stay["id"]
    )  # fmt: skip
    is_presented = stay["account_presented_at"] is not None
    begun = state in ("confirmed", "in_house") and _day(stay["check_in"]) <= today
    gone = state == "departed" and not is_presented
    contract = (
        state == "confirmed"
        and stay["contract_sealed_at"] is None
        and _day(stay["contract_due_on"]) <= today + timedelta(days=3)
    )
    return (not counted and (begun or gone)) + (state == "departed") + contract


async def test_what_finance_has_to_do_names_how_many_payments_and_how_much(
    desk: Any, client: Client
) -> None:
    """What the ledger has still to receive of charges whose day is over; one line for all of it."""
    await sign_in_as(client, desk.place.operator.finance)
    page = (await client.get("/en/operator?todo=all")).text
    late = await fetch(
        "SELECT SUM(p.minor) AS minor FROM postings p JOIN accounts a ON a.id = p.account_id "
        "JOIN charges c ON c.public_id = a.subject WHERE a.kind = 'receivable' AND c.due_on < $1 "
        "GROUP BY c.id HAVING SUM(p.minor) > 0",
        clock.today(),
    )
    owed = f"¥{sum(int(row['minor']) for row in late) / 100:,.2f}".removesuffix(".00")
    listed = between(page, "<h2>To do</h2>", "</section>")

    assert _number(listed, f"payments are overdue {owed} overdue") == len(late)
    assert listed.count("<li>") == _figure(page, "to do")
    assert len(late) > 1


async def _of_rooms() -> int:
    """Bases whose rooms nobody has called right within a week."""
    return await _count("sites WHERE rooms_checked_at IS NULL")


async def test_requests_not_answered_in_time_are_those_of_the_month(
    desk: Any, client: Client
) -> None:
    page = await _seen(client, desk)
    month = clock.today().replace(day=1)
    told = await fetch(
        "SELECT s.submitted_at FROM stay_events e JOIN stays s ON s.id = e.stay_id "
        "WHERE e.act = 'expired' AND e.from_state = 'submitted' AND e.reason = 'operator_silent'"
    )
    silent = sum(_day(row["submitted_at"]) >= month for row in told)
    shown = plain(between(page, "Not answered in time", "</li>"))

    assert (shown, silent) == ("1", 1)


async def test_what_is_left_after_a_request_night_by_night(desk: Any, client: Client) -> None:
    """Another group shares two of its nights: rooms of their stays, and heads of their trips, taken from all there is."""
    page = await _seen(client, desk, f"?request={desk.asked.id}")
    shown = rows_of(between(page, "What is left after this request", "</section>"))
    rooms = [str(ROOMS - await _rooms_taken(night)) for night in desk.asked.nights]
    people = [str(PEOPLE - await _people_taken(night)) for night in desk.asked.nights]

    assert [row[1:] for row in shown] == [["4", *rooms], ["8", *people]]
    assert len(set(rooms)) > 1
    assert "workers 5, family 2, crew 1" in plain(page)


async def _rooms_taken(night: date) -> int:
    rows = await fetch(
        "SELECT SUM(n.contracted_rooms) AS rooms FROM stay_nights n JOIN stays s ON s.id = n.stay_id "
        f"WHERE n.date = $1 AND s.state IN {TAKING} "
        "AND n.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = n.stay_id)",
        night,
    )
    return int(rows[0]["rooms"])


async def _people_taken(night: date) -> int:
    rows = await fetch(
        "SELECT SUM(p.workers + p.family + p.crew) AS heads FROM stays s JOIN parties p ON p.trip_id = s.trip_id "
        f"WHERE s.check_in <= $1 AND s.check_out > $2 AND s.state IN {TAKING}",
        night, night,
    )  # fmt: skip
    return int(rows[0]["heads"])


async def test_the_tabs_of_the_list_are_the_states_of_the_rows(desk: Any, client: Client) -> None:
    await sign_in_as(client, desk.who)
    page = (await client.get("/en/operator/stays")).text
    tabs = between(page, 'aria-label="Where the groups stand"', "</nav>")
    shown = re.findall(r"<a [^>]*>\s*(.*?)\s*<span class=\"count\">(\d+)</span>", tabs, re.DOTALL)
    states = {row["state"]: int(row["n"]) for row in await fetch("SELECT state, COUNT(*) AS n FROM stays GROUP BY state")}  # fmt: skip
    in_tab = {
        "All": tuple(states), "Requests and holds": ("inquiry", "held", "submitted"), "Confirmed": ("confirmed",),
        "In house": ("in_house",), "To reconcile": ("departed", "no_show", "cancelled"),
        "To settle": ("reconciled",), "Settled": ("settled",), "Declined or expired": ("declined", "expired"),
    }  # fmt: skip

    assert {plain(words): int(count) for words, count in shown} == {
        words: sum(states.get(state, 0) for state in own) for words, own in in_tab.items()
    }
    assert len([count for _words, count in shown if count != "0"]) == 7


async def _count(table: str) -> int:
    return int((await fetch(f"SELECT COUNT(*) AS n FROM {table}"))[0]["n"])


def _number(page: str, words: str) -> int:
    """All digits before these words, so that 1002 is not taken for 2."""
    found = re.search(rf"(?<!\S)([\d,]+) {re.escape(words)}", plain(page))
    assert found, words
    return int(found[1].replace(",", ""))


def _figure(page: str, label: str) -> int:
    return int(plain(between(page, f"<dt>{label}</dt>", "</dd>")))


def _day(value: Any) -> date:
    """In Shanghai. Raw rows carry days and moments as text on SQLite."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return value
    return value.astimezone(clock.SHANGHAI).date() if value.tzinfo else value.date()
