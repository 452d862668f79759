"""Sessions on the server: begun, seen, listed and ended. The token itself is never kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.people.models import Session
from booking.people.tokens import hash_of, new_token
from sites.foundation import clock
from sites.foundation.actor import Viewer
from sites.foundation.database import demand_transaction, transaction

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(days=7)
SEEN_EVERY = timedelta(minutes=10)  # a page view is not a write


@dataclass(frozen=True)
class OwnSession:
    """`handle` names a session to its owner without saying anything about its token."""

    handle: str
    agent: str
    organisation: str
    created_at: datetime
    seen_at: datetime
    is_present: bool


async def begin_session(user_id: int, organisation_id: int, *, agent: str) -> str:
    """A new session inside the caller's transaction; its token, shown to nobody else."""
    demand_transaction()
    token, now = new_token(), clock.now()
    await Session.create(
        token_hash=hash_of(token),
        user_id=user_id,
        organisation_id=organisation_id,
        agent=agent[:80],
        created_at=now,
        seen_at=now,
        expires_at=now + ABSOLUTE,
    )
    return token


async def end_sessions(user_id: int, *, organisation_id: int | None = None, but: int = 0) -> int:
    """End the person's sessions (in one organisation, if named), except the one with id `but`."""
    demand_transaction()
    sessions = Session.filter(user_id=user_id, revoked_at=None).exclude(id=but)
    if organisation_id is not None:
        sessions = sessions.filter(organisation_id=organisation_id)
    return await sessions.update(revoked_at=clock.now())


@transaction
async def sign_out(viewer: Viewer) -> None:
    """End the session in use. A copy of its cookie is worth nothing afterwards."""
    await Session.filter(id=viewer.session_id).update(revoked_at=clock.now())


@transaction
async def revoke_session(handle: str, *, viewer: Viewer) -> bool:
    """End one of the own sessions. False when there is none with that handle."""
    own = Session.filter(user_id=viewer.actor.user_id, revoked_at=None)
    found = await own.filter(token_hash__startswith=handle).first() if len(handle) == 16 else None
    if found is None:
        return False
    await Session.filter(id=found.id).update(revoked_at=clock.now())
    return True


@transaction
async def revoke_other_sessions(viewer: Viewer) -> int:
    """End all own sessions but the one in use; how many."""
    return await end_sessions(viewer.actor.user_id, but=viewer.session_id)


async def own_sessions(viewer: Viewer) -> list[OwnSession]:
    """The living sessions of the person, the latest first."""
    now = clock.now()
    rows = await (
        Session.filter(user_id=viewer.actor.user_id, revoked_at=None, expires_at__gt=now)
        .filter(seen_at__gt=now - IDLE)
        .order_by("-seen_at")
        .values("id", "token_hash", "agent", "organisation__name", "created_at", "seen_at")
    )
    return [
        OwnSession(
            row["token_hash"][:16],
            row["agent"],
            row["organisation__name"],
            row["created_at"],
            row["seen_at"],
            row["id"] == viewer.session_id,
        )
        for row in rows
    ]


@transaction
async def forget_old_sessions() -> int:
    """Delete sessions a month after their end; how many."""
    return await Session.filter(expires_at__lt=clock.now() - timedelta(days=30)).delete()
