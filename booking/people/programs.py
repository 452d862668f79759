"""Which program is behind a request: one read from a bearer token to an actor with the token's scopes."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from booking.people.models import ApiToken
from booking.people.permissions import desk_of
from booking.people.scopes import scopes_of
from booking.people.tokens import hash_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import DatabaseBusy, fetch, transaction

# Asked with every request, so without the ORM's way round.
_LIVING = (
    "SELECT t.id, t.user_id, t.organisation_id, t.label, t.scopes, t.expires_at, t.seen_at, o.kind, o.is_host "
    "FROM api_tokens t JOIN organisations o ON o.id = t.organisation_id "
    "WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND o.standing <> 'closed'"
)
SEEN_EVERY = timedelta(minutes=10)  # a request is not a write


@dataclass(frozen=True)
class Program:
    """A program as the interface sees it. `token_id` names it in limits and logs."""

    token_id: int
    actor: Actor


async def program_of(token: str) -> Program | None:
    """The program of a living token, or None: unknown, revoked, expired, or of a closed organisation.

    It acts for its organisation under the token's label. Of its scopes only those count that such an
    organisation may still give.
    """
    found = await fetch(_LIVING, hash_of(token))
    if not found:
        return None
    row = found[0]
    ends, seen = _instant(row["expires_at"]), _instant(row["seen_at"])
    if ends is not None and ends <= clock.now():
        return None
    await _note_seen(row["id"], seen)
    kind, scopes = row["kind"], row["scopes"]
    possible = scopes_of(desk_of(kind, is_host=bool(row["is_host"])))
    granted = frozenset(json.loads(scopes) if isinstance(scopes, str) else scopes)
    granted &= frozenset(possible)
    actor = Actor(row["user_id"], row["organisation_id"], kind, frozenset(), granted, row["label"])
    return Program(row["id"], actor)


def _instant(kept: Any) -> datetime | None:
    # Raw rows carry instants as text on SQLite.
    return datetime.fromisoformat(kept) if isinstance(kept, str) else kept


async def _note_seen(token_id: int, seen_at: datetime | None) -> None:
    if seen_at is None or seen_at <= clock.now() - SEEN_EVERY:
        with suppress(DatabaseBusy):  # a reader does not fail because others write
            await _write_seen(token_id)


@transaction
async def _write_seen(token_id: int) -> None:
    await ApiToken.filter(id=token_id, revoked_at=None).update(seen_at=clock.now())
