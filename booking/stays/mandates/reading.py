"""Mandates as the agency and the union see them: no price, no verdict, no full number on the agency's side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking import rosters
from booking.people import demand
from booking.people.models import Organisation
from booking.rosters import Roster
from booking.rosters.insurance import Policy, policies_of
from booking.stays.access import stay_of_union
from booking.stays.insured import insurance_lacking
from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.mandate_models import Mandate, TripCoach
from booking.stays.mandates.working import Coach, open_mandate
from booking.stays.models import Paper, Party, Stay
from booking.stays.trip_stays import TAKING
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose


@dataclass(frozen=True)
class MandateLine:
    """`is_open` today; `paper` is the uploaded paper's public id, or empty where it is drawn."""

    public_id: str
    agency_name: str
    union_name: str
    starts_on: date
    ends_on: date
    granted_at: datetime
    by_name: str
    revoked_at: datetime | None
    prepared_at: datetime | None
    paper: str = ""

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.starts_on <= clock.today() <= self.ends_on

    @property
    def stands(self) -> bool:
        return self.revoked_at is None and clock.today() <= self.ends_on


@dataclass(frozen=True)
class Mandated:
    """One trip as its agency works on it. `lacking` are codes of what the insurance lacks."""

    mandate: MandateLine
    lines: tuple[StayLine, ...]
    heads: int
    roster: Roster
    coach: Coach | None
    policies: tuple[Policy, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True)
class DeskMandate:
    """A row of the agency's desk: the trip, and what is still to be done for it."""

    mandate: MandateLine
    first: StayLine | None
    heads: int
    named: int
    without_number: int
    has_coach: bool
    is_insured: bool


async def desk_of_agency(*, by: Actor) -> tuple[DeskMandate, ...]:
    """Mandates that stand, by the trip's first day. Needs `mandates.see`."""
    demand(by, "mandates.see")
    rows = (
        await Mandate.filter(agency_id=by.organisation_id, revoked_at=None, ends_on__gte=clock.today())
        .order_by("trip__starts_on", "id")
        .prefetch_related("agency", "union", "trip")
    )  # fmt: skip
    return tuple([await _desk_row(row) for row in rows])


async def mandated(public_id: str, *, by: Actor) -> Mandated:
    """Needs `mandates.see`. Refused: NotGranted, MandateUnknown."""
    demand(by, "mandates.see")
    row = await open_mandate(public_id, by=by)
    await row.fetch_related("agency", "union")
    party = await Party.get(trip_id=row.trip_id, organisation_id=row.union_id)
    stays = await _standing(row.trip_id)
    lacking = await insurance_lacking(await Stay.get(public_id=stays[0].public_id)) if stays else ()
    return Mandated(
        _line(row), tuple(stays), _heads(party), await rosters.roster_of(party.public_id), await coach_of(row.trip_id),
        await policies_of(party.id), lacking,
    )  # fmt: skip


async def mandates_of(stay_id: str, *, by: Actor) -> tuple[MandateLine, ...]:
    """All that the union gave for the stay's trip, the newest first. Needs `stays.see`. Refused: StayUnknown."""
    demand(by, "stays.see")
    stay = await stay_of_union(stay_id, by=by)
    rows = await Mandate.filter(trip_id=stay.trip_id, union_id=by.organisation_id).order_by("-id").prefetch_related("agency", "union")  # fmt: skip
    papers = dict(await Paper.filter(stay__trip_id=stay.trip_id, kind="mandate").values_list("id", "public_id"))  # fmt: skip
    return tuple(_line(row, str(papers.get(row.paper_id, ""))) for row in rows)


async def coach_of(trip_id: int) -> Coach | None:
    row = await TripCoach.filter(trip_id=trip_id).first()
    return Coach(row.company, row.plate, row.seats, row.meeting, row.leaves_at) if row else None


async def coach_of_stay(stay_id: str, *, by: Actor) -> Coach | None:
    """For the union. Refused: StayUnknown."""
    return await coach_of((await stay_of_union(stay_id, by=by)).trip_id)


async def agencies() -> tuple[tuple[str, str], ...]:
    """Those to whom a mandate can be given, by name: public id and name."""
    rows = await Organisation.filter(kind="agency").exclude(standing="closed").order_by("name")
    return tuple((row.public_id, choose(row.name, row.name_en)) for row in rows)


@dataclass(frozen=True)
class ActingAgency:
    """The agency of a contract, and on which days it acts."""

    agency_id: int
    starts_on: date
    ends_on: date


async def acting_agency_of(stay_id: int) -> ActingAgency | None:
    """The agency that acts for the stay's union on its trip. One that was appointed after the contract was sealed
    is no party of it, and one whose mandate was taken back is none any more.
    """
    stay = await Stay.get(id=stay_id)
    given = Mandate.filter(trip_id=stay.trip_id, union_id=stay.union_id, revoked_at=None)
    if stay.contract_sealed_at:
        given = given.filter(granted_at__lte=stay.contract_sealed_at)
    row = await given.order_by("-id").first()
    return ActingAgency(row.agency_id, row.starts_on, row.ends_on) if row else None


@dataclass(frozen=True)
class ToldOf:
    """What the agency is told: of which mandate, whether it stands, and for whom."""

    public_id: str
    agency_id: int
    union: tuple[str, str]
    stands: bool
    starts_on: date
    ends_on: date


async def told_of(mandate_id: int) -> ToldOf:
    row = await Mandate.get(id=mandate_id).prefetch_related("union")
    return ToldOf(
        row.public_id, row.agency_id, (row.union.name, row.union.name_en), row.revoked_at is None, row.starts_on, row.ends_on
    )  # fmt: skip


async def _desk_row(row: Mandate) -> DeskMandate:
    stays = await _standing(row.trip_id)
    party = await Party.get(trip_id=row.trip_id, organisation_id=row.union_id)
    listed = await rosters.roster_of(party.public_id)
    insured = bool(stays) and not await insurance_lacking(await Stay.get(public_id=stays[0].public_id))  # fmt: skip
    return DeskMandate(
        _line(row), stays[0] if stays else None, _heads(party), listed.named.total, listed.without_number,
        await coach_of(row.trip_id) is not None, insured,
    )  # fmt: skip


async def _standing(trip_id: int) -> Sequence[StayLine]:
    rows = Stay.filter(trip_id=trip_id, state__in=TAKING, was_cancelled=False)
    return [line(row) for row in await rows.order_by("check_in", "id").values(*COLUMNS)]


def _heads(party: Party) -> int:
    return int(party.workers + party.family + party.crew)


def _line(row: Mandate, paper: str = "") -> MandateLine:
    return MandateLine(
        row.public_id, choose(row.agency.name, row.agency.name_en), choose(row.union.name, row.union.name_en),
        row.starts_on, row.ends_on, row.granted_at, row.by_name, row.revoked_at, row.prepared_at, paper,
    )  # fmt: skip
