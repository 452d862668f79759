"""Which program is behind a request: one read from a bearer token to an actor with the token's scopes."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.people.models import ApiToken
from booking.people.permissions import desk_of
from booking.people.scopes import scopes_of
from booking.people.tokens import hash_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import DatabaseBusy, transaction

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
    row = await (
        ApiToken.filter(token_hash=hash_of(token), revoked_at=None)
        .exclude(organisation__standing="closed")
        .first()
        .values(
            "id", "user_id", "organisation_id", "label", "scopes", "expires_at", "seen_at",
            "organisation__kind", "organisation__is_host",
        )
    )  # fmt: skip
    if row is None or (row["expires_at"] is not None and row["expires_at"] <= clock.now()):
        return None
    await _note_seen(row["id"], row["seen_at"])
    kind = row["organisation__kind"]
    possible = scopes_of(desk_of(kind, is_host=row["organisation__is_host"]))
    granted = frozenset(row["scopes"]) & frozenset(possible)
    actor = Actor(row["user_id"], row["organisation_id"], kind, frozenset(), granted, row["label"])
    return Program(row["id"], actor)


async def _note_seen(token_id: int, seen_at: datetime | None) -> None:
    if seen_at is None or seen_at <= clock.now() - SEEN_EVERY:
        with suppress(DatabaseBusy):  # a reader does not fail because others write
            await _write_seen(token_id)


@transaction
async def _write_seen(token_id: int) -> None:
    await ApiToken.filter(id=token_id, revoked_at=None).update(seen_at=clock.now())
