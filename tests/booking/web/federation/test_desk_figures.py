"""Every figure of the federation's desk, recomputed by a second query written apart from the first."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from math import dist
from typing import Any

import pytest

from booking import cases, stays
from booking.insights.heat import heat
from booking.insights.origins import Origin, origins
from booking.stays.models import Stay, StayEvent, StayNight
from booking.web.federation.certificates import certificate_rows
from booking.web.federation.flows import HIGH, WIDE, WORDS, WORDS_IF_NARROW, flow_map
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.language import ENGLISH, LOCALES, speaking
from sites.packages import Heads
from sites.regions import regions
from tests.clients import Client
from tests.factories.cases import opened
from tests.factories.people import HANGZHOU, NANJING, make_federation, make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.stays import confirmed, departed, in_house, submitted


async def a_year() -> Any:
    """Groups of two cities at two bases: here, gone, coming, asked for, and one that never came."""
    near, far = await make_union(region=HANGZHOU), await make_union(region=NANJING)
    one, two = await make_place(), await make_place()
    await in_house(union=near, place=one)
    await departed(union=far, place=two, came=Heads(20, 1, 1), days_ago=2)
    await departed(union=far, place=one, days_ago=20)
    ahead = await confirmed(union=near, place=two, starts_in=3)
    await submitted(union=near, place=two, starts_in=30)
    return ahead


async def workers_who_came() -> Counter[tuple[str, str, int]]:
    """By city, district and month: the other way round, stay by stay, from events and nights."""
    found: Counter[tuple[str, str, int]] = Counter()
    for stay in await Stay.all().prefetch_related("trip", "site"):
        states = [e.to_state for e in await StayEvent.filter(stay_id=stay.id).order_by("id")]
        if {"in_house", "departed"}.isdisjoint(states) or "no_show" in states:
            continue
        if stay.check_in.year != clock.today().year:
            continue
        most = 0
        for day in {n.date for n in await StayNight.filter(stay_id=stay.id)}:
            rows = await StayNight.filter(stay_id=stay.id, date=day)
            counted = any(row.arrived_rooms is not None for row in rows)
            most = max(
                most,
                sum(
                    (row.arrived_workers or 0) if counted else row.contracted_workers
                    for row in rows
                ),
            )
        found[stay.trip.origin_code, stay.site.district_code, stay.check_in.month] += most
    return found


async def test_origins_and_heat_are_the_workers_who_came(database: str) -> None:
    ahead = await a_year()
    year = clock.today().year
    came = await workers_who_came()
    by_city: Counter[str] = Counter()
    by_cell: Counter[tuple[str, int]] = Counter()
    for (city, district, month), people in came.items():
        by_city[city] += people
        by_cell[district, month] += people
    assert {one.code: one.people for one in await origins(year)} == dict(by_city)
    shown = await heat(year)
    cells = {
        (row.district_code, month): row.came[month - 1]
        for row in shown.rows for month in range(1, 13) if row.came[month - 1]
    }  # fmt: skip
    assert cells == dict(by_cell)
    coming = await fetch(
        "SELECT COALESCE(SUM(p.workers), 0) AS n FROM stays s JOIN parties p ON p.trip_id = s.trip_id "
        "WHERE s.state = 'confirmed' AND s.check_in >= $1 AND s.check_in <= $2",
        clock.today(), clock.today().replace(month=12, day=31),
    )  # fmt: skip
    assert sum(shown.foot.coming) == int(coming[0]["n"])
    if ahead.check_in.year == year:
        assert sum(shown.foot.coming) == ahead.heads.workers


async def test_who_is_here_today_is_counted_from_the_parties(database: str) -> None:
    ahead = await a_year()
    await confirmed(place=ahead.place, starts_in=-1, made_days_ago=30)
    today = clock.today()
    here = await stays.here_today()
    for some, condition, values in (
        (here.in_house, "s.state = 'in_house'", ()),
        (
            here.expected,
            "s.state = 'confirmed' AND s.check_in < $1 AND s.check_out >= $2",
            (today, today),
        ),
        (here.arriving, "s.state IN ('confirmed', 'in_house') AND s.check_in = $1", (today,)),
        (
            here.leaving,
            "s.state IN ('confirmed', 'in_house', 'departed') AND s.check_out = $1",
            (today,),
        ),
        (
            here.ahead,
            "s.state = 'confirmed' AND s.check_in > $1 AND s.check_in <= $2",
            (today, today + timedelta(days=7)),
        ),
    ):
        rows = await fetch(
            "SELECT COUNT(*) AS n, COALESCE(SUM(p.workers + p.family + p.crew), 0) AS heads "
            f"FROM stays s JOIN parties p ON p.trip_id = s.trip_id WHERE {condition}",
            *values,
        )
        assert (some.groups, some.heads) == (int(rows[0]["n"]), int(rows[0]["heads"])), condition
    assert (here.in_house.groups, here.bases, here.ahead.groups) == (1, 1, 1)
    assert here.expected.groups == 1


async def test_certificates_name_the_groups_booked_beyond_their_last_day(database: str) -> None:
    ahead = await a_year()
    await Certificate.filter(site_id=ahead.place.id).update(valid_to=ahead.check_in)
    rows = {row.site.code: row for row in await certificate_rows()}
    wanted: dict[str, tuple[int, int]] = {}
    for code in rows:
        nights = await fetch(
            "SELECT DISTINCT s.id AS stay, p.workers + p.family + p.crew AS heads FROM stay_nights n "
            "JOIN stays s ON s.id = n.stay_id JOIN parties p ON p.trip_id = s.trip_id "
            "JOIN sites b ON b.id = s.site_id JOIN certificates c ON c.site_id = b.id "
            "WHERE b.code = $1 AND n.date > c.valid_to AND s.check_out > $2 "
            "AND s.state NOT IN ('inquiry', 'declined', 'expired', 'cancelled')",
            code, clock.today(),
        )  # fmt: skip
        wanted[code] = (len(nights), sum(int(row["heads"]) for row in nights))
    assert {code: row.after for code, row in rows.items()} == wanted
    assert rows[ahead.place.code].after[0] == 2
    assert rows[ahead.place.code].runs_out


async def test_the_share_in_time_is_the_same_from_raw_rows(database: str) -> None:
    host, first = await make_federation(), await opened()
    second = await opened(story=first.story, kind="incident")
    await cases.answer_case(first.id, answer="示例", by=host.clerk)
    with clock.moved_to(clock.now() + timedelta(days=3)):
        await cases.answer_case(second.id, answer="示例", by=host.clerk)
    rows = await fetch("SELECT due_on, answered_at FROM cases")
    in_time = sum(
        str(clock.day_of(_instant(row["answered_at"]))) <= str(row["due_on"]) for row in rows
    )
    figures = await cases.case_figures(clock.today().year, by=host.viewer)
    assert (figures.in_time, figures.late) == (in_time, len(rows) - in_time) == (1, 1)


async def test_one_stay_that_arrives_moves_the_desks_figures(database: str, client: Client) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    await sign_in_as(client, (await make_federation()).viewer)
    before = (await client.get("/en/federation")).text
    await sign_in_as(client, story.operator.steward)
    root = f"/operator/stays/{story.id}/arrivals"
    sent = await client.submit(root, root, workers="30", family="2", crew="2", rooms_0="17")
    assert sent.status_code == 303
    await sign_in_as(client, (await make_federation()).viewer)
    after = (await client.get("/en/federation")).text
    assert _here(before) == "0 groups, 0 people"
    assert _here(after) == "1 group, 36 people"


async def test_each_chart_has_its_sheet_and_telephoning_is_checked_off(
    database: str, client: Client
) -> None:
    host, story = await make_federation(), await submitted()
    await Stay.filter(public_id=story.id).update(answer_due_at=clock.now() + timedelta(hours=2))
    await sign_in_as(client, host.clerk)
    for name in ("origins", "arrivals", "certificates", "register", "cases"):
        answer = await client.get(f"/federation/{name}.xlsx")
        assert answer.status_code == 200, name
        assert answer.content[:2] == b"PK"
    sent = await client.submit(
        "/en/federation", f"/en/federation/calls/{story.id}", note="示例：下午答复"
    )
    assert sent.status_code == 303
    page = (await client.get("/en/federation")).text
    assert "示例：下午答复" in page
    assert host.clerk.name in page
    await sign_in_as(client, host.viewer)
    assert (await client.submit("/federation", f"/federation/calls/{story.id}")).status_code == 403


def test_every_city_has_its_point_and_most_their_labels_on_the_map() -> None:
    every = [Origin(one.code, 9000 - 200 * n, 1, 0) for n, one in enumerate(regions())]
    drawn = flow_map(every)
    assert len(drawn.flows) == len(every) - 1  # the host itself is no origin on its own map
    assert len(drawn.labels) > 15
    assert 5 < len(drawn.labels_if_narrow) < len(drawn.labels)
    for flow in drawn.flows:
        assert 0 < flow.x < WIDE
        assert 0 < flow.y < HIGH
    widths = [flow.width for flow in drawn.flows]
    assert widths == sorted(widths, reverse=True)


def test_the_largest_cities_have_their_names_and_numbers_beside_longer_words_too() -> None:
    """Shanghai stands at the right edge, with its own broad curve to the left and its neighbours above."""
    codes = ("310000", "330100", "320100", "330200", "320500", "330700", "340100", "320200", "330400", "340200")  # fmt: skip
    came = [Origin(code, 1009 - 90 * n, 1, 0) for n, code in enumerate(codes)]
    with speaking(ENGLISH):
        named = {label.text for label in flow_map(came).labels}
    assert {"Shanghai 1,009", "Hangzhou 919", "Nanjing 829"} <= named


# As a year may look: the largest stands close beside the host, with neighbours all around.
A_YEAR = (
    ("330100", 1526), ("310000", 856), ("320500", 536), ("330200", 500), ("320100", 472), ("321000", 223),
    ("320200", 222), ("340100", 153), ("330600", 148), ("320400", 143), ("340200", 142), ("330800", 131),
)  # fmt: skip


@pytest.mark.parametrize("language", LOCALES)
def test_the_largest_city_is_named_on_the_phone_and_no_name_stands_at_anothers_point(language: str) -> None:  # fmt: skip
    with speaking(language):
        drawn = flow_map([Origin(code, people, 1, 0) for code, people in A_YEAR])
    largest = drawn.flows[0].name
    for labels, size in ((drawn.labels, WORDS), (drawn.labels_if_narrow, WORDS_IF_NARROW)):
        assert labels[0].text.startswith(largest)
        for label in labels:
            begins = (label.x, label.y - 0.38 * size)
            away = {flow.name: dist(begins, (flow.x, flow.y)) for flow in drawn.flows}
            own = next(name for name in away if label.text.rstrip(" 0123456789,") == name)
            assert away[own] <= min(away.values()) + 1, label.text


def _here(page: str) -> str:
    found = re.search(r"In house</dt>\s*<dd>\s*(.*?)\s*</dd>", page, re.DOTALL)
    assert found
    return " ".join(found[1].split())


def _instant(value: Any) -> Any:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
