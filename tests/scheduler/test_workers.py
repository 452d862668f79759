"""Real worker processes, killed, flushed and left without Redis: nothing is lost and nothing happens twice."""

from collections.abc import Callable

import pytest

from sites.foundation import health
from sites.foundation.outbox import OutboxRow
from tests.scheduler import effects
from tests.scheduler.workers import House, Worker, until

NewWorker = Callable[..., Worker]


async def all_done() -> bool:
    return await effects.unfinished() == 0


async def has_run(number: int, *, times: int = 1) -> bool:
    return bool([r for r in await effects.rows() if r["number"] == number and r["runs"] >= times])


@pytest.mark.all_ways
async def test_the_same_jobs_run_embedded_and_by_arq(house: House, new_worker: NewWorker) -> None:
    await effects.post("move", *range(1, 41))
    new_worker(house)
    await until(all_done)

    assert {(r["state"], r["runs"], r["guarded"]) for r in await effects.rows()} == {("done", 1, 1)}
    assert set(await OutboxRow.all().values_list("attempts", flat=True)) == {1}


async def test_two_workers_share_the_rows_and_run_none_twice(
    house: House, new_worker: NewWorker
) -> None:
    new_worker(house)
    new_worker(house)
    await effects.post("move", *range(1, 121))
    await until(all_done)

    assert {r["runs"] for r in await effects.rows()} == {1}


@pytest.mark.all_ways
async def test_a_job_whose_worker_was_killed_is_done_once(
    house: House, new_worker: NewWorker
) -> None:
    """Killed after the effect and before the outcome was written: the worst moment."""
    first = new_worker(house)
    await effects.post("move_and_wait", 1)
    await until(lambda: has_run(1))
    await until(lambda: acted(1))
    first.kill()
    first.open_gate()
    new_worker(house)
    await until(all_done)

    (row,) = await effects.rows()
    assert (row["state"], row["guarded"]) == ("done", 1)
    # The control: it did run twice, and without the verb's guard it would have counted twice.
    assert (row["runs"], row["bare"]) == (2, 2)


async def acted(number: int) -> bool:
    return bool([r for r in await effects.rows() if r["number"] == number and r["bare"]])


async def test_a_killed_worker_leaves_its_unstarted_rows_to_others(
    house: House, new_worker: NewWorker
) -> None:
    first = new_worker(house)
    await effects.post("move_when_open", *range(1, 31))
    await until(lambda: has_run(1))
    first.kill()
    first.open_gate()
    new_worker(house)
    await until(all_done)

    assert {(r["state"], r["guarded"]) for r in await effects.rows()} == {("done", 1)}


async def test_sigterm_finishes_what_runs_and_leases_nothing_more(
    house: House, new_worker: NewWorker
) -> None:
    worker = new_worker(house)
    await effects.post("move_when_open", 1)
    await until(lambda: has_run(1))
    worker.ask_to_stop()
    await until(lambda: has_logged(worker, "worker_stops"))
    await effects.post("move", 2)
    worker.open_gate()

    assert worker.running.wait(20) == 0
    assert [r["state"] for r in await effects.rows()] == ["done", "open"]
    assert await OutboxRow.filter(done_at=None).values_list("attempts", flat=True) == [0]
    assert await health.heartbeats() == []


async def has_logged(worker: Worker, event: str, *, times: int = 1) -> bool:
    return len(worker.events(event)) >= times


async def test_what_does_not_finish_in_time_is_let_go_and_taken_again(
    house: House, new_worker: NewWorker
) -> None:
    worker = new_worker(house, drain=0.2)
    await effects.post("move_when_open", 1)
    await until(lambda: has_run(1))

    assert worker.stop() == 0
    worker.open_gate()
    new_worker(house)
    await until(all_done)
    assert [(r["runs"], r["guarded"]) for r in await effects.rows()] == [(2, 1)]


async def test_a_failing_job_goes_back_and_stops_nobody(
    house: House, new_worker: NewWorker
) -> None:
    worker = new_worker(house)
    await effects.post("fail_until_open", 1)
    await effects.post("move", *range(2, 22))
    await until(all_but_one_done)
    row = await OutboxRow.get(topic="fail_until_open")

    assert (row.last_error, row.done_at) == ("ValueError", None)
    assert row.due_at > row.created_at
    assert "张三" not in worker.log
    worker.open_gate()
    await until(all_done)
    assert {r["guarded"] for r in await effects.rows()} == {1}


async def all_but_one_done() -> bool:
    return await effects.unfinished() == 1 and await has_run(1)


async def test_a_topic_that_this_worker_does_not_know_waits_untouched(
    house: House, new_worker: NewWorker
) -> None:
    await effects.post("of_a_later_release", 1)
    await effects.post("move", 2)
    new_worker(house)
    await until(lambda: has_run(2))
    await until(all_but_one_topic_done)

    row = await OutboxRow.get(topic="of_a_later_release")
    assert (row.attempts, row.leased_until, row.last_error) == (0, None, "")


async def all_but_one_topic_done() -> bool:
    return await effects.unfinished() == 1
