"""After a week of silence an operator is reminded to say that its rooms are right, once a week."""

from datetime import timedelta

from booking import notices
from booking.notices.models import Letter, Notice
from sites.foundation import clock
from sites.foundation.language import ENGLISH, speaking
from sites.listings import check_rooms, stale_sites
from tests.factories.people import make_union
from tests.factories.places import make_place


async def test_a_silent_base_is_found_and_its_editors_are_reminded_once_a_week(
    database: str,
) -> None:
    place = await make_place()
    await make_union()
    await check_rooms(place.id, by=place.operator.sales)
    now = clock.now()
    for days, wanted in ((6, 0), (8, 2), (9, 0), (15, 2)):
        with clock.moved_to(now + timedelta(days=days)):
            assert (place.id in await stale_sites()) is (days > 7)
            assert await notices.remind_of_rooms(place.id) == wanted
    told = {notice.user_id for notice in await Notice.filter(topic="rooms_unchecked")}
    assert told == {place.operator.sales.user_id, place.operator.administrator.user_id}
    assert await Letter.all().count() == 4
    with speaking(ENGLISH):
        found = (await notices.notices_of(place.operator.sales)).items[0]
    assert found.path == f"/operator/sites/{place.code}/today"


async def test_a_new_base_has_a_week_and_a_fresh_word_ends_the_reminders(database: str) -> None:
    place = await make_place()
    assert await stale_sites() == []
    assert await notices.remind_of_rooms(place.id) == 0
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert await stale_sites() == [place.id]
        await check_rooms(place.id, by=place.operator.sales)
        assert await stale_sites() == []
        assert await notices.remind_of_rooms(place.id) == 0
