"""arq, spoken here alone: it rings, and its workers are the hands. The outbox stays the queue of record.

Only a row's number and attempt go through Redis, as JSON. arq keeps no results and retries nothing:
the outbox does. Whatever Redis loses is leased again when the lease runs out.
"""

import asyncio
import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from os import getpid
from typing import Any

from arq.connections import ArqRedis, RedisSettings, create_pool
from arq.worker import Worker, func
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as RedisGone
from redis.exceptions import TimeoutError as RedisSilent

from scheduler.pace import Pace
from scheduler.relay import perform
from scheduler.topics import Topics
from sites.foundation import outbox
from sites.foundation.outbox import Letter

QUEUE = "tongxin:queue"
REDIS_SECONDS = 5


class ArqHands:
    """Rows are enqueued here, and this process is one of the arq workers that run them."""

    def __init__(self, url: str, *, topics: Topics, pace: Pace) -> None:
        self.settings = RedisSettings.from_dsn(url)
        self.topics = topics
        self.pace = pace
        self.pool: ArqRedis | None = None
        self.worker: Worker | None = None

    async def room(self) -> int:
        """A short queue: a row that waits in Redis longer than its lease would be taken twice."""
        async with asyncio.timeout(REDIS_SECONDS):
            return 2 * self.pace.at_once - int(await (await self._bell()).zcard(QUEUE))

    async def take(self, letter: Letter) -> None:
        async with asyncio.timeout(REDIS_SECONDS):
            await (await self._bell()).enqueue_job(
                "deliver", letter.id, letter.attempt, _job_id=f"{letter.id}-{letter.attempt}"
            )

    async def freed(self) -> None:
        await asyncio.sleep(self.pace.look / 4)

    async def work(self) -> float:
        """Be an arq worker until cancelled. Ends with an error when Redis stays away; then a new one begins."""
        self.worker = self._worker()
        try:
            await self.worker.async_run()
        finally:
            await _let_go(self.worker)
            self.worker = None
        return 0

    async def rest(self) -> None:
        """Pick nothing more, finish what runs; what is not done in time is let go."""
        if self.worker:
            self.worker.allow_pick_jobs = False
            if tasks := list(self.worker.tasks.values()):
                await asyncio.wait(tasks, timeout=self.pace.drain)
        if self.pool:
            await self.pool.aclose(close_connection_pool=True)

    async def _bell(self) -> ArqRedis:
        if self.pool is None:
            impatient = replace(self.settings, conn_retries=0)
            self.pool = await create_pool(
                impatient,
                job_serializer=_as_json,
                job_deserializer=json.loads,
                default_queue_name=QUEUE,
            )
        return self.pool

    def _worker(self) -> Worker:
        return Worker(
            [func(self._deliver, name="deliver", keep_result=0, max_tries=1)],  # type: ignore[arg-type]  # ids are all it takes
            queue_name=QUEUE,
            redis_settings=_patient(self.settings),
            handle_signals=False,
            max_jobs=self.pace.at_once,
            # Ours ends first and is written down; arq's own is for what hangs beyond that.
            job_timeout=self.pace.job_time + 5,
            poll_delay=self.pace.look / 2,
            retry_jobs=False,
            health_check_interval=15,
            health_check_key=f"{QUEUE}:health:{socket.gethostname()}:{getpid()}",
            job_serializer=_as_json,
            job_deserializer=json.loads,
            log_results=False,
        )

    async def _deliver(self, _ctx: Mapping[str, Any], row_id: int, attempt: int) -> None:
        letter = await outbox.begin(row_id, attempt=attempt, hold=self.pace.lease)
        if letter and letter.topic in self.topics:
            await perform(letter, topics=self.topics, pace=self.pace)


async def _let_go(worker: Worker) -> None:
    """Worker.close() without its hanging: cancelled jobs stay leased and are taken again."""
    tasks = [*worker.job_tasks.values(), *worker.tasks.values()]
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=REDIS_SECONDS)
    with suppress(Exception):
        async with asyncio.timeout(1):
            await worker.pool.aclose(close_connection_pool=True)


def _patient(settings: RedisSettings) -> RedisSettings:
    """A stock worker dies of the first lost connection unless the client below it tries again."""
    return replace(
        settings,
        retry=Retry(ConstantBackoff(0.5), 20),
        retry_on_error=[RedisGone, RedisSilent, OSError],
        retry_on_timeout=True,
    )


def _as_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode()
