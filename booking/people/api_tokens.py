"""Bearer tokens for programs: an organisation's own, with scopes, shown once, kept as a hash, revoked by a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.expressions import Q

from booking.people.memberships import first_membership
from booking.people.models import ApiToken, Organisation
from booking.people.permissions import NotGranted, demand, desk_of
from booking.people.scopes import scopes_of, sound_scopes
from booking.people.team import PersonUnknown
from booking.people.tokens import hash_of, new_token
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id, public_id
from sites.foundation.language import N_

MOST = 20


class TokenUnknown(Refusal):
    code = "token_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such token in your organisation.")


class TooManyTokens(Refusal):
    code = "too_many_tokens"
    words = N_("Your organisation has %(most)s living tokens. Revoke one that is no longer used.")


@dataclass(frozen=True)
class TokenLine:
    """A token to its organisation, without itself. `expires_at` is None where it has no end."""

    public_id: str
    label: str
    scopes: tuple[str, ...]
    made_by: str
    created_at: datetime
    expires_at: datetime | None
    seen_at: datetime | None
    is_over: bool


@transaction
async def make_token(label: str, scopes: list[str], *, days: int | None, by: Actor) -> str:
    """A token of the actor's organisation, for so many days. The only time that it can be read.

    Needs `team.manage`. Refused: ScopesUnknown, TooManyTokens.
    """
    demand(by, "team.manage")
    # The row's lock makes two administrators count one after the other.
    organisation = (
        await Organisation.filter(id=by.organisation_id).select_for_update(no_key=True).get()
    )
    desk = desk_of(organisation.kind, is_host=organisation.is_host)
    allowed = sound_scopes(scopes, desk=desk)
    if await _living(organisation.id) >= MOST:
        raise TooManyTokens(most=MOST)
    return await _create(organisation.id, by.user_id, label=label, scopes=allowed, days=days)


@transaction
async def revoke_token(public_id: str, *, by: Actor) -> None:
    """From now on the token opens nothing. Needs `team.manage`. Refused: TokenUnknown."""
    demand(by, "team.manage")
    own = ApiToken.filter(public_id=public_id, organisation_id=by.organisation_id)
    if not is_public_id(public_id) or not await own.exists():
        raise TokenUnknown
    await own.filter(revoked_at=None).update(revoked_at=clock.now())


async def tokens_of(by: Actor) -> list[TokenLine]:
    """The organisation's tokens that were not revoked, the newest first."""
    rows = ApiToken.filter(organisation_id=by.organisation_id, revoked_at=None).order_by("-id")
    columns = ("public_id", "label", "scopes", "user__name", "created_at", "expires_at", "seen_at")
    return [
        TokenLine(
            row["public_id"], row["label"], tuple(row["scopes"]), row["user__name"],
            row["created_at"], row["expires_at"], row["seen_at"],
            row["expires_at"] is not None and row["expires_at"] <= clock.now(),
        )
        for row in await rows.values(*columns)
    ]  # fmt: skip


@transaction
async def issue_token(email: str, *, label: str, scopes: list[str], by: Actor) -> str:
    """A token of this person's first organisation; without scopes named, with all that it may give.

    For the command line: whoever may run it owns the machine. Refused: PersonUnknown, NotGranted, ScopesUnknown.
    """
    if not by.is_system:
        raise NotGranted
    member = await first_membership(email)
    if member is None:
        raise PersonUnknown
    organisation = await Organisation.get(id=member.organisation_id)
    desk = desk_of(organisation.kind, is_host=organisation.is_host)
    allowed = sound_scopes(scopes, desk=desk) if scopes else list(scopes_of(desk))
    return await _create(organisation.id, member.user_id, label=label, scopes=allowed, days=None)


async def _living(organisation_id: int) -> int:
    open_end = Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())
    return await ApiToken.filter(open_end, organisation_id=organisation_id, revoked_at=None).count()


async def _create(
    organisation_id: int, user_id: int, *, label: str, scopes: list[str], days: int | None
) -> str:
    token, now = new_token(), clock.now()
    await ApiToken.create(
        public_id=public_id(), organisation_id=organisation_id, user_id=user_id, label=label[:60],
        token_hash=hash_of(token), scopes=scopes, created_at=now,
        expires_at=now + timedelta(days=days) if days else None,
    )  # fmt: skip
    return token
