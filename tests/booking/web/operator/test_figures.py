"""The operator's figures by their page and their sheets."""

import io
from collections import Counter
from datetime import date
from typing import Any

import openpyxl
import pytest

from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.booking.stays import stories
from tests.clients import Client
from tests.factories.centres import collecting
from tests.factories.people import NANJING, make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import confirmed, departed, submitted
from tests.pages import between, plain, rows_of


async def test_each_chart_has_its_table_and_its_sheet(database: str, client: Client) -> None:
    story = await confirmed(starts_in=5)
    await sign_in_as(client, story.operator.sales)
    path = f"/en/operator/site/figures?year={story.check_in.year}"
    page = (await client.get(path)).text
    assert page.count('<figure class="chart"') == 4
    assert page.count("As a spreadsheet") == 4
    assert "68,544" in page
    for table, cell in (("origins", 36), ("months", 36), ("refusals", None)):
        answer = await client.get(
            f"/en/operator/site/figures/{table}.xlsx?year={story.check_in.year}"
        )
        rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
        assert cell is None or any(cell in row for row in rows[1:])
    assert (await client.get("/operator/site/figures/people.xlsx")).status_code == 404
    for odd in ("", "x", "1", "99999", "20²6"):
        assert (await client.get("/operator/site/figures", params={"year": odd})).status_code == 200
    assert str(clock.today().year) in page


async def test_who_does_not_see_money_sees_no_income(database: str, client: Client) -> None:
    story = await confirmed(starts_in=5)
    await sign_in_as(client, story.operator.steward)
    path = f"/en/operator/site/figures?year={story.check_in.year}"
    page = (await client.get(path)).text
    assert "Income" not in page
    assert "68,544" not in page
    sheet = await client.get(f"/en/operator/site/figures/months.xlsx?year={story.check_in.year}")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert "Income in yuan" not in rows[0]


@pytest.fixture
async def year(database: str) -> Any:
    """Collected by a centre and counted fewer; gone, not counted; to come; cancelled with a fee; refused in both ways."""
    place, south = await make_place(reception_limit=400), await make_union(region=NANJING)
    few: dict[str, Any] = {"place": place, "rooms": {TWIN: 4}, "heads": Heads(8)}
    await departed(**few, days_ago=30)
    await collecting(operator=place.operator, since_days=20)
    await departed(place=place, came=Heads(20, 1, 1), days_ago=12, made_days_ago=19)
    await confirmed(**few, union=south, starts_in=9)
    await stories.cancel(await confirmed(**few, starts_in=2))
    await stories.decline(await submitted(**few, starts_in=20))
    await stories.expire(await submitted(**few, starts_in=40))
    return place


async def test_the_head_charts_and_sheets_are_recounted_from_the_rows(
    year: Any, client: Client
) -> None:
    await sign_in_as(client, year.operator.administrator)
    seen = Counter()
    for number in (clock.today().year - 1, clock.today().year, clock.today().year + 1):
        page = (await client.get(f"/en/operator/site/figures?year={number}")).text
        wanted = await _recounted(number)
        assert "as counted where somebody counted, else as booked" in page
        assert "Charged is also what a service centre collects for you." in page
        assert _head(page) == [sum(wanted[what].values()) for what in HEADS]
        for title, what in TABLES.items():
            assert _bars(page, title) == +wanted[what], (number, title)
        sheet = await client.get(f"/en/operator/site/figures/months.xlsx?year={number}")
        rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)[1:]
        for column, what in enumerate(HEADS, start=1):
            scale = 100 if what == "income" else 1
            told = Counter({MONTHS[n]: round(row[column] * scale) for n, row in enumerate(rows)})
            assert +told == +wanted[what], (number, what)
        seen.update({what: sum(wanted[what].values()) for what in wanted})
    assert (seen["groups"], seen["people"], seen["refusals"]) == (3, 8 + 22 + 8, 2)
    assert seen["rooms"] == 4 * (4 + 11 + 4)


HEADS = ("groups", "people", "rooms", "income")
TABLES = {
    "Where groups come from": "origins", "Groups by month of arrival": "groups", "Room nights by month": "rooms",
    "Income by month of arrival": "income", "Why requests were refused": "refusals",
}  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CITIES = {"330100": "Hangzhou", "320100": "Nanjing"}
REASONS = {"operator_silent": "Not answered in time", "other": "Another reason"}


def _head(page: str) -> list[int]:
    shown = (plain(between(page, f"<dt>{label}</dt>", "</dd>")) for label in ("groups", "people", "room nights", "charged"))  # fmt: skip
    groups, people, rooms, income = shown
    return [_number(groups), _number(people), _number(rooms), _fen(income)]


def _bars(page: str, title: str) -> Counter[str]:
    """What the table beneath a chart says, but for its zeros."""
    figure = page.partition(f"{title} <small")[2].partition("</figure>")[0]
    read = _fen if title.startswith("Income") else _number
    return +Counter({row[0]: read(row[1]) for row in rows_of(figure)}) if figure else Counter()


def _number(shown: str) -> int:
    return int(shown.replace(",", ""))


def _fen(shown: str) -> int:
    return round(float(shown.replace("¥", "").replace(",", "")) * 100)


async def _recounted(year: int) -> dict[str, Counter[str]]:
    """By month of arrival, by city, by reason: stay by stay from its rows."""
    found: dict[str, Counter[str]] = {what: Counter() for what in (*HEADS, "origins", "refusals")}
    for stay in await fetch("SELECT s.*, o.area_code FROM stays s JOIN organisations o ON o.id = s.union_id"):  # fmt: skip
        came = stay["state"] in ("confirmed", "in_house", "departed", "reconciled", "settled")
        arrives, nights = _day(stay["check_in"]), await _nights(stay["id"])
        for day, (rooms, _heads) in nights.items() if came else ():
            found["rooms"][MONTHS[day.month - 1]] += rooms if day.year == year else 0
        if arrives.year != year:
            continue
        month = MONTHS[arrives.month - 1]
        for event in await fetch("SELECT act, reason FROM stay_events WHERE stay_id = $1", stay["id"]):  # fmt: skip
            if event["act"] == "declined" or event["reason"] == "operator_silent":
                found["refusals"][REASONS[event["reason"]]] += 1
        charges = await fetch("SELECT minor FROM charges WHERE stay_id = $1 AND voided_at IS NULL", stay["id"])  # fmt: skip
        found["income"][month] += sum(int(one["minor"]) for one in charges)
        if came:
            heads = max(heads for _rooms, heads in nights.values())
            found["groups"][month] += 1
            found["people"][month] += heads
            found["origins"][CITIES[f"{stay['area_code'][:4]}00"]] += heads
    return found


async def _nights(stay: int) -> dict[date, tuple[int, int]]:
    """Rooms and heads of each night: as counted where somebody counted, else as contracted."""
    found: dict[date, tuple[int, int]] = {}
    for row in await fetch("SELECT * FROM stay_nights WHERE stay_id = $1", stay):
        number = "contracted" if row["arrived_rooms"] is None else "arrived"
        rooms, heads = found.get(_day(row["date"]), (0, 0))
        more = sum(row[f"{number}_{who}"] or 0 for who in ("workers", "family", "crew"))
        found[_day(row["date"])] = (rooms + row[f"{number}_rooms"], heads + more)
    return found


def _day(value: Any) -> date:
    """Raw rows carry dates as text on SQLite."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value
