"""How requests were answered, counted from their events: the first answer counts, silence is named."""

from datetime import datetime, time, timedelta

from booking import stays
from booking.stays.answer_record import AnswerRecord, answer_record
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays import stories
from tests.factories import stays as made
from tests.factories.places import TWIN, make_place


def mid_month() -> datetime:
    return clock.at(clock.today().replace(day=15) + timedelta(days=31), time(10))


async def test_the_first_answer_of_each_request_counts(database: str) -> None:
    place = await make_place(reception_limit=400, answer_hours=40)
    with clock.moved_to(mid_month()):
        small = {"place": place, "rooms": {TWIN: 2}, "heads": Heads(4)}
        quick, slow, no, silent = [await made.submitted(**small) for _ in range(4)]
    with clock.moved_to(mid_month() + timedelta(hours=2)):
        await stories.accept(quick)
        await stories.decline(no)
    with clock.moved_to(mid_month() + timedelta(hours=26)):
        await stories.accept(slow)
    with clock.moved_to(mid_month() + timedelta(days=10)):
        assert await stays.expire(silent.number)
        found = await answer_record(by=place.operator.sales)
    assert found == AnswerRecord(3, 2, timedelta(hours=10), 1, 1)


async def test_nobody_answers_for_another(database: str) -> None:
    story, other = await made.submitted(), await make_place()
    await stories.accept(story)
    assert (await answer_record(by=other.operator.sales)).answered == 0
