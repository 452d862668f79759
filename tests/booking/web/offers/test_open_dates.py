"""Any nights between two dates: every start in between is tried, and the address keeps what was asked."""

from datetime import timedelta

import pytest

from sites.foundation import clock
from sites.foundation.database import change
from tests.clients import Client
from tests.factories.places import make_place

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_a_base_with_room_anywhere_between_both_days_fits(client: Client) -> None:
    place = await make_place()
    first = clock.today() + timedelta(days=10)
    shut_until = first + timedelta(days=6)
    await change("UPDATE nights SET is_closed = TRUE WHERE site_id = $1 AND date < $2", place.id, shut_until)  # fmt: skip
    base = f"heads=36&nights=4&check_in={first}"
    exact = (await client.get(f"/en/sites?{base}")).text
    assert "0 bases can receive the group" in exact
    text = (await client.get(f"/en/sites?{base}&until={first + timedelta(days=10)}")).text
    assert "1 base can receive the group" in text
    assert f"check_in={shut_until}" in text
    short = (await client.get(f"/en/sites?{base}&until={first + timedelta(days=9)}")).text
    assert "0 bases can receive the group" in short


async def test_the_condition_is_a_chip_that_takes_it_away(client: Client) -> None:
    await make_place()
    first = clock.today() + timedelta(days=10)
    last = first + timedelta(days=10)
    text = (await client.get(f"/en/sites?check_in={first}&until={last}")).text
    assert "Any 4 nights until" in text
    assert f'value="{last}"' in text


@pytest.mark.parametrize(
    ("days", "said"),
    [(3, "fewer nights than the stay has"), (93, "at most 92 days after the arrival"), (-2, "fewer nights")],
)  # fmt: skip
async def test_a_last_day_that_cannot_be_is_said_at_its_field(
    client: Client, days: int, said: str
) -> None:
    first = clock.today() + timedelta(days=10)
    answer = await client.get(f"/en/sites?check_in={first}&until={first + timedelta(days=days)}")
    assert answer.status_code == 422
    assert said in answer.text
    assert 'id="field-until-error"' in answer.text
