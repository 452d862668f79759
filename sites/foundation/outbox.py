"""The queue of record: what a verb wants done after its commit, written in the same transaction.

A row is leased by a conditional update, done once, and given back with its error and a later time
when the work fails; after the last attempt it stands among the dead letters until a person starts
it again. Losing all of Redis loses nothing that is here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tortoise import fields
from tortoise.models import Model

from sites.foundation import clock
from sites.foundation.database import demand_transaction, transaction

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
    await OutboxRow.create(topic=topic, payload=payload, due_at=due_at or now, created_at=now)


@transaction
async def lease(limit: int = 20, *, hold: timedelta = LEASE) -> list[Letter]:
    """Take up to `limit` due rows, oldest first; a lease that ran out may be taken again."""
    now = clock.now()
    waiting = (
        await OutboxRow.filter(done_at=None, dead_at=None, due_at__lte=now)
        .order_by("due_at", "id")
        .limit(limit * 2)
        .values("id", "topic", "payload", "attempts", "leased_until")
    )
    letters: list[Letter] = []
    for row in waiting:
        if len(letters) < limit and (row["leased_until"] is None or row["leased_until"] <= now):
            letters += await _take(row, until=now + hold)
    return letters


async def _take(row: dict[str, Any], *, until: datetime) -> list[Letter]:
    taken = await OutboxRow.filter(
        id=row["id"], attempts=row["attempts"], leased_until=row["leased_until"], done_at=None
    ).update(attempts=row["attempts"] + 1, leased_until=until)
    if not taken:
        return []
    return [Letter(row["id"], row["topic"], row["payload"], row["attempts"] + 1)]


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


@dataclass(frozen=True)
class OutboxState:
    waiting: int
    running: int
    dead: int
    oldest_due: datetime | None


async def state() -> OutboxState:
    now = clock.now()
    opened = OutboxRow.filter(done_at=None, dead_at=None)
    oldest = await opened.filter(due_at__lte=now).order_by("due_at").first()
    return OutboxState(
        waiting=await opened.filter(due_at__lte=now).count(),
        running=await opened.filter(leased_until__gt=now).count(),
        dead=await OutboxRow.filter(dead_at__isnull=False, done_at=None).count(),
        oldest_due=oldest.due_at if oldest else None,
    )
