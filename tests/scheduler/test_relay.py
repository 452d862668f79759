"""Rows are leased, run, and given back or buried: in this process, under a moved clock."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler import relay
from scheduler.own_hands import OwnHands
from scheduler.pace import Pace
from scheduler.topics import Topics
from sites.foundation import clock, outbox
from sites.foundation.outbox import ATTEMPTS, OutboxRow
from tests.scheduler import effects

PACE = Pace(look=0.01, drain=5, at_once=4)


@pytest.fixture
async def table(database: str) -> None:
    await effects.create_table()


async def run_all(topics: Topics, *, pace: Pace = PACE) -> None:
    """Turn until nothing is due any more, and let the hands finish."""
    hands = OwnHands(topics=topics, pace=pace)
    while await relay.turn(hands, topics=topics, pace=pace) == 0:
        pass
    await hands.rest()


async def test_a_poison_job_lands_among_the_dead_and_stops_nobody(
    table: None, tmp_path: Path
) -> None:
    await effects.post("fail_until_open", 1)
    await effects.post("move", 2, 3)
    topics, began = effects.topics(tmp_path), clock.now()
    for day in range(ATTEMPTS + 2):
        with clock.moved_to(began + timedelta(days=day, seconds=1)):
            await run_all(topics)

    poison, *others = await effects.rows()
    (dead,) = await outbox.dead_letters()
    assert (poison["runs"], poison["state"]) == (ATTEMPTS, "open")
    assert {r["state"] for r in others} == {"done"}
    assert (dead.topic, dead.payload, dead.error) == (
        "fail_until_open",
        {"number": 1},
        "ValueError",
    )
    assert (await outbox.state()).dead == 1


async def test_a_dead_letter_can_be_started_again(table: None, tmp_path: Path) -> None:
    await effects.post("fail_until_open", 1)
    await OutboxRow.all().update(attempts=ATTEMPTS, dead_at=clock.now(), last_error="ValueError")
    (dead,) = await outbox.dead_letters()
    (tmp_path / "open").touch()

    assert await outbox.revive(dead.id)
    assert not await outbox.revive(dead.id)
    await run_all(effects.topics(tmp_path))
    assert [r["state"] for r in await effects.rows()] == ["done"]
    assert await outbox.dead_letters() == []


async def test_a_job_that_kills_its_worker_each_time_is_buried(table: None) -> None:
    await effects.post("move", 1)
    began = clock.now()
    for minute in range(ATTEMPTS + 1):
        with clock.moved_to(began + timedelta(minutes=2 * minute)):
            await outbox.lease(topics={"move"})

    (dead,) = await outbox.dead_letters()
    assert dead.error == "NoOutcome"


async def test_failures_wait_longer_each_time(table: None, tmp_path: Path) -> None:
    await effects.post("fail_until_open", 1)
    now, waits = clock.now(), []
    for _ in range(4):
        with clock.moved_to(now):
            await run_all(effects.topics(tmp_path))
        due = (await OutboxRow.get()).due_at
        waits.append((due - now).total_seconds())
        now = due

    assert waits == [2, 4, 8, 16]


async def test_a_job_beyond_its_time_is_cut_off_and_goes_back(table: None, tmp_path: Path) -> None:
    await effects.post("move_when_open", 1)
    await run_all(effects.topics(tmp_path), pace=Pace(look=0.01, job_time=0.05, at_once=1))

    row = await OutboxRow.get()
    assert (row.last_error, row.attempts, row.leased_until) == ("TimeoutError", 1, None)


async def test_a_lease_that_ran_out_is_taken_again_and_the_late_failure_changes_nothing(
    table: None,
) -> None:
    await effects.post("move", 1)
    (first,) = await outbox.lease(topics={"move"})
    assert await outbox.lease(topics={"move"}) == []
    with clock.moved_to(clock.now() + timedelta(seconds=61)):
        (second,) = await outbox.lease(topics={"move"})
        await outbox.give_back(first, error="TooLate")

        assert (second.id, second.attempt) == (first.id, 2)
        assert await outbox.begin(first.id, attempt=1) is None
        assert await outbox.begin(first.id, attempt=2) == second
    assert (await OutboxRow.get()).last_error == ""


async def test_a_row_that_could_not_be_handed_on_has_spent_no_attempt(table: None) -> None:
    class NoHands(OwnHands):
        async def take(self, letter: outbox.Letter) -> None:
            raise ConnectionError

    await effects.post("move", 1, 2, 3)
    hands = NoHands(topics={"move": _nothing}, pace=PACE)
    with pytest.raises(ConnectionError):
        await relay.turn(hands, topics={"move": _nothing}, pace=PACE)

    rows = await OutboxRow.all().values_list("attempts", "leased_until")
    assert list(rows) == [(0, None)] * 3


async def _nothing(_payload: dict[str, Any]) -> None: ...


async def test_rows_of_the_future_wait(table: None) -> None:
    await effects.post("move", 1)
    await OutboxRow.all().update(due_at=clock.now() + timedelta(hours=1))

    assert await outbox.lease(topics={"move"}) == []
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        assert len(await outbox.lease(topics={"move"})) == 1
