"""The federation telephones an operator whose answer is nearly due, and notes that it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from booking.people import demand
from booking.stays.models import Call, Stay
from booking.stays.refusals import StayUnknown
from booking.stays.states import State
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True)
class CallLine:
    at: datetime
    by_name: str
    note: str


@transaction
async def note_call(public_id: str, *, note: str, by: Actor, key: Key | None = None) -> None:
    """Check a request off as telephoned about, with what was said. Needs `calls.note`; once for each key.

    Refused: StayUnknown for what waits for no answer.
    """
    demand(by, "calls.note")
    if await idempotency.claim(key, by=by):
        return
    waiting = Stay.filter(public_id=public_id, state=State.SUBMITTED, accepted_at=None)
    stay = await waiting.first() if is_public_id(public_id) else None
    if stay is None:
        raise StayUnknown
    call = await Call.create(
        stay_id=stay.id, at=clock.now(), by_user_id=by.user_id, by_name=by.name, note=note
    )
    await idempotency.keep(key, str(call.id), by=by)


async def calls_about(stay_ids: Iterable[int]) -> dict[int, tuple[CallLine, ...]]:
    """By stay, the newest first."""
    found: dict[int, tuple[CallLine, ...]] = {}
    for row in await Call.filter(stay_id__in=[*stay_ids]).order_by("-id"):
        line = CallLine(row.at, row.by_name, row.note)
        found[row.stay_id] = (*found.get(row.stay_id, ()), line)
    return found
