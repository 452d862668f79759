"""Inquiries side by side through the pages: what fits together, the yes, and what the others then see."""

import html

import pytest

from booking.stays import waiting
from booking.stays.models import Stay
from sites.packages import Heads
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import TWIN, make_place
from tests.factories.stays import inquired, state_of


@pytest.fixture
def database_url(fresh_database) -> str:
    return fresh_database("sqlite")


async def asks(place, rooms: int, **changes):
    return await inquired(
        union=await make_union(),
        place=place,
        rooms={TWIN: rooms},
        heads=Heads(rooms * 2),
        **changes,
    )


def text_of(answer) -> str:
    return html.unescape(answer.text)


async def test_a_yes_from_the_page_tells_the_others_who_then_wait_by_one_click(client):
    place = await make_place(booking_mode="ask", reception_limit=500)
    first, second, third = await asks(place, 20), await asks(place, 30), await asks(place, 15)
    await sign_in_as(client, place.operator.sales)
    page = await client.get("/en/operator/inquiries")
    assert "A and C fit together" in text_of(page)
    assert "B alone" in text_of(page)
    desk = text_of(await client.get("/en/operator"))
    assert "/en/operator/inquiries" in desk

    granted = await client.post_from(page, f"/en/operator/stays/{first.id}/grant")
    assert granted.status_code == 303
    await waiting.tell_outcompeted(first.number)
    found = text_of(await client.get("/en/operator/inquiries"))
    assert "10 rooms are missing (Twin room)" in found

    await sign_in_as(client, second.union.organiser)
    hub = await client.get(f"/en/union/stays/{second.id}")
    assert "The nights went to another group" in text_of(hub)
    assert "/en/union/hold?site=" in text_of(hub)
    path = f"/en/union/stays/{second.id}/waiting"
    done = await client.post_from(hub, path)
    assert done.headers["location"].startswith("/en/union/waiting/")
    assert await state_of(second) == "cancelled"
    again = await client.post_from(hub, path)
    assert again.headers["location"] == done.headers["location"]

    await sign_in_as(client, third.union.organiser)
    hub = await client.get(f"/en/union/stays/{third.id}")
    assert "If the base has no room" in text_of(hub)
    there = await client.submit(
        f"/en/union/stays/{third.id}", f"/en/union/stays/{third.id}/waiting"
    )
    assert there.status_code == 409
    assert "nobody needs to wait" in text_of(there)
    assert (await Stay.get(id=third.number)).state == "inquiry"


async def test_without_inquiries_the_page_says_so(client):
    place = await make_place()
    await sign_in_as(client, place.operator.sales)
    assert "Nobody asks just now" in text_of(await client.get("/en/operator/inquiries"))
    await sign_in_as(client, place.operator.finance)
    assert (await client.get("/en/operator/inquiries")).status_code == 403
