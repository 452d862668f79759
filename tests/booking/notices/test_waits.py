"""Waiting lists are told: joined, passed, held up, lapsed, offered; to whom it concerns, once, and nobody else."""

from datetime import timedelta

from booking import notices, webhooks
from booking.notices.models import Letter, Notice
from booking.people.models import Organisation
from booking.stays import waiting
from booking.stays.models import StayEvent
from booking.stays.waiting.models import WaitEvent
from booking.webhooks.models import WebhookDelivery
from sites import listings
from sites.foundation import clock
from sites.foundation.language import ENGLISH, speaking
from sites.listings import WaitingRule
from tests.factories.waits import full_place, give_back, offered_stay, waits


async def tell_all(story) -> list[tuple[str, int]]:
    """Topic by topic, how many people of the union were told."""
    for event in await WaitEvent.filter(wait_id=story.number).order_by("id"):
        await notices.tell_wait(event.id)
    rows = await Notice.filter(organisation_id=story.union.organisation).order_by("id")
    topics = [row.topic for row in rows]
    return [(topic, topics.count(topic)) for topic in dict.fromkeys(topics)]


async def test_the_union_is_told_that_it_waits_and_the_base_that_somebody_does(database):
    place = await full_place()
    story = await waits(place)
    # The organiser joined, so its administrator is told; telling again adds nothing.
    assert await tell_all(story) == await tell_all(story) == [("wait_joined", 1)]
    told = {n.user_id for n in await Notice.filter(topic="wait_seen")}
    assert told == {place.operator.sales.user_id, place.operator.administrator.user_id}
    with speaking(ENGLISH):
        line = (await notices.notices_of(story.union.administrator)).items[0]
        theirs = (await notices.notices_of(place.operator.sales)).items[0]
    assert line.path == f"/union/waiting/{story.id}"
    assert "2 nights" in line.where
    assert theirs.path == f"/operator/sites/{place.code}/waiting"
    assert story.union.name not in theirs.subject + theirs.text + theirs.where


async def test_who_is_passed_is_told_how_often_that_may_happen(database):
    place = await full_place()
    rule = WaitingRule("skip", passes=2)
    await listings.declare_waiting(place.id, rule, by=place.operator.sales)
    story, _small = await waits(place, 30), await waits(place, 5)
    await give_back(place.holder)
    await waiting.offer(place.id)
    assert ("wait_passed", 2) in await tell_all(story)
    with speaking(ENGLISH):
        line = (await notices.notices_of(story.union.organiser)).items[0]
    assert "1 of at most 2 times" in line.text


async def test_who_could_hold_nothing_more_is_told_why_in_its_own_language(database):
    place = await full_place()
    story = await waits(place)
    await Organisation.filter(id=story.union.organisation).update(hold_limit=0)
    await give_back(place.holder)
    await waiting.offer(place.id)
    assert ("wait_held_up", 2) in await tell_all(story)
    line = (await notices.notices_of(story.union.organiser)).items[0]
    assert "%(" not in line.text
    with speaking(ENGLISH):
        line = (await notices.notices_of(story.union.organiser)).items[0]
    assert "as many open holds as it may have" in line.text


async def test_whose_time_is_over_is_told_by_mail_too(database):
    place = await full_place()
    story = await waits(place, waits_until=clock.today())
    with clock.moved_to(clock.now() + timedelta(days=1)):
        await waiting.lapse(story.number)
    assert ("wait_lapsed", 2) in await tell_all(story)
    assert await Letter.filter(source__startswith="wait_lapsed").count() == 2


async def test_an_offer_is_told_with_its_clock_and_a_way_to_answer(database):
    place = await full_place()
    story = await waits(place)
    await give_back(place.holder)
    await waiting.offer(place.id)
    stay = await offered_stay(story)
    event = await StayEvent.get(stay_id=stay.number, act="offered")
    assert await notices.tell_event(event.id) == 2
    with speaking(ENGLISH):
        line = (await notices.notices_of(story.union.organiser)).items[0]
    assert line.subject.startswith("Rooms came free for you: answer by ")
    assert line.path == f"/union/stays/{stay.id}"


async def test_programs_of_the_union_and_of_the_base_learn_that_a_list_moved(database):
    place = await full_place()
    story = await waits(place)
    for side in (story.union, place.operator):
        await webhooks.make_endpoint("https://hooks.example.cn/", ["waiting"], allowed=(), by=side.administrator)  # fmt: skip
    event = await WaitEvent.get(wait_id=story.number)
    assert await webhooks.note_wait(event.id) == 2
    assert await webhooks.note_wait(event.id) == 0
    bodies = [row.body for row in await WebhookDelivery.all().order_by("id")]
    assert '"type":"waiting.changed"' in bodies[0]
    assert f'"data":{{"id":"{story.id}","state":"waiting"}}' in bodies[0]
    assert f'"data":{{"site":"{place.code}"}}' in bodies[1]
