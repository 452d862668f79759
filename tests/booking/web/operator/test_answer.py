from datetime import timedelta

from booking.money import account_of
from booking.stays.models import Stay, StayEvent
from sites.foundation import clock
from sites.foundation.database import fetch
from tests.clients import Client
from tests.factories.people import sign_in_as
from tests.factories.stays import confirmed, state_of, submitted


async def test_a_yes_is_kept_and_a_second_one_changes_nothing(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    act = f"/operator/stays/{story.id}/acceptance"
    form = {"csrf": _csrf((await client.get("/operator")).text)}
    for _ in range(2):
        answer = await client.post(act, data=form)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/operator/stays/{story.id}"
    assert (await Stay.get(public_id=story.id)).accepted_at is not None
    assert await StayEvent.filter(stay_id=story.number, act="accepted").count() == 1


async def test_a_yes_after_the_time_is_refused_on_the_page_of_the_stay(
    database: str, client: Client
) -> None:
    story = await submitted()
    with clock.moved_to(clock.now() + timedelta(days=5)):
        await sign_in_as(client, story.operator.sales)
        answer = await client.submit(
            f"/en/operator/stays/{story.id}", f"/en/operator/stays/{story.id}/acceptance"
        )
    assert answer.status_code == 409
    assert "The time to answer ended" in answer.text
    assert await state_of(story) == "submitted"


async def test_a_no_shows_first_what_goes_back_and_then_gives_it_back(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    address = f"/en/operator/stays/{story.id}/decline"
    preview = (await client.get(address)).text
    assert "18 rooms × 4 nights return" in preview
    assert "68,544.00 → 0.00" in preview
    answer = await client.submit(address, reason="event_in_house", note="示例：会议包场")
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/operator")
    assert await state_of(story) == "declined"
    assert (await fetch("SELECT SUM(held) AS held FROM nights"))[0]["held"] == 0
    assert not (await account_of(story.number)).charged


async def test_a_no_without_a_reason_keeps_what_was_written(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    address = f"/operator/stays/{story.id}/decline"
    for reason in ({}, {"reason": "weather"}):
        answer = await client.submit(address, note="电话里说过的话", **reason)
        assert answer.status_code == 422
        assert "电话里说过的话" in answer.text
    assert await state_of(story) == "submitted"


async def test_what_was_answered_cannot_be_declined(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    address = f"/operator/stays/{story.id}/decline"
    form = await client.get(address)
    await client.submit("/operator", f"/operator/stays/{story.id}/acceptance")
    fields = {"reason": "other", "csrf": _csrf(form.text)}
    answer = await client.post(address, data=fields)
    assert answer.status_code == 409
    assert await state_of(story) == "submitted"


async def test_only_sales_and_administrators_answer(database: str, client: Client) -> None:
    story = await submitted()
    for person in (story.operator.steward, story.operator.finance):
        await sign_in_as(client, person)
        csrf = _csrf((await client.get("/operator")).text)
        for act in ("acceptance", "decline"):
            answer = await client.post(f"/operator/stays/{story.id}/{act}", data={"csrf": csrf})
            assert answer.status_code == 403
    assert (await Stay.get(public_id=story.id)).accepted_at is None


async def test_another_operators_stay_does_not_exist(database: str, client: Client) -> None:
    own, foreign = await submitted(), await confirmed()
    await sign_in_as(client, own.operator.administrator)
    csrf = _csrf((await client.get("/operator")).text)
    root = f"/operator/stays/{foreign.id}"
    for page in ("", "/decline", "/no-show", "/account", "/settlement", "/arrivals", "/statement"):
        assert (await client.get(root + page)).status_code == 404
    acts = (
        "acceptance", "decline", "no-show", "account", "settlement", "arrivals", "contract",
        "departure", "messages", "papers",
    )  # fmt: skip
    fields = {
        "csrf": csrf, "reason": "other", "total_seen": "1", "invoice_number": "1", "text": "x",
        "workers": "1", "family": "0", "crew": "0", "rooms_0": "1",
    }  # fmt: skip
    for act in acts:
        assert (await client.post(f"{root}/{act}", data=fields)).status_code == 404
    assert await state_of(foreign) == "confirmed"


async def test_no_act_is_taken_from_another_sites_form(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.administrator)
    for act in ("acceptance", "decline", "messages", "contract", "departure"):
        answer = await client.post(f"/operator/stays/{story.id}/{act}", data={"reason": "other"})
        assert answer.status_code == 403
    assert (await Stay.get(public_id=story.id)).accepted_at is None


def _csrf(page: str) -> str:
    return page.split('name="csrf"')[1].split('value="')[1].split('"', maxsplit=1)[0]
