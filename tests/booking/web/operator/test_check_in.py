"""Check-in over the web: three loud results without a script, and what a phone sends once it is online again."""

import json

from booking import stays
from booking.rosters.entry_codes import entry_code
from booking.stays import attending
from sites.foundation import clock
from sites.foundation.identifiers import public_id
from tests.booking.stays.rooming.town import named
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed
from tests.forms import hidden_of


async def opened(client: Client):
    story = await named(3, 1, make=confirmed, starts_in=0, made_days_ago=30)
    await sign_in_as(client, story.operator.steward)
    story.path = f"/en/operator/stays/{story.id}/check-in"
    return story


async def test_three_results_are_loud_without_a_script(database: str, client: Client) -> None:
    story = await opened(client)
    for who, words in (
        (entry_code(story.people[0]), "Checked in"),
        (entry_code(story.people[0]), "Already here"),
        ("ABCDEFG", "Not on this list"),
    ):
        answer = await client.submit(story.path, who=who, way="code")
        assert answer.status_code == 303
        page = await client.get(answer.headers["location"].partition("#")[0])
        assert f"<h2>{words}</h2>" in page.text
    assert "示例甲" not in page.text


async def test_a_phone_sends_its_ticks_and_sends_them_again(database: str, client: Client) -> None:
    story = await opened(client)
    page = await client.get(story.path)
    sent = [
        {"id": public_id(), "who": who, "act": "came", "way": "list", "at": clock.now().isoformat()}
        for who in (*story.people, "nobody")
    ]
    body = {**hidden_of(page.text), "ticks": json.dumps(sent)}
    for _ in range(2):
        answer = await client.post(f"{story.path}/ticks", data=body)
        results = [one["result"] for one in answer.json()["answers"]]
        assert results == ["came"] * 4 + ["unknown"]
    assert (await attending.attendance_of(story.id, by=story.operator.steward)).here == 4


async def test_ticks_that_are_none_are_refused_and_nothing_is_kept(
    database: str, client: Client
) -> None:
    story = await opened(client)
    page = await client.get(story.path)
    good = {
        "id": public_id(),
        "who": story.people[0],
        "act": "came",
        "way": "list",
        "at": clock.now().isoformat(),
    }
    for bad in (
        "",
        "[",
        "{}",
        "[1]",
        json.dumps([{**good, "id": "x"}]),
        json.dumps([{**good, "act": "paid"}]),
        json.dumps([{**good, "at": "soon"}]),
    ):
        answer = await client.post(
            f"{story.path}/ticks", data={**hidden_of(page.text), "ticks": bad}
        )
        assert answer.status_code == 422, bad
    assert (await attending.attendance_of(story.id, by=story.operator.steward)).here == 0


async def test_both_sides_sign_the_night_and_read_each_other(database: str, client: Client) -> None:
    story = await opened(client)
    await client.submit(story.path, who=entry_code(story.people[0]), way="code")
    arrivals = f"/en/operator/stays/{story.id}/arrivals"
    done = await client.submit(arrivals, form=f"{arrivals}/signature")
    assert done.status_code == 303
    await sign_in_as(client, story.union.organiser)
    path = f"/en/union/stays/{story.id}/attendance"
    assert "Sign 1 people" in (await client.get(path)).text
    done = await client.submit(path, form=f"{path}/signature")
    assert done.status_code == 303
    shown = (await client.get(path)).text
    assert "not signed" not in shown
    codes = (await client.get(f"{path}/codes")).text
    assert entry_code(story.people[3]) in codes
    assert codes.count("<svg") >= 4


async def test_the_page_says_before_anybody_tries_that_nobody_is_checked_in_yet_or_ever(
    client, database
):
    early = await confirmed()
    gone = await confirmed()
    for story in (early, gone):
        await sign_in_as(client, story.operator.steward)
        path = f"/en/operator/stays/{story.id}/check-in"
        if story is gone:
            fee = (await stays.preview_cancellation(story.id, by=story.union.organiser)).fee
            await stays.cancel(story.id, fee_seen=fee, note="", by=story.union.organiser)
        page = (await client.get(path)).text
        assert ("Check-in begins on" in page) is (story is early)
        assert ("Nobody is checked in to this group" in page) is (story is gone)
