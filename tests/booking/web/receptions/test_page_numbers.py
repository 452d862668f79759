"""What the year's figures, the monthly returns and the table to close print, beside raw rows read a second way."""

from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import receptions
from sites.foundation import clock
from sites.foundation.database import fetch
from tests.clients import Client
from tests.factories.people import make_federation, sign_in_as
from tests.pages import between, plain, rows_of
from tests.received import Came, all_who_came, figures_of, in_august, two_years

FIGURES = "/en/federation/figures"
WORDS = {
    "people": "Workers received", "groups": "Groups", "nights": "Person-nights", "income": "Income, yuan", "family": "Family members",
}  # fmt: skip


@pytest.fixture
async def year(database: str, client: Client) -> Any:
    """Two years on record; the host's clerk looks on 20 August."""
    told, host = await two_years(), await make_federation()
    with in_august() as day:
        await sign_in_as(client, host.clerk)
        yield SimpleNamespace(day=day, told=told, host=host, came=await all_who_came())


async def test_every_number_of_the_year_and_what_it_is_put_together_from(
    year: Any, client: Client
) -> None:
    page = (await client.get(FIGURES)).text
    this, last = _spans(year.day)
    now, before = figures_of(year.came, *this), figures_of(year.came, *last)
    parts = [
        figures_of([one for one in year.came if fits(one)], *this)
        for fits in (
            lambda one: one.source == "booked", lambda one: one.source == "recorded", lambda _one: True,
            lambda one: not one.is_local, lambda one: one.is_local,
        )
    ]  # fmt: skip
    wanted = [
        [words, *(_shown(part, number) for part in parts), _shown(before, number), _change(now[number], before[number])]
        for number, words in WORDS.items()
    ]  # fmt: skip
    assert rows_of(between(page, "What each number is put together from", "</table>")) == wanted
    for number in ("people", "groups", "nights", "income"):
        shown = plain(between(page, f"<dt>{WORDS[number]}</dt>", "</dd>"))
        assert shown == f"{_shown(now, number)} {_change(now[number], before[number])} · last year {_shown(before, number)}"  # fmt: skip
    assert all((*now.values(), *before.values(), *parts[4].values()))


@pytest.mark.parametrize("back", [0, 1])
async def test_a_bases_month_on_the_returns_is_what_its_rows_say(
    year: Any, client: Client, back: int
) -> None:
    month = receptions.months_later(date(year.day.year, year.day.month, 1), -1 - back)
    page = (await client.get(f"{FIGURES}/returns?month={month.isoformat()[:7]}")).text
    last = receptions.months_later(month, 1) - timedelta(days=1)
    shown = {row[0].split()[-1]: row[1:5] for row in rows_of(page)}
    wanted = {
        place.code: _counted([one for one in year.came if one.site == place.code], month, last)
        for place in (year.told.old, year.told.near, year.told.far)
    }
    assert shown == wanted
    assert back or shown[year.told.far.code][1] == "1,052"


async def test_the_table_to_close_is_what_the_rows_of_its_month_say(
    year: Any, client: Client
) -> None:
    page = (await client.get(f"{FIGURES}/periods")).text
    month = date(year.day.year, 7, 1)
    found = figures_of(year.came, month, date(year.day.year, 7, 31))
    cells = [_shown(found, number) for number in WORDS]
    rows = {row[0]: row[1:] for row in rows_of(page)}
    order = ["groups", "people", "family", "nights", "income"]
    assert rows["This period"] == [_shown(found, number) for number in order]
    assert sorted(cells) == sorted(rows["This period"])
    assert set(rows["Adjustments of earlier periods"]) == {"0", "0.00"}
    aside = plain(between(page, 'class="sheet-aside">', "</div>"))
    assert aside == f"{found['groups']} groups"
    began_before = [one for one in year.came if one.check_in < month <= max(one.nights)]
    assert began_before, "a group with nights in the month that began before it"


async def test_a_change_after_closing_stands_as_the_difference_of_the_rows(
    year: Any, client: Client
) -> None:
    july, august = date(year.day.year, 7, 1), date(year.day.year, 7, 31)
    before = figures_of(year.came, july, august)
    answer = await client.submit(f"{FIGURES}/periods", f"{FIGURES}/periods/closing", lacking="1")
    assert answer.status_code == 303
    (row,) = await fetch("SELECT g.public_id FROM recorded_groups g JOIN recorded_versions v ON v.group_id = g.id WHERE v.workers = 1012")  # fmt: skip
    await receptions.withdraw(row["public_id"], why="x", seen=1, by=year.told.far.operator.sales)
    now = figures_of(await all_who_came(), july, august)
    september = clock.at(date(year.day.year, 9, 20), time(12))
    with clock.moved_to(september):
        await sign_in_as(client, year.host.clerk)
        page = (await client.get(f"{FIGURES}/periods")).text
    rows = {row[0]: row[1:] for row in rows_of(page)}
    order = ["groups", "people", "family", "nights", "income"]
    change = {number: now[number] - before[number] for number in order}
    assert rows["Adjustments of earlier periods"] == [_shown(change, number) for number in order]
    assert change["people"] == -1012


def _spans(day: date) -> tuple[tuple[date, date], tuple[date, date]]:
    return (date(day.year, 1, 1), day), (date(day.year - 1, 1, 1), day.replace(year=day.year - 1))


def _shown(found: dict[str, int], number: str) -> str:
    return f"{found[number] / 100:,.2f}" if number == "income" else f"{found[number]:,}"


def _counted(groups: list[Came], first: date, last: date) -> list[str]:
    found = figures_of(groups, first, last)
    return [f"{found[number]:,}" for number in ("groups", "people", "family", "nights")]


def _change(now: int, before: int) -> str:
    if not before:
        return "–"
    change = round(100 * (now - before) / before, 1)
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change):.1f}%"
