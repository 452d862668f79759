"""When to travel: each day leads to what there is on it, weeks are ordered by price, one base may be looked at alone."""

import re
from datetime import time, timedelta

import pytest

from sites.foundation import clock
from sites.foundation.database import change
from sites.foundation.formats import day as day_of
from sites.foundation.language import ENGLISH, speaking
from tests.clients import Client
from tests.factories.places import make_place

# Pages are the same on both databases; the rooms beneath them are tested on both.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GROUP = "heads=60&nights=2"


def cell(text: str, day: object) -> tuple[str, str]:
    """Shade and number of the day that can be chosen."""
    found = re.search(rf'day-heat-(\d)" href="[^"]*check_in={day}"><b>\d+</b><span>(\d+)<i>', text)
    assert found, f"{day} leads nowhere"
    return found[1], found[2]


async def test_each_day_says_how_many_bases_receive_the_group_and_leads_to_them(
    client: Client,
) -> None:
    shut, _other = await make_place(), await make_place()
    day = clock.today() + timedelta(days=3)
    await change(
        "UPDATE nights SET is_closed = TRUE WHERE site_id = $1 AND date = $2", shut.id, day
    )
    text = (await client.get(f"/en/months?{GROUP}&month={day:%Y-%m}")).text
    assert cell(text, day) == ("3", "1")
    later = day + timedelta(days=4)
    text = (await client.get(f"/en/months?{GROUP}&month={later:%Y-%m}")).text
    assert cell(text, later) == ("5", "2")
    listed = (await client.get(f"/en/sites?{GROUP}&check_in={day}")).text
    assert "1 base can receive the group" in listed


async def test_of_one_base_places_are_shown_and_the_day_leads_to_it(client: Client) -> None:
    place, _other = await make_place(reception_limit=70), await make_place()
    day = clock.today() + timedelta(days=3)
    text = (await client.get(f"/en/months?{GROUP}&site={place.code}&month={day:%Y-%m}")).text
    assert cell(text, day) == ("5", "70")
    assert f'/sites/{place.code}?heads=60&amp;nights=2&amp;check_in={day}"' in text.replace("nights=2&amp;heads=60", "heads=60&amp;nights=2")  # fmt: skip


async def test_the_cheapest_weeks_come_first_and_lead_to_their_bases(client: Client) -> None:
    place = await make_place()
    monday = clock.today() + timedelta(days=21 - clock.today().weekday())
    await change(
        "UPDATE package_prices SET per_person = per_person + 100000 WHERE package_id IN (SELECT id FROM packages WHERE site_id = $1)",
        place.id,
    )
    dear = (await client.get(f"/en/months?{GROUP}")).text
    cheap = await make_place()
    await change("UPDATE nights SET is_closed = TRUE WHERE site_id = $1 AND (date < $2 OR date > $3)", cheap.id, monday, monday + timedelta(days=7))  # fmt: skip
    text = (await client.get(f"/en/months?{GROUP}")).text
    rows = re.findall(r'<th scope="row">(.*?)</th>', text)
    assert len(re.findall(r'<th scope="row">', dear)) == 1
    assert len(rows) == 3
    way = re.findall(r'<a href="([^"]+)">See the bases', text)[0].replace("&amp;", "&")
    assert f"check_in={monday}" in way
    found = (await client.get(way)).text
    assert "2 bases can receive the group" in found
    assert found.index(cheap.code) < found.index(place.code)


async def test_the_present_week_is_named_from_today_on(client: Client) -> None:
    """Also on its last day: nobody arrives on days that are over."""
    await make_place()
    sunday = clock.today() + timedelta(days=6 - clock.today().weekday())
    with clock.moved_to(clock.at(sunday, time(12))):
        text = (await client.get(f"/en/months?{GROUP}")).text
        first = re.findall(r'<th scope="row">(.*?)</th>', text)[0]
        with speaking(ENGLISH):
            assert first.startswith(f"{day_of(sunday)} – ")


async def test_a_month_without_room_says_so_with_a_way_on(client: Client) -> None:
    await make_place()
    text = (await client.get("/en/months?heads=480")).text
    assert "No week has room for the whole group" in text
    assert 'href="/en/sites?heads=480"' in text


async def test_what_cannot_be_is_said_and_the_usual_group_shown(client: Client) -> None:
    await make_place()
    answer = await client.get("/en/months?heads=0&month=2099-99")
    assert answer.status_code == 422
    assert "Enter a number of at least 1" in answer.text
    assert (await client.get("/months?site=NO-SUCH")).status_code == 404
