"""The demonstration's past is passed over; what lies after it still waits to be done."""

from datetime import timedelta

from sites.foundation import clock, outbox
from sites.foundation.database import transaction
from sites.foundation.outbox import OutboxRow


@transaction
async def post(topic: str) -> None:
    await outbox.post(topic, {})


async def test_only_rows_of_before_are_taken_as_done(database):
    with clock.moved_to(clock.now() - timedelta(days=9)):
        await post("old")
    await post("new")
    assert await outbox.pass_over(before=clock.now() - timedelta(days=7)) == 1

    assert [letter.topic for letter in await outbox.lease()] == ["new"]
    assert await OutboxRow.filter(done_at=None).count() == 1
