"""A federation looks at the unions of its region and says yes or no; until a yes they hold nothing."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from booking.people.areas import Area, area_of, region_name, verifiers_of
from booking.people.models import Membership, Organisation
from booking.people.permissions import demand
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_, choose
from sites.foundation.paging import Page

TOPIC = "people.standing_changed"
PAGE = 25


class UnionUnknown(Refusal):
    code = "union_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such union in your area.")


class UnionAlreadyJudged(Refusal):
    code = "union_already_judged"
    words = N_("Somebody has already decided on this union. Load the page again.")


class ReasonNeeded(Refusal):
    code = "reason_needed"
    kind = Kind.BAD_INPUT
    words = N_("Say why, so that the union can put it right.")


@dataclass(frozen=True)
class UnionRow:
    public_id: str
    name: str
    credit_code: str
    region: str
    unit_kind: str
    standing: str
    refused_why: str
    created_at: datetime
    contact: str
    email: str


@dataclass(frozen=True)
class Standing:
    """What a union sees of itself: whether it may hold, and if not, whose answer it waits for."""

    standing: str
    refused_why: str
    verifiers: tuple[str, ...]
    open_holds: int
    hold_limit: int


async def standing_of(organisation_id: int) -> Standing:
    row = await Organisation.get(id=organisation_id)
    names = tuple(await verifiers_of(row.area_code))
    return Standing(row.standing, row.refused_why, names, row.open_holds, row.hold_limit)


async def unions_of_area(
    standing: str, *, search: str = "", number: int = 1, by: Actor
) -> Page[UnionRow]:
    """The unions in the federation's area with that standing, the longest waiting first. Needs `unions.verify`."""
    demand(by, "unions.verify")
    rows = _in_area(await area_of(by.organisation_id)).filter(standing=standing)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(credit_code__istartswith=search.upper()))
    found = await rows.order_by("created_at", "id").offset((number - 1) * PAGE).limit(PAGE)
    contacts = await _contacts([row.id for row in found])
    shown = [_row(row, *contacts.get(row.id, ("", ""))) for row in found]
    return Page(shown, number, PAGE, await rows.count())


async def union_of_area(public_id: str, *, by: Actor) -> UnionRow:
    """One union of the area. Needs `unions.verify`. Refused: UnionUnknown, wherever else it may be."""
    row = await _union(public_id, by=by)
    contacts = await _contacts([row.id])
    return _row(row, *contacts.get(row.id, ("", "")))


@transaction
async def verify_union(public_id: str, *, by: Actor) -> None:
    """From now on it may hold. Needs `unions.verify`, in the own area. Refused: UnionUnknown, UnionAlreadyJudged."""
    await _judge(public_id, "verified", why="", by=by)


@transaction
async def refuse_union(public_id: str, *, why: str, by: Actor) -> None:
    """Say no with a reason that the union reads; its code is free for whoever it truly belongs to.

    Needs `unions.verify`, in the own area. Refused: ReasonNeeded, UnionUnknown, UnionAlreadyJudged.
    """
    if not why:
        raise ReasonNeeded(field="why")
    await _judge(public_id, "refused", why=why, by=by)


async def _judge(public_id: str, standing: str, *, why: str, by: Actor) -> None:
    union = await _union(public_id, by=by)
    # A refused union may still be verified; a verified one is not refused afterwards.
    moved = await Organisation.filter(id=union.id, standing__in=["unverified", "refused"]).update(
        standing=standing, refused_why=why[:200], verified_by_id=by.user_id, verified_at=clock.now()
    )
    if not moved:
        raise UnionAlreadyJudged
    await outbox.post(TOPIC, {"organisation": union.id})


async def _union(public_id: str, *, by: Actor) -> Organisation:
    demand(by, "unions.verify")
    unions = _in_area(await area_of(by.organisation_id))
    row = await unions.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise UnionUnknown
    return row


def _in_area(area: Area) -> QuerySet[Organisation]:
    unions = Organisation.filter(kind="union")
    return unions if area.is_host else unions.filter(area_code=area.region_code or "-")


async def _contacts(organisation_ids: list[int]) -> dict[int, tuple[str, str]]:
    """The first administrator of each: whom to ring or write to."""
    rows = await (
        Membership.filter(organisation_id__in=organisation_ids, role="administrator", ended_at=None)
        .order_by("-id")
        .values("organisation_id", "user__name", "user__email")
    )
    return {row["organisation_id"]: (row["user__name"], row["user__email"]) for row in rows}


def _row(row: Organisation, contact: str, email: str) -> UnionRow:
    return UnionRow(
        public_id=row.public_id,
        name=choose(row.name, row.name_en),
        credit_code=row.credit_code or "",
        region=region_name(row.area_code),
        unit_kind=row.unit_kind,
        standing=row.standing,
        refused_why=row.refused_why,
        created_at=row.created_at,
        contact=contact,
        email=email,
    )
