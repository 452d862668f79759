"""Approval on the phone: asked of one person, agreed, sent back or handed on, or answered by a deputy."""

from datetime import timedelta

import pytest

from booking import people, stays
from booking.stays.models import ApprovalStep
from sites.foundation import clock
from tests.booking.stays.test_approval import approving
from tests.factories import stays as made
from tests.factories.people import make_union, session_of, sign_in_as


@pytest.fixture
async def asked(database):
    """A union whose approver and administrator may approve, and a hold that asks the first of them."""
    union = await make_union()
    me = next(
        one
        for one in await people.members(union.organisation)
        if one.user_id == union.administrator.user_id
    )
    await people.change_roles(me.public_id, ["administrator", "approver"], by=union.administrator)
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    story = await made.held(union=union)
    await stays.ask_approval(story.id, by=union.organiser)
    (step,) = await stays.asked_of(union.approver)
    story.step, story.path, story.colleague = (
        step.public_id,
        f"/union/approvals/{step.public_id}",
        me,
    )
    return story


async def state_of(story):
    step = await stays.asked_step(story.step, by=story.union.approver)
    return step.state, step.note


async def test_one_page_says_who_where_when_and_what_it_costs(client, asked):
    await sign_in_as(client, asked.union.approver)
    for prefix in ("", "/en"):
        listed = await client.get(f"{prefix}/union/approvals")
        assert f"{prefix}{asked.path}" in listed.text
        page = await client.get(prefix + asked.path)
        assert page.status_code == 200
        for shown in ("68,544.00", "380.80", asked.reference):
            assert shown in page.text


async def test_agreeing_ends_the_step_once(client, asked):
    await sign_in_as(client, asked.union.approver)
    answer = await client.submit(asked.path, form=f"{asked.path}/agreement")
    assert answer.headers["location"] == "/union/approvals"
    assert await state_of(asked) == ("agreed", "")
    page = await client.get(asked.path)
    assert f"{asked.path}/agreement" not in page.text
    again = await client.submit(asked.path, form=f"{asked.path}/agreement")
    assert again.status_code == 409


async def test_sending_back_needs_a_note_and_keeps_it(client, asked):
    await sign_in_as(client, asked.union.approver)
    empty = await client.submit(asked.path, form=f"{asked.path}/return", note=" ")
    assert empty.status_code == 422
    assert 'href="#field-note"' in empty.text
    done = await client.submit(asked.path, form=f"{asked.path}/return", note="改到下周")
    assert done.status_code == 303
    assert await state_of(asked) == ("sent_back", "改到下周")
    await sign_in_as(client, asked.union.organiser)
    assert "改到下周" in (await client.get(f"/union/stays/{asked.id}/submission")).text


async def test_handing_on_asks_a_colleague_who_may_approve(client, new_client, asked):
    await sign_in_as(client, asked.union.approver)
    for nobody in ("", "0" * 32, "'; DROP TABLE users"):
        page = await client.submit(asked.path, form=f"{asked.path}/handing-on", colleague=nobody)
        assert page.status_code == 422
    done = await client.submit(
        asked.path, form=f"{asked.path}/handing-on", colleague=asked.colleague.public_id
    )
    assert done.status_code == 303
    second = new_client()
    administrator = await people.actor_of_member(asked.colleague.user_id, asked.union.organisation)
    second.cookies.set("session", await session_of(administrator))
    assert 'href="/union/approvals/' in (await second.get("/union/approvals")).text


async def test_nobody_else_reads_or_answers_it(client, asked):
    other = await make_union()
    await sign_in_as(client, other.approver)
    assert (await client.get(asked.path)).status_code == 404
    for act in ("agreement", "return", "handing-on"):
        page = await client.submit("/account", form=f"{asked.path}/{act}", note="x", colleague="x")
        assert page.status_code == 404, act
    await sign_in_as(client, asked.union.organiser)
    assert (await client.get(asked.path)).status_code == 403
    assert (await state_of(asked))[0] == "asked"


async def test_a_colleague_who_is_not_asked_finds_nothing(client, asked):
    administrator = await people.actor_of_member(asked.colleague.user_id, asked.union.organisation)
    await sign_in_as(client, administrator)
    assert (await client.get(asked.path)).status_code == 404
    assert asked.path not in (await client.get("/union/approvals")).text


async def test_a_deputy_answers_in_the_other_s_place_on_these_days_alone(client, asked):
    approver = next(
        one
        for one in await people.members(asked.union.organisation)
        if one.user_id == asked.union.approver.user_id
    )
    administrator = await people.actor_of_member(asked.colleague.user_id, asked.union.organisation)
    today = clock.today()
    absence = people.Absence(
        approver.public_id, asked.colleague.public_id, today, today + timedelta(days=3)
    )
    await people.set_deputy(absence, by=asked.union.approver)
    await sign_in_as(client, administrator)
    page = await client.get(asked.path)
    assert page.status_code == 200
    assert approver.name in page.text
    assert (await client.submit(asked.path, form=f"{asked.path}/agreement")).status_code == 303
    assert (await state_of(asked))[0] == "agreed"


async def test_an_approval_of_a_hold_that_is_over_takes_no_answer(client, asked):
    with clock.moved_to(clock.now() + timedelta(days=20)):
        token = await session_of(asked.union.approver)
        client.cookies.set("session", token)
        page = await client.get(asked.path)
        assert f"{asked.path}/agreement" not in page.text
        assert asked.path not in (await client.get("/union/approvals")).text


async def test_unknown_steps_are_not_found(client, asked):
    await sign_in_as(client, asked.union.approver)
    for step in ("0" * 32, "1", "%00", "x" * 300):
        assert (await client.get(f"/union/approvals/{step}")).status_code == 404


async def test_the_question_says_who_asks_whom_to_ring_and_what_it_costs_a_person(client):
    story = await approving(1)
    await stays.ask_approval(story.id, by=story.union.organiser)
    step = await ApprovalStep.get(stay_id=story.number)
    await sign_in_as(client, story.approvers[0])
    page = " ".join((await client.get(f"/en/union/approvals/{step.public_id}")).text.split())
    assert story.union.organiser.name in page
    assert "示例联系人" in page
    assert "1,904.00" in page
