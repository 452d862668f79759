"""The leader's page: everybody with room, diet and mask; full telephones once, for a reason, on record."""

from booking import rosters, stays
from booking.rosters.models import Reveal
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.enrolments import BORN
from tests.factories.people import sign_in_as
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for

PHONE = "13812345678"


async def led(client, role: str = "organiser"):
    story = await made.confirmed(heads=Heads(4), rooms={TWIN: 2})
    story.number = resident_number_for(BORN)
    person = rosters.draft(name="示例甲", kind="worker", number=story.number, phone=PHONE)
    await stays.name_travellers(story.id, [person], by=story.union.organiser)
    await sign_in_as(client, getattr(story.union, role))
    story.path = f"/union/stays/{story.id}/leader"
    return story


async def test_the_page_masks_telephones_until_a_reason_is_given(client, database):
    story = await led(client)
    page = await client.get(story.path)
    assert "示例甲" in page.text
    assert "138****5678" in page.text
    assert PHONE not in page.text
    refused = await client.submit(story.path, form=f"{story.path}/phones", reason=" ")
    assert (refused.status_code, "#field-reason" in refused.text) == (422, True)
    assert await Reveal.all().count() == 0

    shown = await client.submit(story.path, form=f"{story.path}/phones", reason="示例：带队")
    assert f"tel:+86{PHONE}" in shown.text
    assert story.number not in shown.text
    (look,) = await Reveal.all()
    assert (look.reason, look.by_user_id) == ("示例：带队", story.union.organiser.user_id)
    assert PHONE not in (await client.get(story.path)).text


async def test_an_approver_reads_the_list_and_opens_no_telephone(client, database):
    story = await led(client, "approver")
    page = await client.get(story.path)
    assert page.status_code == 200
    assert "phones" not in page.text
    answer = await client.submit(story.path, form=f"{story.path}/phones", reason="示例")
    assert answer.status_code == 403
    assert await Reveal.all().count() == 0


async def test_the_incident_leads_to_a_case_about_this_group(client, database):
    story = await led(client)
    page = await client.get(f"/union/cases/new?kind=incident&stay={story.id}")
    assert "incident" in (await client.get(story.path)).text
    assert page.status_code == 200
    checked = page.text.partition('value="incident"')[2][:40]
    assert "checked" in checked
