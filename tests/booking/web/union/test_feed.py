import re
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar

from booking import people, stays
from booking.stays.models import Stay
from sites.foundation import clock
from tests.booking.stays.stories import cancel, decline
from tests.clients import ORIGIN, Client
from tests.factories import stays as made
from tests.factories.people import make_operator, make_union, sign_in_as

ADDRESS = re.compile(r"http://[^<\s]+\.ics")


async def made_address(client: Client) -> str:
    page = (await client.submit("/account", "/account/calendar")).text
    (address,) = set(ADDRESS.findall(page))
    return str(address).removeprefix(ORIGIN)


async def events_of(client: Client, path: str) -> dict[str, Any]:
    """By uid, as a calendar program reads them, in a session of nobody."""
    client.cookies.clear()
    answer = await client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


async def test_the_calendar_read_back_is_what_the_rows_say(database: str, client: Client) -> None:
    union = await make_union()
    held, sent = await made.held(union=union), await made.submitted(union=union, starts_in=50)
    sure = await made.confirmed(union=union, starts_in=70)
    await cancel(await made.confirmed(union=union, starts_in=90))
    await decline(await made.submitted(union=union, starts_in=100))
    await made.held()
    await sign_in_as(client, union.viewer)
    events = await events_of(client, await made_address(client))
    rows = {
        row.public_id: row
        for row in await Stay.filter(id__in=[held.number, sent.number, sure.number])
    }
    groups = {
        uid.removesuffix("-stay"): one for uid, one in events.items() if uid.endswith("-stay")
    }
    assert set(groups) == set(rows)
    for key, event in groups.items():
        assert event.decoded("dtstart") == rows[key].check_in
        assert event.decoded("dtend") == rows[key].check_out + timedelta(days=1)
        assert rows[key].reference in str(event["summary"])
    told = {
        uid: event.decoded("dtstart") for uid, event in events.items() if not uid.endswith("-stay")
    }
    expires, answer_by = rows[held.id].hold_expires_at, rows[sent.id].answer_due_at
    assert expires
    assert answer_by
    assert told == {
        f"{held.id}-hold": _to_the_second(expires),
        f"{sent.id}-answer": _to_the_second(answer_by),
        f"{sure.id}-contract": rows[sure.id].contract_due_on,
        f"{sure.id}-names": rows[sure.id].names_due_on,
    }


def _to_the_second(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


async def test_no_person_and_no_price_stands_in_the_calendar(database: str, client: Client) -> None:
    story = await made.confirmed()
    await sign_in_as(client, story.union.organiser)
    path = await made_address(client)
    client.cookies.clear()
    text = (await client.get(path)).content.decode()
    assert story.reference in text
    for told in ("示例联系人", "示例organiser", "¥", "example.test"):
        assert told not in text


async def test_a_revoked_address_and_one_whose_owner_left_answer_alike(
    database: str, client: Client
) -> None:
    union = await make_union()
    await sign_in_as(client, union.viewer)
    first = await made_address(client)
    second = await made_address(client)
    assert (await client.get(first)).status_code == 404
    assert (await client.get(second)).status_code == 200
    await client.submit("/account", "/account/calendar/revocation")
    assert (await client.get(second)).status_code == 404
    third = await made_address(client)
    team = await people.members(union.organisation)
    (gone,) = [one for one in team if one.user_id == union.viewer.user_id]
    (successor,) = [one for one in team if one.user_id == union.organiser.user_id]
    await people.remove_member(gone.public_id, successor.public_id, by=union.administrator)
    assert (await client.get(third)).status_code == 404


async def test_only_members_of_unions_have_such_a_calendar(database: str, client: Client) -> None:
    operator = await make_operator()
    await sign_in_as(client, operator.sales)
    page = (await client.get("/account")).text
    assert "/account/calendar" not in page
    answer = await client.submit("/account", "/account/calendar")
    assert answer.status_code == 403


async def test_the_deadlines_are_those_of_the_state(database: str) -> None:
    from booking.web.union.feed import deadlines

    story = await made.accounted()
    (line,) = await stays.lines_of(story.union.organiser)
    assert [what for what, _words, _due in deadlines(line)] == ["account"]
    with clock.moved_to(clock.now() + timedelta(days=30)):
        held = await made.held()
    (line,) = await stays.lines_of(held.union.organiser)
    assert [what for what, _words, _due in deadlines(line)] == ["hold"]
