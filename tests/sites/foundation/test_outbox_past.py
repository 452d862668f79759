"""The demonstration's past is passed over; what lies after it still waits to be done."""

from datetime import timedelta

from sites.foundation import clock, outbox
from sites.foundation.database import transaction, unhurried_disk
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


async def test_commits_wait_for_the_disk_again_afterwards(database):
    from sites.foundation.database import fetch, is_sqlite

    async with unhurried_disk():
        await post("while")
    if is_sqlite():
        assert (await fetch("PRAGMA synchronous"))[0]["synchronous"] == 2
    assert await OutboxRow.all().count() == 1
