"""Keys that are right by name alone are known by what they do not open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tortoise import Tortoise

from booking import notices, people, rosters, stays, webhooks
from booking.insights.sealed import COLUMNS, unopened
from booking.rosters.held import Wish
from booking.stays import held_data, plan_people
from sites.foundation import sealing
from sites.foundation.actor import Viewer
from tests.databases import KEYS
from tests.factories import enrolments, own_data
from tests.factories.places import make_place
from tests.factories.plan_people import planned
from tests.factories.resident_numbers import resident_number_for
from tests.factories.stays import accounted, held
from tests.house.routes import world

ROBOT = "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef"
NAMESAKE = replace(KEYS, field_keys={"k1": b"1" * 32})


@pytest.fixture
def later_keys() -> Iterator[None]:
    yield
    sealing.configure(KEYS)


async def fill_every_column() -> None:
    """Everything that is sealed, sealed by the verbs that do it."""
    story = await held()
    person = rosters.draft(
        name="示例人",
        kind="worker",
        number=resident_number_for(date(1980, 5, 1)),
        phone="13900001234",
    )
    await stays.name_travellers(story.id, [person], by=story.union.organiser)
    await enrolments.signed_up(await enrolments.opened(story))
    await enrolments.carded(story)
    who = story.union.administrator
    file = await rosters.read_file("姓名\n示例人".encode(), "名单.csv")
    await stays.send_roster_file(story.id, file, is_whole=False, by=story.union.organiser)
    year = await planned()
    whole = await rosters.read_file("批次,姓名\n1,示例人".encode(), "名单.csv", by_batch=True)
    await plan_people.send_plan_file(year.plan, whole, by=year.union.organiser)
    await own_data.listed(story, number=resident_number_for(date(1981, 5, 1)))
    token, holder = await own_data.opened(story)
    await held_data.ask_correction(token, holder, Wish(name="示例改"))
    await people.change_phone("13900001234", viewer=Viewer(who, who.name, "", who.kind, "/"))
    await notices.add_robot("dingtalk", "示例群", ROBOT, secret="SEC" + "0a" * 32, by=who)
    endpoint, _secret = await webhooks.make_endpoint(
        "https://hooks.example.cn/", ("stays",), allowed=(), by=who
    )
    await webhooks.rotate_secret(endpoint, by=who)
    place = await make_place()
    departed = await accounted(union=story.union, place=place)
    await world._refund(story.union, place.operator, place)
    await world._lines(departed, place.operator)


def test_every_column_of_sealed_values_is_tried(database: str) -> None:
    sealed = {
        (model._meta.db_table, column)
        for app in Tortoise.apps.values()
        for model in app.values()
        for column in model._meta.fields_map
        if column.endswith("_sealed")
    }

    assert {(table, column) for table, column, _what in COLUMNS} == sealed


async def test_the_keys_that_closed_open(database: str) -> None:
    await fill_every_column()

    assert await unopened() == []


async def test_another_key_of_the_same_name_opens_nothing(database: str, later_keys: None) -> None:
    await fill_every_column()
    sealing.configure(NAMESAKE)
    lines = await unopened()

    assert [line.partition(":")[0] for line in lines] == [f"{t}.{c}" for t, c, _w in COLUMNS]


async def test_a_key_that_was_taken_away_too_early_is_missed(
    database: str, later_keys: None
) -> None:
    await fill_every_column()
    sealing.configure(replace(KEYS, field_keys={"k2": b"2" * 32}))
    assert len(await unopened()) == len(COLUMNS)
    sealing.configure(replace(KEYS, field_keys={"k2": b"2" * 32, **KEYS.field_keys}))

    assert await unopened() == []


async def test_another_index_key_finds_nobody_again(database: str, later_keys: None) -> None:
    await fill_every_column()
    sealing.configure(replace(KEYS, index_key=b"another"))

    assert await unopened() == ["travellers.id_index: made with another INDEX_KEY"]
