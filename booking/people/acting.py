"""Acting for (代办): a consenting operator or union lets the host federation do its clerical acts by phone.

What an agent may do is the list here and nothing else: never money, rosters, approval, teams, or what a
price or a promise depends on.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from booking.people.models import ActingConsent, Organisation, Session
from booking.people.permissions import demand
from booking.people.vocabulary import DESKS
from sites.foundation import clock
from sites.foundation.actor import Actor, Viewer
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_, choose

CLERICAL: dict[str, frozenset[str]] = {
    "union": frozenset({"acting.use", "stays.see", "stays.book", "stays.message"}),
    "operator": frozenset(
        {
            "acting.use",
            "stays.see",
            "stays.answer",
            "stays.receive",
            "stays.message",
            "calendar.see",
        }
    ),
}
LONGEST_DAYS = 366


class ConsentUnfit(Refusal):
    code = "consent_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a last day from today on, at most a year away.")


class NotConsented(Refusal):
    code = "acting_not_consented"
    kind = Kind.UNKNOWN
    words = N_("No such organisation lets your federation act for it.")


class PrincipalsOwn(Refusal):
    code = "principals_own"
    kind = Kind.FORBIDDEN
    words = N_("The organisation decides this itself; nobody does it for it.")


@dataclass(frozen=True)
class Consent:
    """Both days included. `is_open` while it was neither revoked nor ran out."""

    starts_on: date
    ends_on: date
    given_at: datetime
    revoked_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and clock.today() <= self.ends_on


@dataclass(frozen=True)
class Principal:
    public_id: str
    name: str
    kind: str
    ends_on: date

    @property
    def kind_words(self) -> str:
        return DESKS[self.kind]


@transaction
async def give_consent(*, ends_on: date, by: Actor) -> None:
    """Let the host federation act from today until that day; it takes the place of an earlier consent.

    Needs `team.manage` in a union or at an operator. Refused: ConsentUnfit.
    """
    _demand_own(by)
    today = clock.today()
    if not today <= ends_on or (ends_on - today).days > LONGEST_DAYS:
        raise ConsentUnfit(field="ends_on")
    await _revoke(by)
    await ActingConsent.create(
        organisation_id=by.organisation_id, starts_on=today, ends_on=ends_on,
        given_by_id=by.user_id, given_at=clock.now(),
    )  # fmt: skip


@transaction
async def revoke_consent(*, by: Actor) -> None:
    """From now on nobody acts for this organisation, not even in a session that has begun. Needs `team.manage`."""
    _demand_own(by)
    await _revoke(by)


async def consents_of(organisation_id: int) -> list[Consent]:
    """All that were ever given, the newest first."""
    rows = await ActingConsent.filter(organisation_id=organisation_id).order_by("-id")
    return [Consent(row.starts_on, row.ends_on, row.given_at, row.revoked_at) for row in rows]


async def principals(*, by: Actor) -> list[Principal]:
    """Whoever lets the host federation act for it today, by name. Needs `acting.use`."""
    demand(by, "acting.use")
    today = clock.today()
    rows = await (
        ActingConsent.filter(revoked_at=None, starts_on__lte=today, ends_on__gte=today)
        .exclude(organisation__standing="closed")
        .order_by("organisation__name")
        .values("ends_on", "organisation__public_id", "organisation__name", "organisation__name_en", "organisation__kind")
    )  # fmt: skip
    return [
        Principal(
            row["organisation__public_id"],
            choose(row["organisation__name"], row["organisation__name_en"]),
            row["organisation__kind"],
            row["ends_on"],
        )
        for row in rows
    ]


@transaction
async def begin_acting(public_id: str, *, viewer: Viewer) -> None:
    """From the next request on this session works at that organisation's desk. Needs `acting.use`.

    Refused: NotConsented.
    """
    by = viewer.actor
    demand(by, "acting.use")
    found = (
        await Organisation.filter(public_id=public_id).first() if is_public_id(public_id) else None
    )
    if by.kind != "federation" or found is None or not await _open_consent(found.id):
        raise NotConsented
    await Session.filter(id=viewer.session_id).update(acting_for_id=found.id)


@transaction
async def end_acting(*, viewer: Viewer) -> None:
    """Back at the own desk."""
    await Session.filter(id=viewer.session_id).update(acting_for_id=None)


async def acting(viewer: Viewer, principal_id: int) -> Viewer:
    """The viewer at the principal's desk, as long as consent and role stand; else at the own one."""
    by = viewer.actor
    if not by.may("acting.use") or viewer.kind != "federation":
        return viewer
    row = await Organisation.get_or_none(id=principal_id)
    if row is None or row.standing == "closed" or not await _open_consent(row.id):
        return viewer
    actor = agent_of(by, agency=viewer.organisation, principal_id=row.id, kind=row.kind)
    return replace(
        viewer, actor=actor, kind=row.kind, home=f"/{row.kind}", acting_for=choose(row.name, row.name_en)
    )  # fmt: skip


def agent_of(by: Actor, *, agency: str, principal_id: int, kind: str) -> Actor:
    """The same person, acting for another organisation with clerical permissions alone."""
    return replace(
        by, organisation_id=principal_id, kind=kind, roles=frozenset(),
        grants=CLERICAL.get(kind, frozenset()), agency=agency, agency_id=by.organisation_id,
    )  # fmt: skip


def demand_principal(by: Actor) -> None:
    """For acts that a permission alone does not tell apart: refused to whoever acts for another."""
    if by.is_agent:
        raise PrincipalsOwn


async def _open_consent(organisation_id: int) -> bool:
    today = clock.today()
    return await ActingConsent.filter(
        organisation_id=organisation_id, revoked_at=None, starts_on__lte=today, ends_on__gte=today
    ).exists()


def _demand_own(by: Actor) -> None:
    demand(by, "team.manage")
    demand_principal(by)
    if by.kind not in CLERICAL:
        raise NotConsented


async def _revoke(by: Actor) -> None:
    await ActingConsent.filter(organisation_id=by.organisation_id, revoked_at=None).update(
        revoked_at=clock.now(), revoked_by_id=by.user_id
    )
