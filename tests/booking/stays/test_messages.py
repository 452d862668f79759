"""Messages, papers' kin and the sealed contract: small acts of both sides, each once."""

import pytest

from booking import stays
from booking.stays.models import Message
from booking.stays.refusals import StayUnknown
from sites.foundation.idempotency import Key
from sites.foundation.outbox import OutboxRow
from tests.factories.people import make_operator, make_union
from tests.factories.stays import held


async def test_both_sides_write_and_each_sees_whose_is_whose(database):
    story = await held()
    await stays.write_message(story.id, text="几点到？", by=story.operator.sales)
    await stays.write_message(story.id, text="两点", by=story.union.organiser)
    seen = (await stays.page_of(story.id, by=story.union.organiser)).messages
    assert [(one.text, one.is_own) for one in seen] == [("几点到？", False), ("两点", True)]
    told = await OutboxRow.filter(topic="stay.message").values_list("payload", flat=True)
    assert told == [{"message_id": m.id} for m in await Message.all().order_by("id")]


async def test_a_message_sent_twice_stands_once(database):
    story, key = await held(), Key("m" * 20, "f")
    for _ in range(2):
        await stays.write_message(story.id, text="一", by=story.union.organiser, key=key)
    assert await Message.all().count() == 1


async def test_nobody_else_writes_or_reads(database):
    story = await held()
    for stranger in ((await make_union()).organiser, (await make_operator()).sales):
        with pytest.raises(StayUnknown):
            await stays.write_message(story.id, text="x", by=stranger)
        with pytest.raises(StayUnknown):
            await stays.page_of(story.id, by=stranger)
        assert await stays.lines_of(stranger) == []
