"""One card for a trip: it opens to those of the list alone, tries are counted, and what is said becomes a case."""

from datetime import timedelta

import pytest

from booking import rosters, stays
from booking.cases.models import Case, CaseMessage
from booking.rosters import card_models
from booking.rosters.card_models import CardTry, TripCard
from booking.rosters.models import Traveller
from booking.stays import mandates, trip_card
from booking.stays.mandates import Coach
from booking.stays.trip_card import CardDraft
from booking.stays.trip_card.refusals import CardUnknown, MeetingUnfit, NotRecognised
from booking.web.enrolment import card as page_of_card
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.enrolments import BORN, carded
from tests.factories.people import make, make_union, sign_in_as
from tests.factories.places import TWIN
from tests.factories.resident_numbers import resident_number_for

SMALL = {"heads": Heads(4), "rooms": {TWIN: 2}}
PHONE, LEADER = "13812345678", "13700137000"


async def with_card(**changes):
    """Two people on the list, of whom the second has no telephone."""
    story = await made.confirmed(**SMALL)
    story.number = resident_number_for(BORN)
    people = [
        rosters.draft(name="示例甲", kind="worker", number=story.number, phone=PHONE),
        rosters.draft(name="示例乙", kind="worker", number=resident_number_for(BORN)),
    ]
    await stays.name_travellers(story.id, people, by=story.union.organiser)
    story.card = await carded(story, **changes)
    story.path = f"/trip-card/{story.card}"
    story.door = {"name": "示例甲", "phone_end": "5678", "number_end": story.number[-4:]}
    return story


async def test_the_card_opens_with_name_and_last_digits_and_shows_what_is_needed(client, database):
    story = await with_card()
    assert "示例广场东门" not in (await client.get(story.path)).text
    opened = await client.submit(story.path, **story.door)
    assert opened.status_code == 303
    assert story.door["number_end"] not in opened.headers["location"]
    page = await client.get(f"/en{story.path}")
    for shown in ("示例广场东门", "示例车牌", "示例领队", f"tel:+86{LEADER}", "示例甲", "120"):
        assert shown in page.text, shown
    for hidden in (story.number, PHONE, "示例乙"):
        assert hidden not in page.text
    assert page.headers["cache-control"] == "no-store"
    (row,) = await CardTry.all()
    assert row.traveller


async def test_whatever_does_not_fit_is_answered_alike_and_on_record(client, database):
    story = await with_card()
    answers = []
    for changes in (
        {"name": "示例丙"}, {"phone_end": "0000"}, {"number_end": "0000"},
        {"name": "示例乙", "phone_end": "0000"}, {"phone_end": "", "name": "示例乙"},
    ):  # fmt: skip
        page = await client.submit(f"/en{story.path}", form=f"/en{story.path}", **{**story.door, **changes})  # fmt: skip
        answers.append(page)
    assert {page.status_code for page in answers[:4]} == {403}
    assert all("These do not fit anybody of this trip" in page.text for page in answers[:4])
    assert answers[4].status_code == 422
    assert [row.traveller for row in await CardTry.all()] == [""] * 4


async def test_after_five_tries_at_a_name_even_the_right_one_waits(client, database):
    story = await with_card()
    for _ in range(page_of_card.MOST_FOR_NAME):
        await client.submit(story.path, **{**story.door, "phone_end": "0000"})
    assert (await client.submit(story.path, **story.door)).status_code == 429
    with clock.moved_to(clock.now() + timedelta(minutes=16)):
        assert (await client.submit(story.path, **story.door)).status_code == 303


async def test_without_the_limit_the_right_one_opens_after_many_tries(
    client, database, monkeypatch
):
    monkeypatch.setattr(page_of_card, "MOST_FOR_NAME", 50)
    story = await with_card()
    for _ in range(6):
        await client.submit(story.path, **{**story.door, "phone_end": "0000"})
    assert (await client.submit(story.path, **story.door)).status_code == 303


async def test_the_cookie_opens_its_own_card_alone_and_for_half_a_day(client, database):
    story, other = await with_card(), await with_card()
    await client.submit(story.path, **story.door)
    assert "示例广场东门" in (await client.get(story.path)).text
    assert "示例广场东门" not in (await client.get(other.path)).text
    with clock.moved_to(clock.now() + timedelta(hours=13)):
        assert "示例广场东门" not in (await client.get(story.path)).text


async def test_who_leaves_the_list_reads_the_card_no_more(client, database):
    story = await with_card()
    await client.submit(story.path, **story.door)
    who = await Traveller.get(name="示例甲")
    await stays.unname_traveller(story.id, who.public_id, by=story.union.organiser)
    assert "示例广场东门" not in (await client.get(story.path)).text
    with pytest.raises(NotRecognised):
        await trip_card.shown_card(story.card, who.public_id)


