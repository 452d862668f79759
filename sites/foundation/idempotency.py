"""A request sent twice acts once: the key row is a verb's first write, and keeps its result."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tortoise import fields
from tortoise.models import Model

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import LockTimeout, change, demand_transaction, fetch, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

KEPT = timedelta(days=30)


class IdempotencyRow(Model):
    id = fields.IntField(primary_key=True)
    organisation_id = fields.IntField()
    key = fields.CharField(max_length=80)
    fingerprint = fields.CharField(max_length=64)
    result = fields.CharField(max_length=200, default="")
    created_at = fields.DatetimeField()

    class Meta:
        app = "sites"
        table = "idempotency_keys"


class KeyUsedForSomethingElse(Refusal):
    code = "idempotency_key_reused"
    kind = Kind.BAD_INPUT
    words = N_("This request key was already used for another request. Load the page again.")


class StillBeingDone(Refusal):
    code = "request_in_progress"
    kind = Kind.CONFLICT
    words = N_("The same request is still being carried out. Look at the result in a moment.")


@dataclass(frozen=True)
class Key:
    """`token` from the caller; `fingerprint` of method, path, canonical body and acting user."""

    token: str
    fingerprint: str


def key_for(token: str, *, method: str, path: str, body: Any, user_id: int) -> Key:
    canonical = json.dumps([method, path, body, user_id], sort_keys=True, ensure_ascii=False)
    return Key(token, hashlib.sha256(canonical.encode()).hexdigest())


async def claim(key: Key | None, *, by: Actor) -> str | None:
    """Make the key this transaction's, or answer the result of the request that used it before.

    On PostgreSQL the insert waits for a rival transaction, at most the lock timeout, and is then
    refused as StillBeingDone; on SQLite the rival has ended before this one could begin. None means:
    act now, then `keep` the result.
    """
    demand_transaction()
    if key is None:
        return None
    try:
        written = await _written(key, by=by)
    except LockTimeout:
        raise StillBeingDone from None
    return None if written else await _earlier_result(key, by=by)


async def _written(key: Key, *, by: Actor) -> bool:
    rows = await fetch(
        "INSERT INTO idempotency_keys (organisation_id, key, fingerprint, result, created_at) "
        "VALUES ($1, $2, $3, '', $4) ON CONFLICT (organisation_id, key) DO NOTHING RETURNING id",
        by.organisation_id, key.token, key.fingerprint, clock.now(),
    )  # fmt: skip
    return bool(rows)


async def _earlier_result(key: Key, *, by: Actor) -> str:
    row = await IdempotencyRow.get(organisation_id=by.organisation_id, key=key.token)
    if row.fingerprint != key.fingerprint:
        raise KeyUsedForSomethingElse
    if not row.result:
        raise StillBeingDone
    return row.result


async def earlier(key: Key, *, by: Actor) -> bool:
    """Whether this request was carried out before. Outside any transaction, so only for deciding what to look at.

    Refused: KeyUsedForSomethingElse, StillBeingDone.
    """
    used = IdempotencyRow.filter(organisation_id=by.organisation_id, key=key.token)
    return bool(await used.exists() and await _earlier_result(key, by=by))


async def keep(key: Key | None, result: str, *, by: Actor) -> None:
    """Store what the verb made (a public id), in the same transaction as the making."""
    demand_transaction()
    if key is not None:
        await change(
            "UPDATE idempotency_keys SET result = $1 WHERE organisation_id = $2 AND key = $3",
            result, by.organisation_id, key.token,
        )  # fmt: skip


@transaction
async def forget_old() -> int:
    return await IdempotencyRow.filter(created_at__lt=clock.now() - KEPT).delete()
