"""One-time links: 256 random bits, kept as a hash, with an end, used once. Looking at one uses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from booking.people.models import OneTimeLink, Organisation
from booking.people.tokens import hash_of, new_token
from sites.foundation import clock, outbox, sealing
from sites.foundation.database import demand_transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import CHINESE, N_

LASTS = {
    "invite": timedelta(hours=72),
    "reset": timedelta(minutes=30),
    "setup": timedelta(minutes=60),
}
TOPIC = "mail.link"


class LinkDead(Refusal):
    code = "link_dead"
    kind = Kind.UNKNOWN
    words = N_(
        "This link does not work: it was used, has run out, or is incomplete. Ask for a new one."
    )


@dataclass(frozen=True)
class Issued:
    """A link just made. `path` holds the token: show it once, keep it nowhere."""

    id: int
    path: str
    expires_at: datetime


@dataclass(frozen=True)
class LinkLetter:
    """What the mailer needs for one link."""

    email: str
    purpose: str
    path: str
    organisation: str
    language: str
    expires_at: datetime


async def issue(
    purpose: str,
    *,
    email: str,
    organisation_id: int | None = None,
    role: str = "",
    bases: Sequence[str] = (),
    user_id: int | None = None,
    made_by_id: int | None = None,
) -> Issued:
    """Write a link inside the caller's transaction; `invite`, `reset` or `setup` decides how long it lasts.

    `bases`: codes of what an invited operator is to run.
    """
    demand_transaction()
    token, now = new_token(), clock.now()
    row = await OneTimeLink.create(
        token_hash=hash_of(token),
        purpose=purpose,
        email=email,
        organisation_id=organisation_id,
        role=role,
        bases=[*bases],
        user_id=user_id,
        made_by_id=made_by_id or None,
        created_at=now,
        expires_at=now + LASTS[purpose],
    )
    return Issued(row.id, _path(purpose, token), row.expires_at)


async def post_by_mail(issued: Issued) -> None:
    """Let the mailer send it. The outbox carries the address sealed, so the table gives no way in."""
    sealed = sealing.seal(issued.path, place=_place(issued.id))
    await outbox.post(TOPIC, {"link_id": issued.id, "sealed": sealed})


async def letter_of(link_id: int, sealed: str) -> LinkLetter | None:
    """The letter for a row of the outbox. None when the link was used or ran out meanwhile."""
    row = await _living().filter(id=link_id).prefetch_related("organisation", "user").first()
    if row is None:
        return None
    path = sealing.unseal(sealed, place=_place(link_id))
    name = row.organisation.name if row.organisation else ""
    language = row.user.language if row.user else CHINESE
    return LinkLetter(row.email, row.purpose, path, name, language, row.expires_at)


async def living_link(token: str, *purposes: str) -> OneTimeLink:
    """The unused link with that token, for one of the purposes. Refused: LinkDead. Uses nothing."""
    row = await _living().filter(token_hash=hash_of(token), purpose__in=purposes).first()
    if row is None:
        raise LinkDead
    return row


async def spend(link: OneTimeLink) -> None:
    """Use it up, inside the verb's transaction. Refused: LinkDead, when somebody else was first."""
    demand_transaction()
    if not await _living().filter(id=link.id).update(used_at=clock.now()):
        raise LinkDead


async def void_links(*, user_id: int, purpose: str = "reset") -> None:
    """Older links of the person for that purpose end with the newest."""
    demand_transaction()
    now = clock.now()
    await OneTimeLink.filter(user_id=user_id, purpose=purpose, used_at=None).update(used_at=now)


async def void_invitations(*, organisation_id: int) -> None:
    """Older invitations into an organisation that nobody has joined end with the newest."""
    demand_transaction()
    open_ones = OneTimeLink.filter(organisation_id=organisation_id, purpose="invite", used_at=None)
    await open_ones.update(used_at=clock.now())


async def organisation_name(link: OneTimeLink) -> str:
    row = await Organisation.filter(links__id=link.id).first()
    return row.name if row else ""


def _living() -> QuerySet[OneTimeLink]:
    return OneTimeLink.filter(used_at=None, expires_at__gt=clock.now())


def _path(purpose: str, token: str) -> str:
    return f"/invitations/{token}" if purpose == "invite" else f"/reset/{token}"


def _place(link_id: int) -> str:
    return f"one_time_links|{link_id}|path"
