"""A side's own stays for programs: the same facts in either language, page by page behind a cursor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.stays.models import Stay
from booking.stays.refusals import StayUnknown
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import fetch, read_day, read_instant, read_json
from sites.foundation.identifiers import is_public_id
from sites.foundation.paging import CursorUnknown
from sites.packages import Heads

# Asked after every act of a program, so without the ORM's way round.
_FOUND = (
    "SELECT s.id, s.public_id, s.reference, s.state, s.check_in, s.check_out, s.hold_kind, s.hold_expires_at, "
    "s.answer_due_at, s.submitted_at, s.accepted_at, s.confirmed_at, s.price_minor, s.currency, s.quote, "
    "s.missing, s.created_at, t.public_id AS trip, t.programme, b.code AS site, p.code AS package, "
    "u.public_id AS union_name, o.public_id AS operator_name "
    "FROM stays s JOIN trips t ON t.id = s.trip_id JOIN sites b ON b.id = s.site_id "
    "JOIN packages p ON p.id = s.package_id JOIN organisations u ON u.id = s.union_id "
    "JOIN organisations o ON o.id = s.operator_id WHERE {which}"
)
INSTANTS = (
    "hold_expires_at", "answer_due_at", "submitted_at", "accepted_at", "confirmed_at", "created_at",
)  # fmt: skip
LAST = 2**31 - 1


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
    one = f"s.{side_of(by)} = $1 AND s.public_id = $2"
    rows = []
    if is_public_id(public_id):
        rows = await fetch(_FOUND.format(which=one), by.organisation_id, public_id)
    if not rows:
        raise StayUnknown
    return (await _records(rows))[0]


async def records_of(
    by: Actor, *, states: Iterable[State] = (), after: str = "", limit: int = 50
) -> RecordPage:
    """The organisation's own, the newest first. `after` is the last stay that was read. Refused: CursorUnknown."""
    own = {side_of(by): by.organisation_id}
    before = await _place_of(after, own) if after else LAST
    wanted = [state.value for state in states] or [state.value for state in State]
    listed = ", ".join(f"${n}" for n in range(3, len(wanted) + 3))
    own_earlier = f"s.{side_of(by)} = $1 AND s.id < $2 AND s.state IN ({listed})"
    rows = await fetch(
        _FOUND.format(which=f"{own_earlier} ORDER BY s.id DESC LIMIT {int(limit) + 1}"),
        by.organisation_id, before, *wanted,
    )  # fmt: skip
    found = await _records(rows[:limit])
    return RecordPage(tuple(found), found[-1].public_id if len(rows) > limit else "")


def side_of(by: Actor) -> str:
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
    quote, currency = read_json(row["quote"]), row["currency"]
    instants = {name: read_instant(row[name]) for name in INSTANTS}
    return StayRecord(
        public_id=row["public_id"], trip=row["trip"], reference=row["reference"],
        state=_shown(State(row["state"]), instants["hold_expires_at"]), site=row["site"],
        package=row["package"], union=row["union_name"], operator=row["operator_name"],
        check_in=read_day(row["check_in"]), check_out=read_day(row["check_out"]),
        programme=row["programme"], heads=Heads(quote["workers"], quote["family"], quote["crew"]),
        rooms=rooms, hold_kind=row["hold_kind"], missing=tuple(read_json(row["missing"])),
        reason=reason, per_person=Money(quote["per_person"], currency),
        total=Money(row["price_minor"], currency), **instants,
    )  # fmt: skip


def _shown(state: State, hold_ends: datetime | None) -> State:
    is_over = state is State.HELD and hold_ends is not None and hold_ends <= clock.now()
    return State.EXPIRED if is_over else state
