"""Links for one person each: 256 random bits kept as a hash, three days to open, then an hour on the phone that opened it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.people import LinkDead
from booking.people.tokens import hash_of, new_token
from booking.rosters.held.refusals import HeldLinksTooMany
from booking.rosters.held_models import HeldLink
from booking.rosters.models import Traveller
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.identifiers import public_id

LASTS, OPEN_FOR = timedelta(days=3), timedelta(hours=1)
MOST_A_DAY = 5


@dataclass(frozen=True)
class HeldIssued:
    """A link just made. `token` is shown once and kept nowhere."""

    token: str
    expires_at: datetime


@dataclass(frozen=True)
class LastLink:
    """The newest one of a person: when it was made and by whom, when it was opened if it was."""

    made_at: datetime
    by_name: str
    opened_at: datetime | None


async def issue_held_link(traveller: Traveller, *, by: Actor) -> HeldIssued:
    """In the caller's transaction; older ones of this person are dead, opened or not. Refused: HeldLinksTooMany."""
    demand_transaction()
    now, token = clock.now(), new_token()
    own = HeldLink.filter(traveller_id=traveller.id)
    if await own.filter(made_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise HeldLinksTooMany(most=MOST_A_DAY)
    await own.filter(closed_at=None).update(closed_at=now)
    await HeldLink.create(
        public_id=public_id(), token_hash=hash_of(token), traveller_id=traveller.id, made_at=now,
        by_user_id=by.user_id, by_name=by.signature, expires_at=now + LASTS,
    )  # fmt: skip
    return HeldIssued(token, now + LASTS)


@transaction
async def open_link(token: str) -> str:
    """Use it up; the public id that the phone which opened it shows from now on. Refused: LinkDead, also where somebody was first."""
    row = await _standing(token)
    living = HeldLink.filter(id=row.id, opened_at=None, expires_at__gt=clock.now())
    if not await living.update(opened_at=clock.now()):
        raise LinkDead
    return str(row.public_id)


async def held_traveller(token: str, holder: str) -> Traveller | None:
    """Whose data the link shows to this holder; None where it was not opened yet. Refused: LinkDead."""
    row = await _standing(token)
    now = clock.now()
    if row.opened_at is None and row.expires_at > now:
        return None
    if row.opened_at is None or row.public_id != holder or row.opened_at + OPEN_FOR <= now:
        raise LinkDead
    return await Traveller.get(id=row.traveller_id)


async def last_link(traveller: str) -> LastLink | None:
    """Whoever asks may see the list."""
    row = await HeldLink.filter(traveller__public_id=traveller).order_by("-id").first()
    return LastLink(row.made_at, row.by_name, row.opened_at) if row else None


async def _standing(token: str) -> HeldLink:
    row = await HeldLink.filter(
        token_hash=hash_of(token), closed_at=None, traveller__removed_at=None
    ).first()
    if row is None:
        raise LinkDead
    return row
