"""A side's own stays for programs: the same facts in either language, page by page behind a cursor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.stays.access import stay_of_side
from booking.stays.models import Stay
from booking.stays.refusals import CursorUnknown
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import fetch
from sites.foundation.identifiers import is_public_id
from sites.packages import Heads

COLUMNS = (
    "id", "public_id", "reference", "state", "check_in", "check_out", "hold_kind", "hold_expires_at",
    "answer_due_at", "submitted_at", "accepted_at", "confirmed_at", "price_minor", "currency", "quote",
    "missing", "created_at", "trip__public_id", "trip__programme", "site__code",
    "package__code", "union__public_id", "operator__public_id",
)  # fmt: skip


@dataclass(frozen=True)
class StayRecord:
    """A stay as a program reads it. `state` is the shown one: a hold past its time is expired."""

    public_id: str
    trip: str
    reference: str
    state: State
    site: str
    package: str
    union: str
    operator: str
    check_in: date
    check_out: date
    programme: str
    heads: Heads
    rooms: dict[str, int]
    hold_kind: str
    hold_expires_at: datetime | None
    answer_due_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    confirmed_at: datetime | None
    missing: tuple[str, ...]
    reason: str
    per_person: Money
    total: Money
    created_at: datetime


@dataclass(frozen=True)
class RecordPage:
    """`next` is the cursor of the page that follows, empty on the last one."""

    items: tuple[StayRecord, ...]
    next: str


async def record_of(public_id: str, *, by: Actor) -> StayRecord:
    """Refused: StayUnknown for anybody but its two sides."""
    stay = await stay_of_side(public_id, by=by)
    rows = await Stay.filter(id=stay.id).values(*COLUMNS)
    return (await _records(rows))[0]


async def records_of(
    by: Actor, *, states: Iterable[State] = (), after: str = "", limit: int = 50
) -> RecordPage:
    """The organisation's own, the newest first. `after` is the last stay that was read. Refused: CursorUnknown."""
    own = {_side_of(by): by.organisation_id}
    query = Stay.filter(**own)
    if after:
        query = query.filter(id__lt=await _place_of(after, own))
    if wanted := list(states):
        query = query.filter(state__in=wanted)
    rows = await query.order_by("-id").limit(limit + 1).values(*COLUMNS)
    found = await _records(rows[:limit])
    return RecordPage(tuple(found), found[-1].public_id if len(rows) > limit else "")


def _side_of(by: Actor) -> str:
    return "operator_id" if by.kind == "operator" else "union_id"


async def _place_of(cursor: str, own: dict[str, int]) -> int:
    row = await Stay.filter(public_id=cursor, **own).first() if is_public_id(cursor) else None
    if row is None:
        raise CursorUnknown
    return row.id


async def _records(rows: list[dict[str, Any]]) -> list[StayRecord]:
    ids = [row["id"] for row in rows]
    rooms, reasons = await _rooms_of(ids), await _reasons_of(ids)
    return [
        _record(row, rooms.get(row["id"], {}), reason=reasons.get(row["id"], "")) for row in rows
    ]


async def _rooms_of(stay_ids: list[int]) -> dict[int, dict[str, int]]:
    """Contracted rooms by type as last agreed, each on the night that has most of them."""
    rows = await fetch(
        "SELECT n.stay_id, t.code, MAX(n.contracted_rooms) AS rooms FROM stay_nights n "  # noqa: S608 - own integers
        f"JOIN room_types t ON t.id = n.room_type_id WHERE n.stay_id IN ({_listed(stay_ids)}) "
        "AND n.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = n.stay_id) "
        "GROUP BY n.stay_id, t.code, t.position ORDER BY n.stay_id, t.position, t.code"
    )
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["stay_id"], {})[row["code"]] = row["rooms"]
    return found


async def _reasons_of(stay_ids: list[int]) -> dict[int, str]:
    """Why it came to its present state, where the last move into it said so."""
    rows = await fetch(
        f"SELECT stay_id, reason FROM stay_events WHERE stay_id IN ({_listed(stay_ids)}) "  # noqa: S608 - own integers
        "AND from_state <> to_state ORDER BY id"
    )
    return {row["stay_id"]: row["reason"] for row in rows}


def _listed(ids: list[int]) -> str:
    return ", ".join(str(int(one)) for one in ids) or "0"


def _record(row: dict[str, Any], rooms: dict[str, int], *, reason: str) -> StayRecord:
    quote, currency = row["quote"], row["currency"]
    return StayRecord(
        public_id=row["public_id"], trip=row["trip__public_id"], reference=row["reference"],
        state=_shown(row), site=row["site__code"], package=row["package__code"],
        union=row["union__public_id"], operator=row["operator__public_id"],
        check_in=row["check_in"], check_out=row["check_out"], programme=row["trip__programme"],
        heads=Heads(quote["workers"], quote["family"], quote["crew"]), rooms=rooms,
        hold_kind=row["hold_kind"], hold_expires_at=row["hold_expires_at"],
        answer_due_at=row["answer_due_at"], submitted_at=row["submitted_at"],
        accepted_at=row["accepted_at"], confirmed_at=row["confirmed_at"],
        missing=tuple(row["missing"]), reason=reason,
        per_person=Money(quote["per_person"], currency), total=Money(row["price_minor"], currency),
        created_at=row["created_at"],
    )  # fmt: skip


def _shown(row: dict[str, Any]) -> State:
    ends = row["hold_expires_at"]
    is_over = row["state"] == State.HELD and ends is not None and ends <= clock.now()
    return State.EXPIRED if is_over else State(row["state"])
