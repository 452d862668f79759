"""Secret addresses of calendars: shown once, kept as a hash, one open at a time, revocable at any moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tortoise.queryset import QuerySet

from booking.people.models import Feed
from booking.people.tokens import TOKEN_LENGTH, hash_of, new_token
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

FeedKind = Literal["groups", "site"]


class FeedUnknown(Refusal):
    code = "feed_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no calendar at this address, or it was revoked.")


@dataclass(frozen=True)
class OpenFeed:
    """What an address opens. `owner_id` is the person whose calendar it is, 0 for the organisation's own."""

    organisation_id: int
    owner_id: int
    subject_id: int


@transaction
async def make_feed(
    kind: FeedKind, *, by: Actor, subject_id: int = 0, is_personal: bool = False
) -> str:
    """A new token, readable this once. The one that stood before for the same thing is revoked."""
    await _revoke(kind, subject_id, is_personal=is_personal, by=by)
    token = new_token()
    await Feed.create(
        organisation_id=by.organisation_id, owner_id=by.user_id if is_personal else 0, kind=kind,
        subject_id=subject_id, token_hash=hash_of(token), made_by_id=by.user_id, made_at=clock.now(),
    )  # fmt: skip
    return token


@transaction
async def revoke_feed(
    kind: FeedKind, *, by: Actor, subject_id: int = 0, is_personal: bool = False
) -> None:
    """From now on the address answers nothing. Where none stands, nothing changes."""
    await _revoke(kind, subject_id, is_personal=is_personal, by=by)


async def feed_made_at(
    kind: FeedKind, *, by: Actor, subject_id: int = 0, is_personal: bool = False
) -> datetime | None:
    """Since when an address stands; None where there is none."""
    row = await _standing(kind, subject_id, is_personal=is_personal, by=by).first()
    return row.made_at if row else None


async def open_feed(kind: FeedKind, token: str) -> OpenFeed:
    """Refused: FeedUnknown, also when it was revoked or its organisation is closed."""
    fits = len(token) == TOKEN_LENGTH
    row = (
        await Feed.filter(token_hash=hash_of(token), kind=kind, revoked_at=None)
        .exclude(organisation__standing="closed")
        .first()
        if fits
        else None
    )
    if row is None:
        raise FeedUnknown
    return OpenFeed(row.organisation_id, row.owner_id, row.subject_id)


async def _revoke(kind: FeedKind, subject_id: int, *, is_personal: bool, by: Actor) -> None:
    rows = _standing(kind, subject_id, is_personal=is_personal, by=by)
    await rows.update(revoked_at=clock.now())


def _standing(kind: FeedKind, subject_id: int, *, is_personal: bool, by: Actor) -> QuerySet[Feed]:
    return Feed.filter(
        organisation_id=by.organisation_id, owner_id=by.user_id if is_personal else 0,
        kind=kind, subject_id=subject_id, revoked_at=None,
    )  # fmt: skip
