import re
from datetime import timedelta

from booking import stays
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.places import FAMILY, TWIN
from tests.factories.stays import confirmed, departed, in_house, state_of


async def test_the_first_count_opens_the_house_and_counting_again_replaces_it(
    database: str, client: Client
) -> None:
    story = await confirmed(
        starts_in=0, made_days_ago=30, heads=Heads(30, 5), rooms={TWIN: 10, FAMILY: 5}
    )
    await sign_in_as(client, story.operator.steward)
    address = f"/operator/stays/{story.id}/arrivals"
    drawn = _values((await client.get(address)).text)
    assert drawn == {"workers": "30", "family": "5", "crew": "0", "rooms_0": "10", "rooms_1": "5"}
    for workers in ("29", "27"):
        answer = await client.submit(
            address, workers=workers, family="4", crew="0", rooms_0="9", rooms_1="5"
        )
        assert answer.status_code == 303
    assert await state_of(story) == "in_house"
    night = (await stays.counts_of(story.id, by=story.operator.steward))[0]
    assert night.arrived == Heads(27, 4)
    assert [room.arrived for room in night.rooms] == [9, 5]
    assert _values((await client.get(address)).text)["workers"] == "27"


async def test_a_step_changes_one_number_and_writes_nothing(database: str, client: Client) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    await sign_in_as(client, story.operator.steward)
    address = f"/operator/stays/{story.id}/arrivals"
    typed = {"workers": "31", "family": "", "crew": "2", "rooms_0": "18"}
    answer = await client.submit(address, **typed, step="workers-")
    assert answer.status_code == 200
    assert _values(answer.text) == {**typed, "workers": "30"}
    for step in ("workers", "price+", "family+", ""):
        answer = await client.submit(address, **typed, step=step)
        assert _values(answer.text) == typed
    assert await state_of(story) == "confirmed"


async def test_of_two_who_count_at_once_the_second_sees_both_counts(
    database: str, client: Client
) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    await sign_in_as(client, story.operator.steward)
    address = f"/en/operator/stays/{story.id}/arrivals"
    mine = {"workers": "30", "family": "0", "crew": "0", "rooms_0": "16"}
    opened = await client.get(address)
    await client.submit(address, **{**mine, "workers": "29"})

    answer = await client.post_from(opened, address, **mine)

    assert answer.status_code == 409
    text = " ".join(re.sub("<[^>]+>", " ", answer.text).split())
    assert "Workers 29 30" in text
    assert _values(answer.text) == mine
    assert (await client.post_from(answer, address, **mine)).status_code == 303
    night = (await stays.counts_of(story.id, by=story.operator.steward))[0]
    assert night.arrived == Heads(30)


async def test_more_than_booked_is_refused_and_what_was_typed_is_kept(
    database: str, client: Client
) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    await sign_in_as(client, story.operator.steward)
    address = f"/en/operator/stays/{story.id}/arrivals"
    for typed in (
        {"workers": "35", "family": "2", "crew": "2", "rooms_0": "18"},
        {"workers": "32", "family": "2", "crew": "2", "rooms_0": "19"},
        {"workers": "32", "family": "2", "crew": "2", "rooms_0": "12"},
        {"workers": "many", "family": "2", "crew": "2", "rooms_0": "18"},
        {"workers": "-1", "family": "2", "crew": "2", "rooms_0": "18"},
    ):
        answer = await client.submit(address, **typed)
        assert answer.status_code == 422
        assert _values(answer.text) == typed
    assert await state_of(story) == "confirmed"


async def test_a_night_to_come_and_a_foreign_night_cannot_be_counted(
    database: str, client: Client
) -> None:
    story = await in_house()
    await sign_in_as(client, story.operator.steward)
    root = f"/operator/stays/{story.id}/arrivals"
    form = await client.get(root)
    csrf = re.search(r'name="csrf"[^>]*value="([^"]*)"', form.text)
    fields = {
        "csrf": csrf[1] if csrf else "",
        "workers": "1",
        "family": "0",
        "crew": "0",
        "rooms_0": "1",
    }
    ahead = await client.post(f"{root}?night={story.nights[-1]}", data=fields)
    assert ahead.status_code == 409
    for night in (story.check_out, story.check_in - timedelta(days=1), "soon"):
        assert (await client.get(f"{root}?night={night}")).status_code == 404
        assert (await client.post(f"{root}?night={night}", data=fields)).status_code == 404


async def test_a_closed_count_is_shown_as_closed(database: str, client: Client) -> None:
    story = await departed(came=Heads(30, 2, 2))
    await stays.present_account(story.id, by=story.operator.sales)
    await sign_in_as(client, story.operator.steward)
    page = (await client.get(f"/en/operator/stays/{story.id}/arrivals")).text
    assert "The counts of this stay are closed" in page
    assert 'name="workers"' not in page


async def test_sales_and_finance_do_not_count(database: str, client: Client) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    for person in (story.operator.sales, story.operator.finance):
        await sign_in_as(client, person)
        assert (await client.get(f"/operator/stays/{story.id}/arrivals")).status_code == 403


def _values(page: str) -> dict[str, str]:
    found = re.findall(r'<input class="input"[^>]*name="([a-z_0-9]+)"[^>]*value="([^"]*)"', page)
    return dict(found)
