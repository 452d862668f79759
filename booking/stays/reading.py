"""One stay whole, as its page shows it to one of its two sides."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.stays.access import stay_of_side
from booking.stays.approval import is_approved
from booking.stays.figures import latest
from booking.stays.filing import FilingEntry, filing_of
from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import ApprovalStep, Message, Paper, Party, Stay, StayEvent, StayNight
from booking.stays.papers import OWN
from booking.stays.trip_reading import others_of
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.packages import Heads, Quote

NUMBERS = ("contracted", "reserved", "picked_up", "arrived", "charged")


@dataclass(frozen=True)
class RoomCount:
    room_type_id: int
    code: str
    name: str
    beds: int
    rooms: int


@dataclass(frozen=True)
class NightNumbers:
    """One night's five numbers, in rooms and in heads; None where a number is not known yet."""

    date: date
    rooms: dict[str, int | None]
    heads: dict[str, int | None]
    workers: dict[str, int | None]


@dataclass(frozen=True)
class EventLine:
    at: datetime
    act: str
    from_state: str
    to_state: str
    by_name: str
    by_agent: str
    by_kind: str
    reason: str
    note: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class MessageLine:
    at: datetime
    by_name: str
    text: str
    is_own: bool


@dataclass(frozen=True)
class PaperLine:
    public_id: str
    kind: str
    shown_name: str
    added_at: datetime


@dataclass(frozen=True)
class StepLine:
    public_id: str
    round: int
    step: int
    approver_id: int
    state: str
    asked_at: datetime
    answered_at: datetime | None
    note: str


@dataclass(frozen=True)
class StayPage:
    """Everything that a side may see of its stay. `approvals` is empty for the operator.

    `others` are further stays of the same trip: the base learns that there are some, not where.
    """

    id: int
    line: StayLine
    party_id: str
    heads: Heads
    rooms: tuple[RoomCount, ...]
    quote: Quote
    frozen: dict[str, Any]
    terms: dict[str, Any]
    nights: tuple[NightNumbers, ...]
    events: tuple[EventLine, ...]
    messages: tuple[MessageLine, ...]
    papers: tuple[PaperLine, ...]
    approvals: tuple[StepLine, ...]
    is_approved: bool
    is_prolonged: bool
    site_phone: str
    check_in_hour: int
    check_out_hour: int
    note: str
    filing: FilingEntry | None
    union_id: int
    operator_id: int
    others: int = 0


async def page_of(public_id: str, *, by: Actor) -> StayPage:
    """The stay for the actor's side. Refused: StayUnknown for everybody else."""
    stay = await stay_of_side(public_id, by=by)
    row = await Stay.filter(id=stay.id).values(
        *COLUMNS, "site__phone", "site__check_in_hour", "site__check_out_hour", "site__terms"
    )
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    nights = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    hides_approval = by.kind == "operator" or by.is_agent
    return StayPage(
        id=stay.id,
        line=line(row[0]),
        party_id=party.public_id,
        heads=Heads(party.workers, party.family, party.crew),
        rooms=_rooms(nights),
        quote=Quote.from_facts(stay.quote),
        frozen=stay.frozen or {},
        terms=(stay.frozen or {}).get("terms") or row[0]["site__terms"],
        nights=_numbers(nights),
        events=await _events(stay, hides_approval=hides_approval),
        messages=await _messages(stay, by=by),
        papers=await _papers(stay, hides_approval=hides_approval),
        approvals=() if hides_approval else await _steps(stay),
        is_approved=await is_approved(stay),
        is_prolonged=stay.is_prolonged,
        site_phone=row[0]["site__phone"],
        check_in_hour=row[0]["site__check_in_hour"],
        check_out_hour=row[0]["site__check_out_hour"],
        note=stay.note,
        filing=await filing_of(stay.id),
        union_id=stay.union_id,
        operator_id=stay.operator_id,
        others=await others_of(stay, by=by),
    )


def _rooms(nights: list[StayNight]) -> tuple[RoomCount, ...]:
    """Of each type as many as on the night that has most of them, in the site's order."""
    most: dict[int, StayNight] = {}
    for row in sorted(nights, key=lambda row: row.contracted_rooms):
        most[row.room_type_id] = row
    kinds = sorted(most.values(), key=lambda row: (row.room_type.position, row.room_type_id))
    return tuple(
        RoomCount(
            row.room_type_id,
            row.room_type.code,
            choose(row.room_type.name, row.room_type.name_en),
            row.room_type.beds,
            row.contracted_rooms,
        )
        for row in kinds
    )


def _numbers(rows: list[StayNight]) -> tuple[NightNumbers, ...]:
    dates = sorted({row.date for row in rows})
    return tuple(_night([row for row in rows if row.date == day]) for day in dates)


def _night(rows: list[StayNight]) -> NightNumbers:
    return NightNumbers(
        date=rows[0].date,
        rooms={n: _sum(rows, n, ("rooms",)) for n in NUMBERS},
        heads={n: _sum(rows, n, ("workers", "family", "crew")) for n in NUMBERS},
        workers={n: _sum(rows, n, ("workers",)) for n in NUMBERS},
    )


def _sum(rows: list[StayNight], number: str, parts: tuple[str, ...]) -> int | None:
    values = [getattr(row, f"{number}_{part}") for row in rows for part in parts]
    return None if all(value is None for value in values) else sum(value or 0 for value in values)


OWN_ACTS = (
    "approval_asked",
    "step_agreed",
    "approved",
    "sent_back",
    "handed_on",
    "approval_withdrawn",
    "decision_written",
    "comparison_kept",
    "pack_asked",
)


async def _events(stay: Stay, *, hides_approval: bool) -> tuple[EventLine, ...]:
    query = StayEvent.filter(stay_id=stay.id)
    if hides_approval:
        query = query.exclude(act__in=OWN_ACTS)
    names = tuple(EventLine.__dataclass_fields__)
    return tuple(EventLine(**row) for row in await query.order_by("id").values(*names))


async def _messages(stay: Stay, *, by: Actor) -> tuple[MessageLine, ...]:
    rows = await Message.filter(stay_id=stay.id).order_by("id")
    return tuple(
        MessageLine(m.at, m.by_name, m.text, m.organisation_id == by.organisation_id) for m in rows
    )


async def _papers(stay: Stay, *, hides_approval: bool) -> tuple[PaperLine, ...]:
    query = Paper.filter(stay_id=stay.id).exclude(stored_name="")
    if hides_approval:
        query = query.exclude(kind__in=OWN)
    names = tuple(PaperLine.__dataclass_fields__)
    return tuple(PaperLine(**row) for row in await query.order_by("id").values(*names))


async def _steps(stay: Stay) -> tuple[StepLine, ...]:
    names = tuple(StepLine.__dataclass_fields__)
    rows = await ApprovalStep.filter(stay_id=stay.id).order_by("round", "step", "id").values(*names)
    return tuple(StepLine(**row) for row in rows)
