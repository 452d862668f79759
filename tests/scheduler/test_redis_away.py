"""Redis flushed, stopped, killed or full of foreign things: rows wait in the database and lose nothing."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scheduler.arq_hands import QUEUE
from sites.foundation.outbox import OutboxRow
from tests.proof import Proof
from tests.scheduler import effects
from tests.scheduler.workers import House, Worker, until
from tests.servers import machine
from tests.servers.redis import RedisServer

NewWorker = Callable[..., Worker]

pytestmark = pytest.mark.parametrize("where", [("sqlite", ""), ("postgres", "")], indirect=True)


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """One of its own: these tests stop it."""
    with RedisServer(machine.REDIS.path()) as server:
        yield server


@pytest.fixture
def by_arq(house: House, redis: RedisServer) -> House:
    return House(house.database, redis.url)


async def all_done() -> bool:
    return await effects.unfinished() == 0


async def so_many_done(count: int) -> bool:
    return await OutboxRow.exclude(done_at=None).count() >= count


@pytest.mark.proof
async def test_everything_flushed_under_load_is_done_once(
    by_arq: House, redis: RedisServer, new_worker: NewWorker, proof: Proof
) -> None:
    jobs, flushes = proof.size("jobs", small=60, full=2000), proof.size("flushes", small=3, full=20)
    worker = new_worker(by_arq)
    await effects.post("move_when_open", *range(1, 9))
    await effects.post("move", *range(9, jobs + 1))
    await until(some_run)
    redis.flush()
    worker.open_gate()
    for number in range(1, flushes):
        await until(lambda share=jobs * number // flushes: so_many_done(share), within=120)
        redis.flush()
    await until(all_done, within=120)

    rows = await effects.rows()
    assert {(r["state"], r["guarded"]) for r in rows} == {("done", 1)}
    proof.found(jobs=jobs, flushes=flushes, runs=sum(r["runs"] for r in rows))


async def some_run() -> bool:
    return any(r["runs"] for r in await effects.rows())


@pytest.mark.proof
async def test_while_redis_is_away_rows_wait_and_no_attempt_is_spent(
    by_arq: House, redis: RedisServer, new_worker: NewWorker, proof: Proof
) -> None:
    """The outage lasts until the relay has failed so often: one look each second in the full size."""
    looks = proof.size("looks_at_a_missing_redis", small=5, full=120)
    worker = new_worker(by_arq, after_failure=1 if looks > 100 else 0.1)
    await effects.post("move", *range(1, 11))
    await until(all_done)
    redis.stop()
    await effects.post("move", *range(11, 51))
    await until(lambda: relay_failed(worker, times=looks), within=300)
    assert await effects.unfinished() == 40
    redis.start()
    await until(all_done)

    assert {(r["state"], r["guarded"], r["runs"]) for r in await effects.rows()} == {("done", 1, 1)}
    assert set(await OutboxRow.all().values_list("attempts", flat=True)) == {1}
    assert worker.running.poll() is None
    proof.found(looks=looks, rows=50)


async def relay_failed(worker: Worker, *, times: int) -> bool:
    return len([e for e in worker.events("turn_failed") if e["loop"] == "relay"]) >= times


async def test_a_killed_redis_that_forgot_everything_is_rung_again(
    by_arq: House, redis: RedisServer, new_worker: NewWorker
) -> None:
    worker = new_worker(by_arq)
    await effects.post("move_when_open", *range(1, 25))
    await until(some_run)
    redis.kill()
    worker.open_gate()
    redis.start()
    await until(all_done)

    assert {(r["state"], r["guarded"]) for r in await effects.rows()} == {("done", 1)}


async def test_a_worker_may_start_before_redis_does(
    by_arq: House, redis: RedisServer, new_worker: NewWorker
) -> None:
    redis.stop()
    worker = new_worker(by_arq)
    await effects.post("move", 1)
    await until(lambda: relay_failed(worker, times=2))
    redis.start()
    await until(all_done)

    assert worker.stop() == 0


class Gadget:
    """Unpickled, it writes a file: what somebody who can write to Redis would plant."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.path,))


async def test_a_planted_pickle_is_not_executed_and_stops_nobody(
    by_arq: House, redis: RedisServer, new_worker: NewWorker, tmp_path: Path
) -> None:
    planted = tmp_path / "executed"
    redis.execute("SET", "arq:job:evil", pickle.dumps(Gadget(planted)))
    redis.execute("ZADD", QUEUE, 1, "evil")
    new_worker(by_arq)
    await effects.post("move", 1)
    await until(all_done)
    await until(lambda: is_gone(redis, "evil"))

    assert not planted.exists()
    # The control: the gadget works.
    pickle.loads(pickle.dumps(Gadget(planted)))  # noqa: S301
    assert planted.exists()


async def is_gone(redis: RedisServer, job: str) -> bool:
    return redis.execute("ZSCORE", QUEUE, job) is None
