"""What the federation's desk prints, and its sheets, beside raw rows that are read a second way. Nothing of the program counts here."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from booking import cases
from booking.stays.models import Stay
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.language import ENGLISH
from sites.regions import districts, region
from tests.clients import Client
from tests.factories.cases import opened
from tests.factories.people import make_federation, make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.quotas import make_quota
from tests.factories.spreadsheets import cells_of
from tests.factories.stays import confirmed, submitted
from tests.pages import between, plain, rows_of
from tests.received import Came, all_who_came, day_of, figures_of, in_august, two_years

TOP = 14


@pytest.fixture
async def desk(database: str, client: Client) -> Any:
    """Two years on record; the host's clerk looks on 20 August."""
    told, host = await two_years(), await make_federation()
    with in_august() as day:
        await sign_in_as(client, host.clerk)
        page = (await client.get("/en/federation")).text
        yield SimpleNamespace(page=page, day=day, told=told, host=host, came=await all_who_came())


async def test_the_year_and_the_same_days_of_the_last_one(desk: Any) -> None:
    now, before = (figures_of(desk.came, *span) for span in _spans(desk.day))
    for label, number in (("Workers received", "people"), ("Groups", "groups"), ("Person-nights", "nights")):  # fmt: skip
        shown = plain(between(desk.page, f"<dt>{label}</dt>", "</dd>"))
        assert shown == f"{now[number]:,} {_change(now[number], before[number])}, last year {before[number]:,}"  # fmt: skip
    shown = plain(between(desk.page, "<dt>Income, 10,000 yuan</dt>", "</dd>"))
    tens = [f"{one['income'] / 1_000_000:,.1f}" for one in (now, before)]
    assert shown == f"{tens[0]} {_change(now['income'], before['income'])}, last year {tens[1]}"
    assert all((*now.values(), *before.values()))
    assert now["people"] > 1000


async def test_in_chinese_a_loss_has_a_minus_sign_and_the_comma_is_a_wide_one(
    desk: Any, client: Client
) -> None:
    page = (await client.get("/federation")).text
    lines = re.findall(r'class="figure-change">(.*?)</small>', page, re.DOTALL)
    assert len(lines) == 4
    assert all(re.fullmatch(r"[+−][\d.]+%，去年 [\d,.]+", plain(one)) for one in lines), lines
    table = between(page, "<h2>客源</h2>", "</table>")
    assert "−" in table
    assert not re.search(r">-\d", table)


async def test_the_cities_they_came_from_with_last_year_change_share_and_the_others(
    desk: Any, client: Client
) -> None:
    now, groups, before = _by_city(desk)
    every = sum(now.values())
    order = sorted({*now, *before}, key=lambda code: (-now[code], code))
    wanted = [
        [_city(code), f"{now[code]:,}", "", _change(now[code], before[code]), _share(now[code], every)]
        for code in order[:TOP]
    ]  # fmt: skip
    rest = sum(now[code] for code in order[TOP:])
    wanted.append([f"{len(order) - TOP} other cities", f"{rest:,}", "", "", _share(rest, every)])
    table = between(desk.page, "Where they came from", "</table>") + "</tbody>"
    shown = [[row[0], row[1], "", *row[3:]] for row in rows_of(table)]
    assert shown == wanted
    assert rest
    sheet = cells_of((await client.get("/en/federation/origins.xlsx")).content)
    assert sheet[1:] == [[_city(code), code, now[code], groups[code], before[code]] for code in order]  # fmt: skip


async def test_heat_keeps_who_came_apart_from_who_is_coming_in_every_sum(
    desk: Any, client: Client
) -> None:
    came, coming = await _heat(desk)
    bases = Counter(row["district_code"] for row in await fetch("SELECT district_code FROM sites"))
    table = between(desk.page, "Arrivals by district and month</h2>", "</table>")
    wanted = [
        [_district(code), str(bases[code]), *(_cell(came[code], coming[code], month, desk.day) for month in range(1, 13)), _both(came[code], coming[code])]
        for code in (one.code for one in districts())
    ]  # fmt: skip
    assert rows_of(table) == wanted
    all_came, all_coming = sum(came.values(), Counter()), sum(coming.values(), Counter())
    foot = ["Whole city", str(bases.total()), *(_cell(all_came, all_coming, month, desk.day) for month in range(1, 13)), _both(all_came, all_coming)]  # fmt: skip
    assert rows_of(f"<tbody>{between(table + '</tfoot>', '<tfoot>', '</tfoot>')}</tbody>") == [foot]
    assert all_came.total() == figures_of(desk.came, *_spans(desk.day)[0])["people"]
    assert all_coming.total() == 32 + 17
    data = (await client.get("/en/federation/arrivals.xlsx")).content
    for number, counted in enumerate((came, coming)):
        named = {_district(code): counted[code] for code in counted}
        rows = cells_of(data, number)[1:]
        assert [row[0] for row in rows] == [*(_district(one.code) for one in districts()), "Whole city"]  # fmt: skip
        for row in rows:
            months = named.get(str(row[0]), sum(counted.values(), Counter()) if row[0] == "Whole city" else Counter())  # fmt: skip
            assert row[2:] == [*(months[month] for month in range(1, 13)), months.total()]


