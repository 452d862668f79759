"""A file that takes longer than its page waits: how far it is stands there until it is read, refused, or broke off."""

import asyncio
from datetime import timedelta

import pytest

from booking import rosters
from booking.rosters.file_model import RosterFile
from booking.rosters.files.opening import unreadable
from booking.rosters.reading_model import FileReading
from booking.web.union import file_reading
from sites.foundation import clock
from sites.foundation.language import _
from tests.booking.web.union.test_bad_files import nothing_is_kept, sent
from tests.factories.people import make_union, sign_in_as
from tests.factories.stays import held
from tests.forms import hidden_of

LIST = "姓名\n示例甲\n示例乙".encode()


@pytest.fixture
async def story(database, client):
    made = await held()
    await sign_in_as(client, made.union.organiser)
    made.path = f"/union/stays/{made.id}/roster/file"
    made.csrf = hidden_of((await client.get(made.path)).text)["csrf"]
    return made


@pytest.fixture
def slow(client, monkeypatch):
    """Files are read as far as row 300 of 500, and no further before the gate opens. No page waits."""
    gate, read = asyncio.Event(), rosters.read_file

    async def halting(data, name, *, by_batch, heard):
        heard("rows", 300, 500)
        await gate.wait()
        return await read(data, name, by_batch=by_batch, heard=heard)

    monkeypatch.setattr(file_reading.rosters, "read_file", halting)
    monkeypatch.setattr(file_reading, "PATIENCE", 0)
    monkeypatch.setattr(file_reading, "TOLD_EVERY", 0.01)
    return gate


async def told(story) -> None:
    """Until the page can know of row 300."""
    while True:
        found = await rosters.reading_of(f"stay|{story.id}")
        if found and found.done == 300:
            return
        await asyncio.sleep(0)


async def over(gate: asyncio.Event) -> None:
    gate.set()
    while file_reading._followers:
        await asyncio.gather(*file_reading._followers)


async def test_the_page_shows_how_far_it_is_and_then_the_judged_list(client, story, slow):
    answer = await sent(client, story, LIST, name="名单.csv")
    assert answer.status_code == 303
    await told(story)
    page = (await client.get("/en" + story.path)).text
    assert "300 / 500" in page
    assert "data-reload" in page
    assert f'href="/en{story.path}"' in page, "a link for whoever has no JavaScript"
    await over(slow)
    page = (await client.get("/en" + story.path)).text
    assert "Take 2 rows onto the list" in page
    assert "data-reload" not in page
    assert await FileReading.all().count() == 0


async def test_what_is_refused_later_is_told_at_the_field_and_nothing_is_kept(client, story, slow):
    await sent(client, story, b"<html>", name="x.xlsx")
    await over(slow)
    page = (await client.get(story.path)).text
    assert unreadable("format").params["why"] in page
    assert 'class="errors' in page
    await nothing_is_kept(story)
    await sent(client, story, LIST, name="名单.csv")
    await over(slow)
    assert 'class="errors' not in (await client.get(story.path)).text


async def test_a_reader_that_fell_silent_is_told_as_broken_off(client, story):
    await rosters.begin_reading(f"stay|{story.id}")
    assert "data-reload" in (await client.get(story.path)).text
    with clock.moved_to(clock.now() + timedelta(seconds=31)):
        page = (await client.get("/en" + story.path)).text
    assert "The reading broke off" in page
    assert "data-reload" not in page


async def test_an_error_of_the_program_ends_the_reading_too(client, story, slow, monkeypatch):
    async def broken(*_args, **_more):
        await slow.wait()
        raise RuntimeError

    monkeypatch.setattr(file_reading.rosters, "read_file", broken)
    await sent(client, story, LIST)
    with pytest.raises(RuntimeError):
        await over(slow)
    assert _("The reading broke off. Send the file again.") in (await client.get(story.path)).text


async def test_nobody_begins_a_reading_at_a_group_of_others(client, story, slow):
    await sign_in_as(client, (await make_union()).organiser)
    csrf = hidden_of((await client.get("/union/plan/form")).text)["csrf"]
    answer = await client.post(story.path, data={"csrf": csrf}, files={"file": ("a.csv", LIST)})
    assert answer.status_code == 404
    await over(slow)
    assert await FileReading.all().count() == 0
    assert await RosterFile.all().count() == 0


async def test_what_is_read_while_the_page_waits_needs_no_bar(client, story, monkeypatch):
    """The control: the same file, and a page that waits."""
    asked = []
    monkeypatch.setattr(file_reading.rosters, "begin_reading", asked.append)
    await sent(client, story, LIST, name="名单.csv")
    assert asked == []
    assert "data-reload" not in (await client.get(story.path)).text


async def test_how_far_it_is_names_nobody(client, story, slow):
    await sent(client, story, LIST, name="示例甲.csv")
    await told(story)
    assert "示例" not in str(await FileReading.all().values())
    await over(slow)
