"""A stay's values in the shape of the components: everything adds up and everything has words."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

import booking.stays
from booking import stays
from booking.money import fee_at
from booking.web import showing
from booking.web.showing.happenings import ACTS
from booking.web.showing.tasks import Task
from sites.foundation import clock
from sites.foundation.amounts import Money, total
from sites.foundation.formats import amount
from sites.foundation.language import CHINESE, ENGLISH, speaking
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.places import FAMILY, TWIN


async def page_of(story):
    return await stays.page_of(story.id, by=story.union.organiser)


def test_every_act_that_a_verb_records_has_words():
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(booking.stays.__path__[0]).glob("*.py")
    )
    recorded = set(re.findall(r'act="([a-z_]+)"', source))
    assert len(recorded) > 20
    assert recorded - set(ACTS) == set()


async def test_a_held_stay_has_seven_steps_and_stands_on_the_first(database):
    found = showing.steps(await page_of(await made.held()))
    assert [step.state for step in found] == ["here", *["ahead"] * 6]


async def test_a_departed_stay_shows_who_did_what(database):
    found = showing.steps(await page_of(await made.departed(came=Heads(32, 2, 2))))
    assert [step.state for step in found] == [*["done"] * 4, "here", "ahead", "ahead"]
    assert found[0].who
    assert found[0].when


async def test_a_hold_past_its_time_ends_the_way(database):
    found = showing.steps(await page_of(await made.held(made_days_ago=20)))
    assert [step.state for step in found] == ["done", "off"]


async def test_a_cancelled_stay_still_has_its_account_ahead(database):
    story = await made.submitted()
    preview = await stays.preview_cancellation(story.id, by=story.union.organiser)
    await stays.cancel(story.id, fee_seen=preview.fee, note="", by=story.union.organiser)
    found = showing.steps(await page_of(story))
    assert [step.state for step in found] == ["done", "done", "off", "ahead", "ahead"]


async def test_lines_of_the_price_add_up_by_head_and_by_night(database):
    page = await page_of(await made.held(heads=Heads(30, 4, 1), rooms={TWIN: 16, FAMILY: 1}))
    for lines in (showing.by_head(page.quote), showing.by_night(page.quote)):
        assert total(line.money for line in lines) == page.quote.total
    assert total(part.money for part in showing.parts(page.quote)) == page.quote.total


async def test_the_cancellation_table_says_what_cancelling_would_cost(database):
    story = await made.confirmed(starts_in=30)
    page = await page_of(story)
    lines = showing.tiers(page)
    for days, line in ((16, lines[0]), (8, lines[1]), (1, lines[2])):
        at = clock.end_of(story.check_in - timedelta(days=days + 1))
        fee = fee_at(at, price=page.line.price, terms=page.terms, check_in=story.check_in)
        assert amount(fee.fee) in line.charge


async def test_the_table_is_the_same_before_submission_and_after(database):
    story = await made.held(starts_in=30)
    before = showing.tiers(await page_of(story))
    await stays.submit(story.id, by=story.union.organiser)
    assert showing.tiers(await page_of(story)) == before


async def test_numbers_that_are_not_known_yet_say_when_they_will_be(database):
    table = showing.five_numbers(await page_of(await made.held()))
    assert [count.heads for count in table.rows[0].counts] == [36, 36, None, None, None]
    assert all(count.words for count in table.rows[0].counts[2:])
    assert [count.heads for count in table.sums] == [144, 144, None, None, None]


async def test_happenings_speak_both_languages(database):
    story = await made.accounted()
    for language in (CHINESE, ENGLISH):
        with speaking(language):
            found = showing.happenings(await page_of(story))
            assert all(one.words and "%(" not in one.words for one in found)


def test_overdue_comes_first_then_what_is_due_first_and_the_first_act_is_lit():
    today = clock.today()
    given = [
        Task("no date"),
        Task("over", state="done"),
        showing.due_on("later", "", today + timedelta(days=9), action="x"),
        showing.due_on("late", "", today - timedelta(days=1)),
        showing.due_at("soon", "", clock.now() + timedelta(hours=1), action="x"),
    ]
    assert [(task.title, task.state) for task in showing.in_order(given)] == [
        ("late", "late"), ("soon", "next"), ("later", "open"), ("no date", "open"), ("over", "done"),
    ]  # fmt: skip


def test_a_date_lasts_until_its_end():
    assert showing.due_on("x", "", clock.today()).state == "open"
    assert showing.due_on("x", "", clock.today() - timedelta(days=1)).state == "late"


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ((2027, 5, 17), (2027, 5, 21), "2027年5月17日至21日", "17 to 21 May 2027"),
        ((2027, 4, 29), (2027, 5, 2), "2027年4月29日至5月2日", "29 April to 2 May 2027"),
        ((2026, 12, 30), (2027, 1, 2), "2026年12月30日至2027年1月2日", "30 December 2026 to 2 January 2027"),
    ],
)  # fmt: skip
def test_days_are_said_with_month_and_year_once(first, last, zh, en):
    days = date(*first), date(*last)
    with speaking(ENGLISH):
        assert showing.span(*days, with_year=True) == en
    with speaking(CHINESE):
        assert showing.span(*days, with_year=True) == zh


def test_money_lines_carry_what_the_component_takes():
    line = showing.PriceLine("x", Money(1234_50))
    assert line.cells == ("x", "1,234.50", "")