async def test_what_is_to_be_decided_is_counted_from_the_rows(desk: Any, client: Client) -> None:
    host, near = desk.host, desk.told.near
    for _ in range(2):
        await make_union(verified=False)
    await make_union(verified=False, region="320500")
    await make_place(valid_days=90)
    await make_place(valid_days=91)
    await make_place(valid_days=-1)
    await make_place(operator=near.operator, operator_id=None, operator_name="")
    story = await confirmed(place=near, starts_in=20)
    for kind in ("question", "incident"):
        await opened(story=story, kind=kind)
    answered = await opened(story=story)
    await cases.answer_case(answered.id, answer="示例", by=host.clerk)
    await Certificate.filter(site_id=near.id).update(valid_to=desk.day + timedelta(days=21))
    page = (await client.get("/en/federation")).text

    unions = await fetch("SELECT id FROM organisations WHERE kind = 'union' AND standing = 'unverified'")  # fmt: skip
    waiting = await fetch("SELECT id FROM cases WHERE answered_at IS NULL")
    unrun = await fetch("SELECT id FROM sites WHERE operator_id IS NULL")
    ends = [(day_of(row["valid_to"]) - desk.day).days for row in await fetch("SELECT valid_to FROM certificates WHERE status = 'certified'")]  # fmt: skip
    ending = [days for days in ends if 0 <= days <= 90]
    assert _aside(page, "Unions to verify") == len(unions) == 3
    assert _aside(page, "Bases without an operator") == len(unrun) == 1
    assert _aside(page, "Certificates within 90 days") == len(ending) == 2
    assert _aside(page, "To decide") == len(unions) + len(waiting) + len(unrun) + len(ending)
    days = re.findall(r"(\d+) days? left</", between(page, "Certificates within 90 days", "All certificates"))  # fmt: skip
    assert [int(one) for one in days] == sorted(ending)


async def test_the_requests_to_telephone_about_are_counted(desk: Any, client: Client) -> None:
    stories = [await submitted(starts_in=30 + n) for n in range(4)]
    for story, hours in zip(stories, (1, 3, 5, -1), strict=True):
        due = clock.now() + timedelta(hours=hours)
        await Stay.filter(public_id=story.id).update(answer_due_at=due)
    page = (await client.get("/en/federation")).text
    assert _words(page, "To telephone today") == "2 requests"


async def test_cases_of_the_year_their_share_and_their_mean_time(desk: Any, client: Client) -> None:
    host, story = desk.host, await confirmed(starts_in=20)
    made = [await opened(story=story, kind=kind) for kind in ("question", "incident", "incident", "question", "incident")]  # fmt: skip
    for one, hours in zip(made[:3], (20, 30, 24 * 9), strict=True):
        with clock.moved_to(clock.now() + timedelta(hours=hours)):
            await cases.answer_case(one.id, answer="示例", by=host.clerk)
    with clock.moved_to(clock.now() + timedelta(days=12)):
        await sign_in_as(client, host.clerk)
        page = (await client.get("/en/federation")).text
        data = (await client.get("/en/federation/cases.xlsx")).content
        wanted = await _cases(clock.today())
    part = between(page, "Cases answered", "All cases")
    shown = {label: plain(between(part, f"{label}</dt>", "</dd>")) for label in wanted if label in part}  # fmt: skip
    assert f">{wanted.pop('opened')} cases this year<" in part
    assert f">{wanted.pop('share')}%</text>" in part
    assert shown == wanted
    assert wanted["Answered in time"] != "0"
    assert wanted["of these overdue"] != "0"
    assert len(cells_of(data)) == 1 + 5


async def test_a_quotas_use_on_the_desk(desk: Any, client: Client) -> None:
    """Who is booked counts, until the account is agreed: then those who came."""
    await make_quota(desk.host, ceiling=2000)
    page = (await client.get("/en/federation")).text
    (row,) = [row for row in rows_of(between(page, "<h2>Quotas</h2>", "</table>")) if "示例名额" in row[0]]  # fmt: skip
    (agreed,) = await fetch("SELECT MAX(n.arrived_workers) AS n FROM stay_nights n JOIN stays s ON s.id = n.stay_id WHERE s.state = 'reconciled'")  # fmt: skip
    used = agreed["n"] + await _booked("('confirmed', 'in_house', 'departed', 'no_show')", desk.day)
    held = await _booked("('held', 'submitted')", desk.day)
    assert row[1] == "2,000"
    assert row[3:6] == [f"{used:,}", f"{held:,}", f"{2000 - used - held:,}"]
    assert used
    assert held
    await make_quota(desk.host, name="示例又一名额", ceiling=700)
    figures = between((await client.get("/en/federation/quotas")).text, '<dl class="figures', "</dl>")  # fmt: skip
    shown = {label: plain(value) for label, value in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", figures)}  # fmt: skip
    assert (shown["Used"], shown["Held"], shown["Remaining"]) == (f"{2 * used:,}", f"{2 * held:,}", f"{2700 - 2 * used - 2 * held:,}")  # fmt: skip
    assert shown["Limit of what counts today"] == "2,700 workers"


async def test_the_bases_with_somebody_in_house(desk: Any, client: Client) -> None:
    rows = await fetch("SELECT DISTINCT site_id FROM stays WHERE state = 'in_house'")
    assert _words(desk.page, "Here today") == f"{len(rows)} base"


async def test_what_is_to_be_done_stands_before_the_years_figures(desk: Any) -> None:
    """On a phone, and read aloud: the page's order is the source's."""
    order = [desk.page.index(f">{words}<") for words in ("To decide", "To telephone today", "Workers received", "Where they came from")]  # fmt: skip
    assert order == sorted(order)


def _spans(day: date) -> tuple[tuple[date, date], tuple[date, date]]:
    return (date(day.year, 1, 1), day), (date(day.year - 1, 1, 1), day.replace(year=day.year - 1))


def _change(now: int, before: int) -> str:
    if not before:
        return "–"
    change = round(100 * (now - before) / before, 1)
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change):.1f}%"


