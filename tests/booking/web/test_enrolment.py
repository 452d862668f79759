"""Signing up over the web: without an account, nothing typed is lost, nothing personal in an address or a log."""

import re

import structlog
from structlog.testing import capture_logs

from booking.people import throttle
from booking.rosters.enrolment_models import Applicant, Application
from booking.web.enrolment import sign_up as page_of_members
from sites.foundation.database import fetch
from sites.foundation.outbox import OutboxRow
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.enrolments import BORN, opened, signed_up
from tests.factories.people import sign_in_as
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for

SMALL = {"heads": Heads(5, 2), "rooms": {TWIN: 4}}
PHONE = "13800138000"


async def at_the_form(**changes):
    story = await made.confirmed(**SMALL)
    story.link = await opened(story, **changes)
    story.path = f"/enrolment/{story.link}"
    return story


def typed(**changes: str) -> dict[str, str]:
    number = resident_number_for(BORN)
    return {"name": "示例甲", "number": number, "phone": PHONE, "consent": "1", **changes}


async def test_a_member_signs_up_and_the_organiser_approves_in_both_languages(new_client, database):
    story, member, union = await at_the_form(), new_client(), new_client()
    form = typed(
        department="一车间", family_1_name="示例乙", family_1_number=resident_number_for(BORN)
    )
    sent = await member.submit(story.path, **form)
    assert sent.status_code == 303
    own = sent.headers["location"]
    for secret in (form["number"], PHONE, "示例"):
        assert secret not in own
    page = await member.get(f"/en{own}")
    assert "Waits for the union" in page.text
    assert form["number"] not in page.text
    assert page.headers["cache-control"] == "no-store"

    await sign_in_as(union, story.union.organiser)
    desk = f"/union/stays/{story.id}/enrolment"
    shown = await union.get(f"/en{desk}")
    assert "nothing stands in the way" in shown.text
    assert form["number"] not in shown.text
    (entry,) = await Application.all()
    answer = await union.submit(desk, form=f"{desk}/answers", application=entry.public_id, act="approve")  # fmt: skip
    assert answer.status_code == 303
    assert "You travel" in (await member.get(f"/en{own}")).text
    assert "你已列入出行名单" in (await member.get(own)).text


async def test_every_fault_stands_at_its_field_and_what_was_typed_is_kept(client, database):
    story = await at_the_form()
    for changes, field in (
        ({"name": ""}, "name"), ({"number": "11010519491231002"}, "number"), ({"phone": "123"}, "phone"),
        ({"consent": ""}, "consent"), ({"family_1_name": "示例乙"}, "family_1_number"),
        ({"family_2_name": "示例乙", "family_2_number": "1"}, "family_2_number"),
        ({"phone": "", "name": "示例甲"}, "phone"),
    ):  # fmt: skip
        page = await client.submit(story.path, **typed(**changes))
        assert (page.status_code, f'href="#field-{field}"' in page.text) == (422, True), changes
        assert 'value="示例甲"' in page.text or not changes.get("name", "x")
    assert await Applicant.all().count() == 0


async def test_a_child_comes_along_once_its_guardian_agrees(client, database):
    from datetime import timedelta

    from sites.foundation import clock

    story = await at_the_form()
    child = {"family_1_name": "示例童", "family_1_number": resident_number_for(clock.today() - timedelta(days=3000))}  # fmt: skip
    page = await client.submit(story.path, **typed(**child))
    assert (page.status_code, "#field-family_1_guardian" in page.text) == (422, True)
    assert (await client.submit(story.path, **typed(**child), family_1_guardian="1")).status_code == 303  # fmt: skip


async def test_a_form_sent_twice_signs_up_once(client, database):
    story, form = await at_the_form(), typed()
    page = await client.get(story.path)
    answers = [await client.post_from(page, story.path, **form) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert await Application.all().count() == 1


async def test_a_number_twice_is_told_so_without_what_is_held(new_client, database):
    story, number = await at_the_form(), resident_number_for(BORN)
    await new_client().submit(
        story.path, **typed(number=number, name="示例原名", phone="13912345678")
    )
    page = await new_client().submit(
        f"/en{story.path}", form=f"/en{story.path}", **typed(number=number)
    )
    assert page.status_code == 409
    assert "has signed up for this trip" in page.text
    assert "示例原名" not in page.text
    assert "5678" not in page.text


async def test_tries_are_limited_by_link_and_by_address(client, database, monkeypatch):
    monkeypatch.setattr(page_of_members, "MOST_FROM_ADDRESS", 2)
    story = await at_the_form()
    for _ in range(2):
        assert (await client.submit(story.path, **typed(consent=""))).status_code == 422
    page = await client.submit(story.path, **typed())
    assert page.status_code == 429
    assert 'value="示例甲"' in page.text
    assert await Applicant.all().count() == 0


async def test_without_the_limit_the_same_tries_pass(client, database):
    story = await at_the_form()
    for _ in range(2):
        await client.submit(story.path, **typed(consent=""))
    assert (await client.submit(story.path, **typed())).status_code == 303
    assert throttle.WINDOW


async def test_nothing_personal_stands_in_logs_outbox_or_keys(client, database):
    story, form = await at_the_form(), typed(room_mate="示例同住")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    with capture_logs() as logged:
        assert (await client.submit(story.path, **form)).status_code == 303
    rows = [row.payload for row in await OutboxRow.all()]
    kept = await fetch("SELECT * FROM idempotency_keys")
    for secret in (form["number"], PHONE, "示例同住"):
        assert secret not in repr((logged, rows, kept))


async def test_what_is_closed_or_invented_is_answered_alike(client, database):
    story = await at_the_form()
    await sign_in_as(client, story.union.organiser)
    desk = f"/union/stays/{story.id}/enrolment"
    assert (await client.submit(desk, form=f"{desk}/closing")).status_code == 303
    closed, invented = await client.get(story.path), await client.get("/enrolment/" + "0" * 64)
    assert closed.status_code == invented.status_code == 404
    assert re.findall("<h1[^>]*>.*?</h1>", closed.text) == re.findall("<h1[^>]*>.*?</h1>", invented.text)  # fmt: skip


async def test_a_member_takes_the_entry_back(client, database):
    story = await at_the_form()
    own = f"/enrolment/entries/{await signed_up(story.link)}"
    answer = await client.submit(own, form=f"{own}/withdrawal")
    assert answer.status_code == 303
    page = await client.get(f"/en{own}")
    assert "Taken back" in page.text
    assert "withdrawal" not in page.text


async def test_declining_without_a_reason_keeps_the_page_and_says_where(client, database):
    story = await at_the_form()
    await signed_up(story.link)
    await sign_in_as(client, story.union.organiser)
    desk = f"/union/stays/{story.id}/enrolment"
    (entry,) = await Application.all()
    page = await client.submit(desk, form=f"{desk}/answers", application=entry.public_id, act="decline")  # fmt: skip
    assert (page.status_code, f"#field-why-{entry.public_id}" in page.text) == (422, True)
    why = {f"why-{entry.public_id}": "示例：名额已满"}
    assert (await client.submit(desk, form=f"{desk}/answers", application=entry.public_id, act="decline", **why)).status_code == 303  # fmt: skip
    assert "示例：名额已满" in (await client.get(desk)).text
