"""Submitting over the web: everything is shown before, frozen after, and approval stands in between."""

from booking import people, stays
from sites.foundation.database import fetch
from tests.factories import stays as made
from tests.factories.people import make_union, sign_in_as


async def test_a_hold_is_checked_and_submitted(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/submission"
    for prefix in ("", "/en"):
        page = await client.get(prefix + path)
        assert page.status_code == 200
        assert "68,544.00" in page.text
        assert 'class="tiers"' in page.text
    answer = await client.submit(path, agreed="1", note="两位膝伤职工请排一楼")
    assert answer.status_code == 303
    assert await made.state_of(story) == "submitted"
    page = await stays.page_of(story.id, by=story.union.organiser)
    assert page.frozen["judgement"] == {"outcome": "no_rule", "verdicts": []}
    assert page.events[-1].note == "两位膝伤职工请排一楼"


async def test_where_no_rule_is_on_file_the_page_says_so_and_shows_no_verdict(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    page = await client.get(f"/en/union/stays/{story.id}/submission")
    assert "No rule is on file for Hangzhou" in page.text
    assert "verdicts" not in page.text


async def test_without_the_tick_nothing_is_submitted_and_the_note_is_kept(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    page = await client.submit(f"/union/stays/{story.id}/submission", note="留言")
    assert page.status_code == 422
    assert 'href="#field-agreed"' in page.text
    assert "留言" in page.text
    assert await made.state_of(story) == "held"


async def test_submitting_twice_says_that_it_was_done(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    path = f"/union/stays/{story.id}/submission"
    assert (await client.submit(path, agreed="1")).status_code == 303
    again = await client.submit(path, agreed="1")
    assert again.status_code == 409
    assert len(await fetch("SELECT id FROM charges")) == 1


async def test_a_union_with_steps_asks_its_approvers_first(client, database):
    union = await with_steps()
    story = await made.held(union=union)
    await sign_in_as(client, union.organiser)
    path = f"/union/stays/{story.id}/submission"
    page = await client.get(path)
    assert "disabled" in page.text
    assert (await client.submit(path, agreed="1")).status_code == 409
    assert (await client.submit(path, form=f"/union/stays/{story.id}/approval")).status_code == 303
    assert (await fetch("SELECT state FROM approval_steps")) == [{"state": "asked"}]
    (step,) = await stays.asked_of(union.approver)
    await stays.agree(step.public_id, by=union.approver)
    assert (await client.submit(path, agreed="1")).status_code == 303


async def test_the_signed_paper_stands_for_the_steps(client, database):
    union = await with_steps()
    story = await made.held(union=union)
    await sign_in_as(client, union.organiser)
    path = f"/union/stays/{story.id}"
    page = await client.get(f"{path}/submission")
    csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
    sent = await client.post(
        f"{path}/papers",
        data={"csrf": csrf, "kind": "approval"},
        files={"file": ("审批.pdf", b"%PDF-1.7", "application/pdf")},
    )
    assert sent.status_code == 303
    assert (await client.submit(f"{path}/submission", agreed="1")).status_code == 303


async def test_a_union_without_steps_has_nobody_to_ask(client, database):
    story = await made.held()
    await sign_in_as(client, story.union.organiser)
    page = await client.submit(
        f"/union/stays/{story.id}/submission", form=f"/union/stays/{story.id}/approval"
    )
    assert page.status_code == 409


async def test_only_those_who_book_submit(client, database):
    story, other = await made.held(), await make_union()
    path = f"/union/stays/{story.id}/submission"
    await sign_in_as(client, story.union.viewer)
    assert (await client.get(path)).status_code == 403
    await sign_in_as(client, other.organiser)
    assert (await client.get(path)).status_code == 404
    assert (await client.submit("/account", form=path, agreed="1")).status_code == 404


async def with_steps():
    union = await make_union()
    await people.set_approval(
        [union.approver.user_id], tolerance_percent=0, tolerance_heads=0, by=union.administrator
    )
    return union
