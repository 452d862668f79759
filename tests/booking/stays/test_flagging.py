"""A certificate that falls away flags the stays on its nights, tells both sides, and drops nothing."""

from datetime import time, timedelta

from booking import notices
from booking.notices.models import Notice
from booking.stays.flagging import flag_uncertified, wrongly_flagged
from booking.stays.models import StayEvent
from scheduler.timetable import TIMETABLE
from sites import certification
from sites.certification import CertificateDraft
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from tests.booking.stays.stories import row_of
from tests.factories.places import make_place
from tests.factories.stays import confirmed, in_house, reconciled, state_of

SWEEP = next(sweep for sweep in TIMETABLE if sweep.name == "flag_uncertified")


async def test_a_stay_is_flagged_when_the_certificate_is_suspended_and_keeps_its_rooms(database):
    story = await confirmed()
    assert await wrongly_flagged() == []
    await certification.suspend(story.place.id, reason="示例", by=SYSTEM)

    assert await wrongly_flagged() == [story.number]
    assert await SWEEP.run() == 1
    row = await row_of(story)
    assert row.is_flagged
    assert await state_of(story) == "confirmed"
    event = await StayEvent.filter(stay_id=story.number).order_by("-id").first()
    assert (event.act, event.facts) == ("certificate_flag", {"nights": 4})


async def test_both_sides_are_told_once(database):
    story = await confirmed()
    await certification.suspend(story.place.id, reason="示例", by=SYSTEM)
    assert await flag_uncertified(story.number)
    assert not await flag_uncertified(story.number)
    assert await SWEEP.run() == 0

    event = await StayEvent.get(stay_id=story.number, act="certificate_flag")
    assert await notices.tell_event(event.id) > 0
    assert await notices.tell_event(event.id) == 0
    told = set(
        await Notice.filter(topic="certificate_flag").values_list("organisation_id", flat=True)
    )
    assert told == {story.union.organisation, story.operator.organisation}


async def test_the_flag_comes_off_when_a_new_certificate_covers_every_night(database):
    story = await confirmed()
    await certification.suspend(story.place.id, reason="示例", by=SYSTEM)
    await SWEEP.run()
    await certification.certify(
        story.place.id,
        CertificateDraft(
            number="示例-9999", batch=4, valid_from=clock.today(),
            valid_to=clock.today() + timedelta(days=600), issuer_name="示例总工会",
            issuer_name_en="Example federation",
        ),
        by=SYSTEM,
    )  # fmt: skip

    assert await SWEEP.run() == 1
    assert not (await row_of(story)).is_flagged
    assert await SWEEP.run() == 0


async def test_only_nights_beyond_the_last_day_are_counted(database):
    place = await make_place(valid_days=31)
    story = await confirmed(place=place, starts_in=28, nights=4)
    assert await wrongly_flagged() == []
    with clock.moved_to(clock.at(clock.today() + timedelta(days=40), time(9))):
        await certification.expire(by=SYSTEM)
    assert await wrongly_flagged() == []
    assert not await flag_uncertified(story.number)


async def test_nights_already_slept_and_stays_that_are_over_are_left_alone(database):
    present, past = await in_house(), await reconciled()
    for story in (present, past):
        await certification.suspend(story.place.id, reason="示例", by=SYSTEM)

    assert await wrongly_flagged() == [present.number]
    await SWEEP.run()
    event = await StayEvent.get(stay_id=present.number, act="certificate_flag")
    assert event.facts == {"nights": 3}
    assert not await flag_uncertified(past.number)