def _share(some: int, every: int) -> str:
    return f"{round(100 * some / every, 1)}%"


def _began(came: list[Came], span: tuple[date, date]) -> Iterator[Came]:
    return (one for one in came if span[0] <= one.check_in <= span[1])


def _by_city(desk: Any) -> tuple[Counter[str], Counter[str], Counter[str]]:
    this, last = _spans(desk.day)
    now, groups, before = Counter[str](), Counter[str](), Counter[str]()
    for one in _began(desk.came, this):
        now[one.origin] += one.workers
        groups[one.origin] += 1
    for one in _began(desk.came, last):
        before[one.origin] += one.workers
    return now, groups, before


async def _heat(desk: Any) -> tuple[dict[str, Counter[int]], dict[str, Counter[int]]]:
    came = {one.code: Counter[int]() for one in districts()}
    coming = {one.code: Counter[int]() for one in districts()}
    for one in _began(desk.came, _spans(desk.day)[0]):
        came[one.district][one.check_in.month] += one.workers
    for row in await fetch(
        "SELECT b.district_code, s.check_in, p.workers FROM stays s JOIN sites b ON b.id = s.site_id "
        "JOIN parties p ON p.trip_id = s.trip_id WHERE s.state = 'confirmed' AND s.check_in >= $1 AND s.check_in <= $2",
        desk.day, date(desk.day.year, 12, 31),
    ):  # fmt: skip
        coming[row["district_code"]][day_of(row["check_in"]).month] += row["workers"]
    return came, coming


def _cell(came: Counter[int], coming: Counter[int], month: int, day: date) -> str:
    if month > day.month:
        return f"+{coming[month]:,}"
    return f"{came[month]:,}" + (f" +{coming[month]:,}" if coming[month] else "")


def _both(came: Counter[int], coming: Counter[int]) -> str:
    return f"{came.total():,}" + (f" +{coming.total():,}" if coming.total() else "")


async def _cases(today: date) -> dict[str, str]:
    rows = await fetch("SELECT opened_at, due_on, answered_at FROM cases")
    done = [row for row in rows if row["answered_at"]]
    took = [(_instant(row["answered_at"]) - _instant(row["opened_at"])).total_seconds() for row in done]  # fmt: skip
    late = sum(clock.day_of(_instant(row["answered_at"])) > day_of(row["due_on"]) for row in done)
    overdue = sum(not row["answered_at"] and day_of(row["due_on"]) < today for row in rows)
    in_time = len(done) - late
    return {
        "opened": str(len(rows)), "share": str(round(100 * in_time / (len(done) + overdue), 1)),
        "Answered in time": str(in_time), "Answered late": str(late), "Still open": str(len(rows) - len(done)),
        "of these overdue": str(overdue), "Mean time": f"{round(sum(took) / len(took) / 86400, 1)} days",
    }  # fmt: skip


def _instant(value: Any) -> Any:
    value = datetime.fromisoformat(value) if isinstance(value, str) else value
    return value if value.tzinfo else value.replace(tzinfo=UTC)


async def _booked(states: str, day: date) -> int:
    rows = await fetch(
        f"SELECT SUM(p.workers) AS n FROM stays s JOIN parties p ON p.trip_id = s.trip_id WHERE s.state IN {states} AND s.check_in >= $1",
        date(day.year, 1, 1),
    )  # fmt: skip
    return int(rows[0]["n"] or 0)


def _words(page: str, title: str) -> str:
    """What stands at the right of a sheet's title."""
    return plain(
        between(re.split(rf"<h\d>{title}</h\d>", page)[1], 'class="sheet-aside">', "</div>")
    )


def _aside(page: str, title: str) -> int:
    return int(_words(page, title))


def _city(code: str) -> str:
    return region(code).name_in(ENGLISH)


def _district(code: str) -> str:
    return {one.code: one.name_in(ENGLISH) for one in districts()}[code]
