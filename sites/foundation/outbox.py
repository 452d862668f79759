"""The queue of record: what a verb wants done after its commit, written in the same transaction.

A row is leased by a conditional update, done once, and given back with its error and a later time
when the work fails; after the last attempt it stands among the dead letters until a person starts
it again. Losing all of Redis loses nothing that is here.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from sites.foundation import clock
from sites.foundation.database import demand_transaction, insert, transaction

LEASE = timedelta(seconds=60)
ATTEMPTS = 8


class OutboxRow(Model):
    id = fields.IntField(primary_key=True)
    topic = fields.CharField(max_length=60)
    payload: dict[str, Any] = fields.JSONField()
    due_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    leased_until = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    dead_at = fields.DatetimeField(null=True)
    last_error = fields.CharField(max_length=300, default="")
    created_at = fields.DatetimeField()

    class Meta:
        app = "sites"
        table = "outbox"


@dataclass(frozen=True)
class Letter:
    """One leased row. `attempt` counts from 1 and belongs to the job's name in the queue."""

    id: int
    topic: str
    payload: dict[str, Any]
    attempt: int


async def post(topic: str, payload: dict[str, Any], *, due_at: datetime | None = None) -> None:
    """Write a row into the caller's transaction. Payloads carry ids, never names or numbers of people."""
    demand_transaction()
    now = clock.now()
    await insert(
        "outbox", topic=topic, payload=json.dumps(payload), due_at=due_at or now, attempts=0,
        last_error="", created_at=now,
    )  # fmt: skip


async def lease(
    limit: int = 20, *, topics: Collection[str] | None = None, hold: timedelta = LEASE
) -> list[Letter]:
    """Take up to `limit` due rows, oldest first; a lease that ran out may be taken again.

    Rows of other topics than `topics` stay as they are: an older worker does not know them yet.
    """
    # Looked at without a lock first: mostly nothing is due, and then nobody is kept waiting.
    return await _lease(limit, topics=topics, hold=hold) if await _due(1, topics) else []


@transaction
async def _lease(limit: int, *, topics: Collection[str] | None, hold: timedelta) -> list[Letter]:
    letters: list[Letter] = []
    for row in await _due(limit, topics):
        letters += await (_bury(row) if row["attempts"] >= ATTEMPTS else _take(row, hold=hold))
    return letters


async def _due(limit: int, topics: Collection[str] | None) -> list[dict[str, Any]]:
    now = clock.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    rows = OutboxRow.filter(free, done_at=None, dead_at=None, due_at__lte=now)
    if topics is not None:
        rows = rows.filter(topic__in=list(topics))
    return (
        await rows.order_by("due_at", "id")
        .limit(limit)
        .values("id", "topic", "payload", "attempts", "leased_until")
    )


async def _take(row: dict[str, Any], *, hold: timedelta) -> list[Letter]:
    taken = await _unmoved(row).update(
        attempts=row["attempts"] + 1, leased_until=clock.now() + hold
    )
    if not taken:
        return []
    return [Letter(row["id"], row["topic"], row["payload"], row["attempts"] + 1)]


async def _bury(row: dict[str, Any]) -> list[Letter]:
    """A row whose last attempt never reported: perhaps its job kills the process that runs it."""
    await _unmoved(row).update(dead_at=clock.now(), leased_until=None, last_error="NoOutcome")
    return []


def _unmoved(row: dict[str, Any]) -> QuerySet[OutboxRow]:
    return OutboxRow.filter(
        id=row["id"], attempts=row["attempts"], leased_until=row["leased_until"], done_at=None
    )


async def begin(row_id: int, *, attempt: int, hold: timedelta = LEASE) -> Letter | None:
    """Renew the lease as the work starts. None when the row is done, dead or at another attempt by now."""
    mine = OutboxRow.filter(id=row_id, attempts=attempt, done_at=None, dead_at=None)
    if not await mine.update(leased_until=clock.now() + hold):
        return None
    row = await OutboxRow.get(id=row_id)
    return Letter(row.id, row.topic, row.payload, attempt)


