"""Who is behind a request: two reads from a session's token to the viewer with what they may do now."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.people.acting import acting
from booking.people.memberships import open_roles
from booking.people.models import Organisation, Session, User
from booking.people.permissions import desk_of, grants
from booking.people.sessions import IDLE, SEEN_EVERY
from booking.people.tokens import hash_of
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.database import DatabaseBusy, transaction
from sites.foundation.language import choose

HOMES = {
    "union": "/union",
    "operator": "/operator",
    "federation": "/federation",
    "partner": "/partner",
    "service_centre": "/centre",
    "agency": "/agency",
    "platform": "/platform",
}


@dataclass(frozen=True)
class _Found:
    session_id: int
    seen_at: datetime
    user_id: int
    name: str
    organisation_id: int
    organisation: str
    kind: str
    desk: str
    acting_for_id: int | None


async def recall(token: str) -> Viewer | None:
    """The viewer of a living session, or None.

    A session is dead when it was revoked, idle or too old, when its user was switched off, its
    organisation closed, or the membership ended; roles, and a consent to act for another, are read anew
    each time.
    """
    found = await _living(token) if token else None
    if found is None:
        return None
    roles = await open_roles(found.user_id, found.organisation_id)
    if not roles:
        return None
    if found.seen_at <= clock.now() - SEEN_EVERY:
        with suppress(DatabaseBusy):  # a reader does not fail because others write
            await _note_seen(found.session_id)
    viewer = _viewer(found, roles)
    return await acting(viewer, found.acting_for_id) if found.acting_for_id else viewer


async def actor_of_member(user_id: int, organisation_id: int) -> Actor | None:
    """The person as an actor of that organisation, for jobs and set-up. None when they are no member."""
    roles = await open_roles(user_id, organisation_id)
    user = await User.filter(id=user_id, is_active=True).first()
    organisation = await Organisation.get_or_none(id=organisation_id)
    if not roles or user is None or organisation is None:
        return None
    desk = desk_of(organisation.kind, is_host=organisation.is_host)
    return Actor(user_id, organisation_id, organisation.kind, roles, grants(desk, roles), user.name)


def home_of(desk: str) -> str:
    """The first page of a desk; those without one of their own begin at the account."""
    return HOMES.get(desk, "/account")


async def _living(token: str) -> _Found | None:
    now = clock.now()
    row = await (
        Session.filter(token_hash=hash_of(token), revoked_at=None, expires_at__gt=now)
        .filter(seen_at__gt=now - IDLE, user__is_active=True)
        .exclude(organisation__standing="closed")
        .first()
        .values(
            "id", "seen_at", "user_id", "user__name", "organisation_id", "organisation__name",
            "organisation__name_en", "organisation__kind", "organisation__is_host", "acting_for_id",
        )
    )  # fmt: skip
    return _found(row) if row else None


def _found(row: dict[str, Any]) -> _Found:
    kind = row["organisation__kind"]
    return _Found(
        session_id=row["id"],
        seen_at=row["seen_at"],
        user_id=row["user_id"],
        name=row["user__name"],
        organisation_id=row["organisation_id"],
        organisation=choose(row["organisation__name"], row["organisation__name_en"]),
        kind=kind,
        desk=desk_of(kind, is_host=row["organisation__is_host"]),
        acting_for_id=row["acting_for_id"],
    )


@transaction
async def _note_seen(session_id: int) -> None:
    await Session.filter(id=session_id, revoked_at=None).update(seen_at=clock.now())


def _viewer(found: _Found, roles: frozenset[str]) -> Viewer:
    granted = grants(found.desk, roles)
    return Viewer(
        actor=Actor(found.user_id, found.organisation_id, found.kind, roles, granted, found.name),
        name=found.name,
        organisation=found.organisation,
        kind=found.desk,
        home=home_of(found.desk),
        session_id=found.session_id,
    )
