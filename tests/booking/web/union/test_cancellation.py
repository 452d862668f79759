"""Cancelling over the web: the price to the fen first, then exactly that."""

from datetime import timedelta

from booking import stays
from booking.money import account_of
from sites.foundation import clock
from tests.booking.stays.changes import charging_place, leave
from tests.factories import stays as made
from tests.factories.people import sign_in_as


async def test_a_confirmed_group_is_cancelled_at_the_fee_that_was_shown(client, database):
    story = await made.confirmed(starts_in=9, made_days_ago=3)
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/cancellation"
    for prefix in ("", "/en"):
        page = await client.get(prefix + path)
        assert "20,563.20" in page.text
        assert "68,544.00" in page.text
    assert (await client.submit(path, note="计划有变")).status_code == 303
    assert await made.state_of(story) == "cancelled"
    assert (await account_of(story.number)).charged.minor == 2_056_320


async def test_what_was_kept_of_those_who_left_before_is_named_beside_the_share(client, database):
    story = await made.confirmed(place=await charging_place(), starts_in=10)
    await leave(story, 5)
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en/union/stays/{story.id}/cancellation")
    assert "30% of the price, and 1,142.40 yuan of those who left before" in page.text


async def test_a_hold_is_cancelled_for_nothing(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/cancellation"
    assert (await client.submit(path)).status_code == 303
    assert await made.state_of(story) == "cancelled"
    gone = await client.submit("/account", form=path, fee_seen="0")
    assert gone.status_code == 409


async def test_a_fee_that_rose_meanwhile_is_shown_before_anything_happens(
    client, new_client, database
):
    story = await made.confirmed(starts_in=20, made_days_ago=3)
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/cancellation"
    drawn = await client.get(path)
    with clock.moved_to(clock.now() + timedelta(days=10)):
        later = new_client()
        await sign_in_as(later, story.union.organiser)
        page = await later.submit(path, fee_seen="0", note="计划有变")
        assert 'value="0"' in drawn.text
        assert page.status_code == 409
        assert "20,563.20" in page.text
        assert "计划有变" in page.text
    assert await made.state_of(story) == "confirmed"


async def test_a_made_up_fee_cancels_nothing(client, database):
    story = await made.confirmed(starts_in=9, made_days_ago=3)
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/cancellation"
    for fee, status in (
        ("1", 409),
        ("-1", 422),
        ("x", 422),
        ("", 422),
        (str(10**20), 422),
        ("1.5", 422),
    ):
        assert (await client.submit(path, fee_seen=fee)).status_code == status, fee
    assert await made.state_of(story) == "confirmed"


async def test_a_group_that_has_come_can_no_longer_be_cancelled(client, database):
    story = await made.in_house()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/cancellation"
    page = await client.get(path)
    assert page.status_code == 200
    assert "fee_seen" not in page.text
    preview = await stays.preview_cancellation(story.id, by=story.union.organiser)
    answer = await client.submit(path, fee_seen=str(preview.fee.minor))
    assert answer.status_code == 409


async def test_only_those_who_book_cancel(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.finance)
    assert (await client.get(f"/union/stays/{story.id}/cancellation")).status_code == 403
