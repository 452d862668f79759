"""Two unions at two browsers press at the same moment for the last rooms: exactly one gets them."""

import asyncio
import sqlite3
from contextlib import closing

from playwright.async_api import Browser

from booking.stays.states import State
from sites.calendar import NightsHeld
from sites.foundation.words import say
from tests.journeys import story
from tests.journeys.conftest import House
from tests.journeys.person import Person, enter_as, in_chinese, words
from tests.journeys.story import BASE, Group
from tests.servers.processes import Tongxin

NOTE = "示例留言：两人需要低盐餐"


async def test_exactly_one_of_two_gets_the_last_rooms_and_the_other_keeps_what_was_typed(
    browser: Browser, house: House
) -> None:
    running, group = house(), story.group_in_two_weeks()
    async with Person(browser, running.url) as first, Person(browser, running.url) as second:
        for number, union in enumerate((first, second)):
            name = f"示例工会{'甲乙'[number]}"
            await story.sign_up(
                union, f"u{number}@journey.example", number=7101 + number, name=name
            )
            async with Person(browser, running.url) as federation:
                await enter_as(federation, "Huangshan federation")
                await story.verify(federation, name=name)
            await _fill_in(union, group)
        _leave_rooms_for_one(running, group)

        await asyncio.gather(_press(first), _press(second))

        won, lost = await _in_order(first, second)
        await won.sees(words(State.HELD.words))
        assert await lost.page.locator('[name="note"]').input_value() == NOTE
        assert await lost.value_of("workers") == str(group.heads)
        assert await lost.value_of("rooms-twin") == "8"
        told = in_chinese(say, NightsHeld(night=group.check_in, left=3, asked=8, held=8))
        # How many others hold there, and until when, the story of the stage decides.
        await lost.sees(told.partition("；")[0])
    assert _held(running, group) == 1


async def _fill_in(union: Person, group: Group) -> None:
    await union.open(f"/union/hold?site={BASE}&{group.query.replace('heads', 'workers')}")
    await union.fill(kind="option", note=NOTE, **{"rooms-twin": "8"})
    for other in ("rooms-king", "rooms-suite"):
        await union.fill(**{other: "0"})


def _leave_rooms_for_one(running: Tongxin, group: Group) -> None:
    """Eleven twins are left on every night: enough for one group of eight rooms, not for two."""
    with closing(sqlite3.connect(running.folder / "tongxin.db", timeout=20)) as rows:
        rows.execute(
            "UPDATE nights SET sell_limit = held + sold + 11 WHERE date >= ? AND date < ? AND"
            " room_type_id IN (SELECT r.id FROM room_types r JOIN sites s ON s.id = r.site_id"
            " WHERE s.code = ? AND r.code = 'twin')",
            (str(group.check_in), str(group.check_out), BASE),
        )
        rows.commit()


async def _press(union: Person) -> None:
    await union.press("Hold these rooms")


async def _in_order(first: Person, second: Person) -> tuple[Person, Person]:
    """Who holds, then who was refused: by their addresses."""
    is_held = ["/union/stays/" in who.page.url for who in (first, second)]
    assert sorted(is_held) == [False, True], [first.page.url, second.page.url]
    return (first, second) if is_held[0] else (second, first)


def _held(running: Tongxin, group: Group) -> int:
    with closing(sqlite3.connect(running.folder / "tongxin.db")) as rows:
        query = "SELECT count(*) FROM stays WHERE check_in = ? AND note = ? AND state = 'held'"
        return int(rows.execute(query, (str(group.check_in), NOTE)).fetchone()[0])
