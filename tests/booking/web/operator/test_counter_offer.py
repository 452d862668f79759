"""A counter-offer by its pages: looked at before it is sent, compared by the union, taken or refused."""

from booking.stays.amendment_model import Amendment
from booking.stays.models import Stay
from sites.foundation.formats import short_moment
from sites.foundation.language import ENGLISH, speaking
from sites.packages import Heads
from tests.clients import Client
from tests.factories.people import make_union, sign_in_as
from tests.factories.places import make_place
from tests.factories.stays import inquired, state_of, submitted


def _offer(story, **changes):
    fields = {
        "check_in": story.check_in.isoformat(), "nights": "4", "rooms-TWIN": "12", "rooms-FAMILY": "4",
        "package": "CARE", "per_night": "", "note": "示例：三人房同价",
    }  # fmt: skip
    return {**fields, **changes}


async def _looked_at(client: Client, story, **changes):
    """The page of the offer with its effect, as the operator's own form asks for it."""
    path = f"/en/operator/stays/{story.id}/counter-offer"
    form = await client.get(path)
    ends = form.text.split('id="field-until"')[-1].split('<option value="')
    until = ends[2].split('"')[0] if len(ends) > 2 else ""
    return await client.get(path, params=_offer(story, until=until, **changes)), path


async def _sent(client: Client, story, **changes):
    looked, path = await _looked_at(client, story, **changes)
    return await client.post_from(looked, path)


async def test_an_offer_is_seen_before_and_after_and_then_sent(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    looked, path = await _looked_at(client, story, per_night="450")
    assert looked.status_code == 200
    assert "68,544.00" in looked.text
    assert "64,800.00" in looked.text
    assert "kept until" in looked.text

    answer = await client.post_from(looked, path)

    assert (answer.status_code, await state_of(story)) == (303, "submitted")
    assert (
        "Your counter-offer waits for the union"
        in (await client.get(answer.headers["location"])).text
    )
    assert (await client.get(path)).text.count("nothing else can be offered now") == 1


async def test_the_list_says_until_when_the_union_may_answer_an_offer(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    assert "counter-offer until" not in (await client.get("/en/operator/stays")).text
    assert (await _sent(client, story, per_night="450")).status_code == 303
    until = (await Amendment.get(stay_id=story.number)).answer_until
    page = await client.get("/en/operator/stays")
    await sign_in_as(client, story.union.organiser)
    asked = await client.get("/en/union?show=submitted")
    with speaking(ENGLISH):
        assert f"counter-offer until {short_moment(until)}" in page.text
        assert f"counter-offer: answer by {short_moment(until)}" in asked.text


async def test_the_union_compares_and_accepts_once(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    assert (await _sent(client, story, per_night="450")).status_code == 303
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en/union/stays/{story.id}")
    assert "68,544.00 → 64,800.00 yuan" in page.text
    root = f"/en/union/stays/{story.id}/counter-offer"
    assert "Answer the base&#39;s counter-offer" in (await client.get("/en/union")).text
    shown = await client.get(root)
    assert "Accept 64,800.00 yuan for the group" in shown.text

    answer = await client.post_from(shown, f"{root}/acceptance")
    again = await client.post_from(shown, f"{root}/acceptance")

    assert (answer.status_code, again.status_code) == (303, 303)
    row = await Stay.get(public_id=story.id)
    assert (row.price_minor, row.accepted_at is not None) == (6_480_000, True)


async def test_a_refusal_leaves_the_request_to_be_answered(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    await _sent(client, story)
    await sign_in_as(client, story.union.organiser)
    root = f"/en/union/stays/{story.id}/counter-offer"

    answer = await client.submit(root, f"{root}/refusal", note="示例")
    late = await client.submit(f"/en/union/stays/{story.id}", f"{root}/acceptance", offer="x")

    assert (answer.status_code, late.status_code) == (303, 409)
    await sign_in_as(client, story.operator.sales)
    page = await client.get("/en/operator")
    assert "Accept 36 people for 4 nights" in page.text


async def test_an_offer_taken_back_is_no_longer_there(database: str, client: Client) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    await _sent(client, story)
    root = f"/en/operator/stays/{story.id}"

    answer = await client.submit(root, f"{root}/counter-offer/withdrawal")

    assert answer.status_code == 303
    assert (await Amendment.get(stay__public_id=story.id)).state == "lapsed"
    assert (await client.submit(root, f"{root}/counter-offer/withdrawal")).status_code == 409


async def test_a_wrong_offer_says_what_is_wrong_and_keeps_what_was_typed(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    few, _path = await _looked_at(client, story, **{"rooms-TWIN": "2"})
    assert "beds for 36 people" in few.text
    assert 'value="2"' in few.text
    for field, typed in (("check_in", "tomorrow"), ("rooms-TWIN", "-3"), ("per_night", "1.234")):
        looked, _path = await _looked_at(client, story, **{field: typed})
        assert looked.status_code == 422
        assert typed in looked.text
        assert "kept until" not in looked.text


async def test_a_yes_to_an_inquiry_with_other_terms_is_shown_to_the_union(
    database: str, client: Client
) -> None:
    place = await make_place(booking_mode="ask")
    story = await inquired(
        union=await make_union(), place=place, rooms={"TWIN": 18}, heads=Heads(36)
    )
    await sign_in_as(client, story.operator.sales)
    assert (await _sent(client, story, per_night="450")).status_code == 303
    assert await state_of(story) == "held"
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en/union/stays/{story.id}")
    assert "68,544.00 → 64,800.00 yuan" in page.text


async def test_only_those_who_answer_may_offer_and_only_those_who_book_may_refuse(
    database: str, client: Client
) -> None:
    story = await submitted()
    await sign_in_as(client, story.operator.sales)
    await _sent(client, story)
    await sign_in_as(client, story.operator.steward)
    assert (await client.get(f"/operator/stays/{story.id}/counter-offer")).status_code == 403
    await sign_in_as(client, story.union.viewer)
    root = f"/en/union/stays/{story.id}/counter-offer"
    shown = await client.get(root)
    assert "Accept 68" not in shown.text
    assert (await client.submit(root, f"{root}/acceptance", offer="x")).status_code in {403, 409}
    assert (await client.submit(root, f"{root}/refusal", offer="x")).status_code == 403