async def put_back(letter: Letter) -> None:
    """Undo a lease whose work could not even be handed on; it does not count as an attempt."""
    mine = OutboxRow.filter(id=letter.id, attempts=letter.attempt, done_at=None)
    await mine.update(attempts=letter.attempt - 1, leased_until=None)


async def finish(letter: Letter) -> None:
    await OutboxRow.filter(id=letter.id).update(done_at=clock.now(), leased_until=None)


async def give_back(letter: Letter, *, error: str) -> None:
    """Put a failed row back with a growing delay, or among the dead letters after the last attempt.

    `error` is the kind of failure only: exception texts may carry personal data.
    """
    now = clock.now()
    dead = now if letter.attempt >= ATTEMPTS else None
    later = now + timedelta(seconds=min(2**letter.attempt, 600))
    await OutboxRow.filter(id=letter.id, attempts=letter.attempt, done_at=None).update(
        last_error=error[:300], leased_until=None, due_at=later, dead_at=dead
    )


async def revive(row_id: int) -> bool:
    """Start a dead letter again from its first attempt. False when it is not among the dead."""
    return bool(
        await OutboxRow.filter(id=row_id, dead_at__isnull=False, done_at=None).update(
            dead_at=None, attempts=0, leased_until=None, due_at=clock.now()
        )
    )


async def revive_all() -> int:
    """Start every dead letter again from its first attempt; how many."""
    dead = OutboxRow.filter(dead_at__isnull=False, done_at=None)
    return await dead.update(dead_at=None, attempts=0, leased_until=None, due_at=clock.now())


@dataclass(frozen=True)
class OutboxState:
    """How many rows are due and untaken, under way, failed and due later, and dead; since when the oldest of those untaken is due."""

    waiting: int
    running: int
    again: int
    dead: int
    oldest_due: datetime | None


async def state() -> OutboxState:
    now = clock.now()
    open_ones = OutboxRow.filter(done_at=None, dead_at=None)
    due = open_ones.filter(due_at__lte=now)
    running = await due.filter(leased_until__gt=now).count()
    free = due.filter(Q(leased_until=None) | Q(leased_until__lte=now))
    oldest = await free.order_by("due_at").first()
    return OutboxState(
        waiting=await due.count() - running,
        running=running,
        again=await open_ones.filter(due_at__gt=now, attempts__gt=0).count(),
        dead=await OutboxRow.filter(dead_at__isnull=False, done_at=None).count(),
        oldest_due=oldest.due_at if oldest else None,
    )


@dataclass(frozen=True)
class DeadLetter:
    """A row that failed every attempt: what it was about, how it failed, since when it is dead."""

    id: int
    topic: str
    payload: dict[str, Any]
    error: str
    dead_at: datetime


async def dead_letters(limit: int = 200) -> list[DeadLetter]:
    """The dead, newest first; started again they are no longer here."""
    rows = OutboxRow.filter(dead_at__isnull=False, done_at=None).order_by("-dead_at", "-id")
    return [
        DeadLetter(row.id, row.topic, row.payload, row.last_error, row.dead_at)
        for row in await rows.limit(limit)
        if row.dead_at
    ]


@transaction
async def pass_over(*, before: datetime, besides: Collection[str] = ()) -> int:
    """Take rows posted before that instant as done, unsaid, but for those topics; how many.

    For the demonstration's past, and for what a backup brings back.
    """
    rows = OutboxRow.filter(created_at__lt=before, done_at=None, dead_at=None)
    return await rows.exclude(topic__in=[*besides]).update(done_at=clock.now())


@transaction
async def forget_done(*, older_than: timedelta) -> int:
    """Rows whose work is done stay for a while, for whoever asks what happened; then they go."""
    return await OutboxRow.filter(done_at__lt=clock.now() - older_than).delete()
