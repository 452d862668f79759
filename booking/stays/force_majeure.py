"""Force majeure: declared with reason and source; whoever has nights in it cancels or moves them without a fee."""

from dataclasses import dataclass
from datetime import date, datetime

from tortoise.expressions import Q

from booking.people.permissions import demand
from booking.stays.force_majeure_model import ForceMajeure
from booking.stays.models import Stay
from booking.stays.moves import record
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_, choose
from sites.listings import SiteUnknown
from sites.listings.models import Site

KINDS: dict[str, str] = {
    "typhoon": N_("Typhoon"), "snow": N_("Snow and ice"),
    "closure": N_("Closed by the authority"), "other": N_("Another event"),
}  # fmt: skip
LONGEST = 60
PROMISED = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)


class ForceMajeureUnfit(Refusal):
    code = "force_majeure_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Name the nights from the first to the last, at most 60, with the reason and who announced it.")  # fmt: skip


class ForceMajeureUnknown(Refusal):
    code = "force_majeure_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such declaration, or it is not yours.")


@dataclass(frozen=True)
class Event:
    """What happened: the nights, both included, why, and who announced it."""

    first_night: date
    last_night: date
    kind: str
    reason: str
    source: str


@dataclass(frozen=True)
class Declaration:
    public_id: str
    where: str
    event: Event
    by_name: str
    declared_at: datetime


@transaction
async def declare_force_majeure(
    event: Event, *, site: str = "", district: str = "", by: Actor
) -> int:
    """For a base, or by the host federation for a whole district; how many groups it touches. Each side of them is told.

    Refused: NotGranted, SiteUnknown (also another operator's), ForceMajeureUnfit.
    """
    demand(by, "calendar.edit" if by.kind == "operator" else "cases.answer")
    _demand_fit(event)
    at = await _site(site, by=by) if site or by.kind == "operator" else None
    if at is None and len(district) != 6:
        raise ForceMajeureUnfit(field="district")
    row = await ForceMajeure.create(
        public_id=public_id(), organisation_id=by.organisation_id, site_id=at.id if at else None,
        district_code="" if at else district, first_night=event.first_night, last_night=event.last_night,
        kind=event.kind, reason=event.reason, source=event.source, by_user_id=by.user_id, by_name=by.name,
        declared_at=clock.now(),
    )  # fmt: skip
    touched = await Stay.filter(_within(row), state__in=PROMISED).order_by("id")
    for stay in touched:
        await record(
            stay,
            act="force_majeure",
            by=by,
            reason=event.kind,
            note=f"{event.reason}（{event.source}）",
        )
    return len(touched)


@transaction
async def withdraw_force_majeure(declaration: str, *, by: Actor) -> None:
    """It holds no longer; what was done under it stands. Refused: NotGranted, ForceMajeureUnknown."""
    demand(by, "calendar.edit" if by.kind == "operator" else "cases.answer")
    own = ForceMajeure.filter(
        public_id=declaration, organisation_id=by.organisation_id, withdrawn_at=None
    )
    if not await own.update(withdrawn_at=clock.now()):
        raise ForceMajeureUnknown


async def force_majeure_of(stay: Stay) -> ForceMajeure | None:
    """What was declared for a night of this stay and holds."""
    district = (await Site.get(id=stay.site_id)).district_code
    where = Q(site_id=stay.site_id) | Q(district_code=district)
    return await ForceMajeure.filter(
        where, withdrawn_at=None, first_night__lt=stay.check_out, last_night__gte=stay.check_in
    ).order_by("id").first()  # fmt: skip


async def declarations(*, by: Actor) -> tuple[Declaration, ...]:
    """The organisation's own that hold and are not over, the newest first."""
    rows = await ForceMajeure.filter(
        organisation_id=by.organisation_id, withdrawn_at=None, last_night__gte=clock.today()
    ).order_by("-id").prefetch_related("site")  # fmt: skip
    return tuple(
        Declaration(
            row.public_id, choose(row.site.name, row.site.name_en) if row.site else row.district_code,
            Event(row.first_night, row.last_night, row.kind, row.reason, row.source), row.by_name,
            row.declared_at,
        )
        for row in rows
    )  # fmt: skip


def _demand_fit(event: Event) -> None:
    nights = (event.last_night - event.first_night).days
    said = bool(event.reason.strip() and event.source.strip()) and event.kind in KINDS
    if not (said and 0 <= nights < LONGEST):
        raise ForceMajeureUnfit(field="first_night")


async def _site(code: str, *, by: Actor) -> Site:
    own = {"operator_id": by.organisation_id} if by.kind == "operator" else {}
    found = await Site.filter(code=code, **own).first()
    if found is None:
        raise SiteUnknown
    return found


def _within(row: ForceMajeure) -> Q:
    nights = Q(check_in__lte=row.last_night, check_out__gt=row.first_night)
    where = Q(site_id=row.site_id) if row.site_id else Q(site__district_code=row.district_code)
    return nights & where