async def test_what_a_participant_says_is_a_case_of_the_union_without_a_name_unless_wanted(
    client, database
):
    story = await with_card()
    await client.submit(story.path, **story.door)
    words = f"{story.path}/words"
    page = await client.submit(story.path, form=words, kind="complaint", text="")
    assert page.status_code == 422
    for extra in ({}, {"named": "1"}):
        answer = await client.submit(
            story.path, form=words, kind="complaint", text="示例：热水不足", **extra
        )
        assert answer.status_code == 303
    first, second = await Case.all().order_by("id")
    said = [row.by_name for row in await CaseMessage.all().order_by("id")]
    assert (first.caller, second.caller, said) == ("", "示例甲", ["", "示例甲"])
    assert {first.union_id, second.union_id} == {story.union.organisation}
    await sign_in_as(client, story.union.organiser)
    assert (await client.get(f"/union/cases/{first.public_id}")).status_code == 200


async def test_a_closed_card_is_dead_and_forgets_its_leader(client, database):
    story = await with_card()
    await trip_card.close_card(story.id, by=story.union.organiser)
    assert (await client.get(story.path)).status_code == 404
    (row,) = await TripCard.all()
    assert row.leader_phone_sealed == ""
    with pytest.raises(CardUnknown):
        await trip_card.open_card(story.card, name="示例甲", phone_end="5678", number_end=story.number[-4:])  # fmt: skip
    assert await carded(story) != story.card


async def test_the_leaders_number_is_sealed_at_rest(client, database):
    await with_card()
    assert LEADER not in repr(await fetch("SELECT * FROM trip_cards"))
    assert card_models.TripCard


async def test_the_meeting_is_on_the_day_of_arrival_or_the_day_before(database):
    story = await made.confirmed(**SMALL)
    for days, fits in ((-2, False), (-1, True), (0, True), (1, False)):
        at = clock.at(story.check_in + timedelta(days=days), clock.now().time().replace(hour=8))
        if fits:
            await trip_card.write_card(story.id, CardDraft(at), by=story.union.organiser)
        else:
            with pytest.raises(MeetingUnfit):
                await trip_card.write_card(story.id, CardDraft(at), by=story.union.organiser)


async def test_the_organiser_writes_the_card_and_another_union_finds_nothing(client, database):
    story = await with_card()
    await sign_in_as(client, story.union.organiser)
    desk = f"/union/stays/{story.id}/card"
    page = await client.submit(desk, form=f"{desk}/text", leader_phone="12")
    assert (page.status_code, "#field-leader_phone" in page.text) == (422, True)
    sent = await client.submit(desk, form=f"{desk}/text", meets_on=str(story.check_in), meets_time="07:30", coach="示例客车")  # fmt: skip
    assert sent.status_code == 303
    shown = (await client.get(desk)).text
    assert 'value="07:30"' in shown
    assert "示例客车" in shown
    await sign_in_as(client, (await make_union()).organiser)
    assert (await client.get(desk)).status_code == 404


async def test_the_agencys_coach_stands_on_the_card_where_the_union_wrote_nothing(client, database):
    story = await with_card(coach="", meeting_point="")
    agency = await make("agency")
    mandate = await mandates.grant_mandate(
        story.id, agency=agency.public_id, starts_on=clock.today(), ends_on=story.check_out,
        by=story.union.organiser,
    )  # fmt: skip
    await client.submit(story.path, **story.door)
    assert "皖A00000" not in (await client.get(story.path)).text
    coach = Coach("示例客运", "皖A00000", 45, "北门（示例）", "07:30")
    await mandates.enter_coach(mandate, coach, by=agency.organiser)
    for shown in ("示例客运 · 皖A00000", "07:30 北门（示例）"):
        assert shown in (await client.get(story.path)).text

    await sign_in_as(client, story.union.organiser)
    form = f"/union/stays/{story.id}/card"
    for page in (form, f"{form}/sheet", f"/union/stays/{story.id}/leader"):
        assert "皖A00000" in (await client.get(page)).text, page
    assert 'value="示例客运' not in (await client.get(form)).text


async def test_what_the_union_writes_stands_before_the_agencys_coach(client, database):
    story = await with_card()
    agency = await make("agency")
    mandate = await mandates.grant_mandate(
        story.id, agency=agency.public_id, starts_on=clock.today(), ends_on=story.check_out,
        by=story.union.organiser,
    )  # fmt: skip
    await mandates.enter_coach(mandate, Coach("示例客运", "皖A00000", 45, "北门", ""), by=agency.organiser)  # fmt: skip
    await client.submit(story.path, **story.door)
    page = (await client.get(story.path)).text
    assert "示例车牌" in page
    assert "示例广场东门" in page
    assert "皖A00000" not in page
