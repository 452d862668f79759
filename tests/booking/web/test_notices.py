"""The pages of notices and of the demonstration's mailbox, over HTTP."""

import re

from booking import notices, stays
from booking.notices.letters import post_letter
from booking.stays.models import Message
from sites.foundation.database import transaction
from tests.clients import test_settings as settings_with
from tests.factories.people import make_union, sign_in_as
from tests.factories.stays import held


async def three_messages():
    story = await held()
    for _ in range(3):
        await stays.write_message(story.id, text="x", by=story.operator.sales)
    for message in await Message.all():
        await notices.tell_message(message.id)
    return story


async def test_unread_notices_are_counted_in_the_head_marked_in_the_list_and_opened(client):
    story = await three_messages()
    await sign_in_as(client, story.union.organiser)
    page = await client.get("/en/notices")
    assert page.status_code == 200
    assert re.search(r"unread:</span>\s*3", page.text)
    assert page.text.count("badge-ask") == 3
    assert f"http://127.0.0.1:8000/en/union/stays/{story.id}" in page.text
    opened = re.search(r'href="/en(/notices/[0-9a-f]{32})"', page.text).group(1)
    answer = await client.get("/en" + opened)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en/union/stays/{story.id}")
    assert await notices.unread(story.union.organiser) == 2


async def test_all_are_marked_as_read_by_one_button(client):
    story = await three_messages()
    await sign_in_as(client, story.union.organiser)
    answer = await client.submit("/notices", "/notices/read")
    assert (answer.status_code, answer.headers["location"]) == (303, "/notices")
    page = await client.get("/notices")
    assert "badge-ask" not in page.text
    assert await notices.unread(story.union.organiser) == 0


async def test_a_notice_of_somebody_else_is_unknown_and_stays_unread(client):
    story = await three_messages()
    line = (await notices.notices_of(story.union.organiser)).items[0]
    await sign_in_as(client, (await make_union()).organiser)
    for address in (line.public_id, "0" * 32, "x", "%00"):
        assert (await client.get(f"/notices/{address}")).status_code == 404
    assert await notices.unread(story.union.organiser) == 3


async def test_pages_beyond_the_end_and_without_anything_are_pages(client):
    union = await make_union()
    await sign_in_as(client, union.organiser)
    for query in ("", "?page=99", "?page=-1", "?page=x", "?page=" + "9" * 40):
        page = await client.get("/notices" + query)
        assert (page.status_code, 'class="empty"' in page.text) == (200, True)


async def test_visitors_are_sent_to_sign_in_and_a_foreign_form_is_refused(client):
    assert (await client.get("/notices")).headers["location"].startswith("/sign-in")
    story = await three_messages()
    await sign_in_as(client, story.union.organiser)
    assert (await client.post("/notices/read", data={"csrf": "x"})).status_code == 403
    assert await notices.unread(story.union.organiser) == 3


async def test_the_mailbox_shows_letters_as_they_would_have_gone_out(client):
    await transaction(post_letter)(
        source="x:1", address="a@example.test", language="en", subject="Your <b>link</b>",
        text="Hello\n\nfirst\n\n{origin}/en/join/abc\n\nEnd", html="",
    )  # fmt: skip
    page = await client.get("/en/mailbox")
    assert page.status_code == 200
    assert "Your &lt;b&gt;link&lt;/b&gt;" in page.text
    assert "http://127.0.0.1:8000/en/join/abc" in page.text
    assert 'href="/en/join/abc"' in page.text
    assert "{origin}" not in page.text
    assert "a@example.test" in page.text


async def test_there_is_no_mailbox_outside_the_demonstration(client, tmp_path):
    client._transport.app.state.settings = settings_with(tmp_path, demo=False)
    assert (await client.get("/mailbox")).status_code == 404
