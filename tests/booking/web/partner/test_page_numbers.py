"""What a partner city's desk and balance print, and the sheet, beside raw rows that are read a second way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from sites import recognition
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.database import fetch
from sites.packages import Heads
from sites.regions import region
from tests.booking.stays.stories import cancel
from tests.clients import Client
from tests.factories import stays as made
from tests.factories.people import (
    HANGZHOU,
    HUANGSHAN,
    NANJING,
    make_federation,
    make_union,
    sign_in_as,
)
from tests.factories.places import make_place
from tests.factories.receptions import recorded
from tests.factories.spreadsheets import cells_of
from tests.pages import between, plain, rows_of
from tests.received import day_of, in_august


@pytest.fixture
async def city(database: str, client: Client) -> Any:
    """Hangzhou on 20 August: sent and received with two cities, some inside, some lost, some of last year, some off the platform."""
    await recognition.record_known_agreements(by=SYSTEM)
    unions = {code: await make_union(region=code) for code in (HANGZHOU, NANJING, HUANGSHAN)}
    ours, few = unions[HANGZHOU], {"heads": Heads(20, 1, 1), "rooms": {"TWIN": 11}}
    for years_ago in (1, 0):
        with in_august(years_ago=years_ago):
            there, here, other = await make_place(), await make_place(district_code="330106"), await make_place(district_code="320102", valid_days=50)  # fmt: skip
            await made.departed(union=ours, place=there, came=Heads(30, 1, 2))
            await made.departed(union=ours, place=other, days_ago=9, came=Heads(7, 0, 1))
            await made.departed(union=unions[NANJING], place=here, days_ago=12, **few)
    with in_august():
        await made.departed(union=ours, place=there, days_ago=18, nights=5)  # July into August
        await made.in_house(union=ours, place=there, nights=3, **few)
        await made.departed(union=unions[HUANGSHAN], place=here, days_ago=40, came=Heads(12, 2, 2))
        await made.departed(union=ours, place=here, days_ago=30, **few)
        await made.confirmed(union=ours, place=there, starts_in=8, **few)
        await made.held(union=ours, place=there, starts_in=5, **few)
        await cancel(await made.confirmed(union=ours, place=there, starts_in=60))
        await made.missed(await made.confirmed(union=ours, place=other, starts_in=-1, made_days_ago=30, **few))  # fmt: skip
        await recorded(there, starts_in=-10, origin_code=HANGZHOU, heads=Heads(400))
        await make_place(valid_days=-1)
        host = await make_federation(host=False)
        await sign_in_as(client, host.clerk)
        yield SimpleNamespace(day=clock.today(), travels=await _travels(), host=host)


async def test_the_sums_at_the_head_of_the_desk_and_of_the_balance(
    city: Any, client: Client
) -> None:
    sent, received = (_tally(city, side, *_year_to(city.day)) for side in ("sent", "received"))
    net = tuple(one - other for one, other in zip(sent, received, strict=True))
    for path in ("/en/partner", "/en/partner/balance"):
        page = (await client.get(path)).text
        shown = [plain(one) for one in re.findall(r"<dd>(.*?)</dd>", between(page, 'class="tallies">', "</dl>"), re.DOTALL)]  # fmt: skip
        assert shown == [_said(one) for one in (sent, received, net)], path
    assert all((*sent, *received, *net))


@pytest.mark.parametrize("years_ago", [None, 0, 1])
async def test_the_balance_by_month_and_by_city_in_the_page_and_in_the_sheet(
    city: Any, client: Client, years_ago: int | None
) -> None:
    year = city.day.year - (years_ago or 0)
    span = _year_to(city.day) if years_ago is None else (date(year, 1, 1), date(year, 12, 31))
    query = "" if years_ago is None else f"?period={year}"
    page = (await client.get(f"/en/partner/balance{query}")).text
    months = [_both(city, first, _last_of(first)) for first in _months(span[0])]
    whole = _both(city, *span)
    by_month = between(page, "<h2>By month</h2>", "</table>")
    assert [row[1:] for row in rows_of(by_month)] == [_written(row) for row in months]
    assert rows_of(f"<tbody>{between(by_month, '<tfoot>', '</tfoot>')}</tbody>")[0][1:] == _written(whole)  # fmt: skip
    cities = {code: _both(city, *span, other=code) for code in (HUANGSHAN, NANJING)}
    order = sorted((code for code in cities if any(cities[code])), key=lambda code: -(cities[code][1] + cities[code][5]))  # fmt: skip
    by_city = between(page, "<h2>By city</h2>", "</table>")
    assert rows_of(by_city) == [[region(code).name_in("en"), *_written(cities[code])] for code in order]  # fmt: skip
    inside = [one for one in city.travels if one.origin == one.host == HANGZHOU and span[0] <= one.check_in <= span[1]]  # fmt: skip
    assert f" {len(inside)} group{'' if len(inside) == 1 else 's'} of the city stayed in the city itself" in plain(page)  # fmt: skip
    data = (await client.get(f"/en/partner/balance.xlsx{query}")).content
    assert [row[1:] for row in cells_of(data, 0)[1:]] == [*months, whole]
    assert cells_of(data, 1)[1:] == [[code, region(code).name_in("en"), *cities[code]] for code in order]  # fmt: skip
    assert sum(int(str(row[11])) for row in cells_of(data, 2)[1:] if row[0] == "sent") >= whole[1]
    assert all(whole)


async def test_the_drawing_and_its_table_say_the_same_as_the_rows(city: Any, client: Client) -> None:  # fmt: skip
    page = (await client.get("/en/partner")).text
    months = [_both(city, first, _last_of(first)) for first in _months(_year_to(city.day)[0])]
    people = [(row[1], row[5]) for row in months]
    table = rows_of(between(page, "<summary>As a table</summary>", "</table>"))
    assert [tuple(row[1:]) for row in table] == [(f"{sent:,}", f"{got:,}") for sent, got in people]
    drawing = between(page, 'class="chart-balance"', "</svg>")
    words = re.findall(r'<text x="[\d.]+" y="[\d.]+" text-anchor="middle">([^<]*)</text>', drawing)
    assert [word for word in words if word.isdigit()] == [f"{one}" for pair in people for one in pair if one]  # fmt: skip
    assert sum(map(bool, (one for pair in people for one in pair))) >= 4


async def test_how_many_bases_are_recognised_and_how_many_unions_wait(
    city: Any, client: Client
) -> None:
    for code in (HANGZHOU, HANGZHOU, NANJING):
        await make_union(verified=False, region=code)
    page = (await client.get("/en/partner")).text
    valid = await fetch("SELECT DISTINCT site_id FROM certificates WHERE status = 'certified' AND valid_from <= $1 AND valid_to >= $2", city.day, city.day)  # fmt: skip
    waiting = await fetch("SELECT id FROM organisations WHERE kind = 'union' AND standing = 'unverified' AND area_code = $1", HANGZHOU)  # fmt: skip
    assert f" {len(valid)} bases are recognised" in plain(page)
    assert len(valid) == 5
    aside = plain(between(page.split("<h2>Unions to verify</h2>")[1], 'class="sheet-aside">', "</div>"))  # fmt: skip
    assert int(aside) == len(waiting) == 2


@dataclass(frozen=True)
class Travelled:
    """`nights`: (all heads, workers) by night; those who were counted, else those who were contracted."""

    origin: str
    host: str
    check_in: date
    nights: dict[date, tuple[int, int]]


async def _travels() -> list[Travelled]:
    lost = {r["stay_id"] for r in await fetch("SELECT stay_id FROM stay_events WHERE to_state IN ('no_show', 'cancelled')")}  # fmt: skip
    rows = await fetch(
        "SELECT s.id, s.check_in, u.area_code, b.district_code FROM stays s JOIN organisations u ON u.id = s.union_id "
        "JOIN sites b ON b.id = s.site_id WHERE s.state IN ('confirmed', 'in_house', 'departed', 'reconciled', 'settled')"
    )
    return [await _travel(row) for row in rows if row["id"] not in lost]


async def _travel(row: dict[str, Any]) -> Travelled:
    nights: dict[date, tuple[int, int]] = {}
    for n in await fetch("SELECT * FROM stay_nights WHERE stay_id = $1 ORDER BY version", row["id"]):  # fmt: skip
        told = "contracted" if n["arrived_rooms"] is None else "arrived"
        heads = sum(n[f"{told}_{who}"] for who in ("workers", "family", "crew"))
        nights[day_of(n["date"])] = (heads, n[f"{told}_workers"])
    host = row["district_code"][:4] + "00"
    return Travelled(row["area_code"], host, day_of(row["check_in"]), nights)


def _tally(city: Any, side: str, first: date, last: date, other: str = "") -> tuple[int, ...]:
    """Groups, people, workers, person-nights; the city's own groups in the city itself are on neither side."""
    kept = [
        one for one in city.travels
        if (one.origin if side == "sent" else one.host) == HANGZHOU and one.origin != one.host
        and other in {"", one.host if side == "sent" else one.origin}
    ]  # fmt: skip
    came = [max(one.nights.values()) for one in kept if first <= one.check_in <= last]
    slept = sum(workers for one in kept for night, (_heads, workers) in one.nights.items() if first <= night <= last)  # fmt: skip
    return (len(came), sum(heads for heads, _ in came), sum(workers for _, workers in came), slept)


def _both(city: Any, first: date, last: date, other: str = "") -> list[int]:
    return [*_tally(city, "sent", first, last, other), *_tally(city, "received", first, last, other)]  # fmt: skip


def _written(numbers: Sequence[int]) -> list[str]:
    return [f"{one:,}" for one in numbers]


def _said(one: Sequence[int]) -> str:
    groups, people, _workers, nights = one
    return f"{people:,} {'person' if people == 1 else 'people'} {groups:,} groups, {nights:,} person-nights"  # fmt: skip


def _year_to(day: date) -> tuple[date, date]:
    """The last twelve months, this one whole."""
    return date(day.year - 1, day.month + 1, 1), _last_of(date(day.year, day.month, 1))


def _months(first: date) -> list[date]:
    found = [first]
    while len(found) < 12:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def _last_of(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
