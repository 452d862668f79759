"""The host federation lets programmes go first on every list, for arrivals between two days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.people import PROGRAMMES, demand
from booking.stays.waiting.models import WaitingPriority
from booking.stays.waiting.refusals import PriorityUnfit, PriorityUnknown
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id, public_id

NEEDS = "waiting.prioritise"
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Priority:
    public_id: str
    programme: str
    first_day: date
    last_day: date
    set_at: datetime
    set_by_name: str


@transaction
async def set_priority(programme: str, *, first_day: date, last_day: date, by: Actor) -> str:
    """Groups of this programme that could arrive between these days, both included, stand before all others.

    Needs `waiting.prioritise`. Refused: PriorityUnfit naming the field.
    """
    demand(by, NEEDS)
    if programme not in PROGRAMMES:
        raise PriorityUnfit(field="programme")
    if last_day < first_day or last_day - first_day > LONGEST or last_day < clock.today():
        raise PriorityUnfit(field="last_day")
    made = await WaitingPriority.create(
        public_id=public_id(), organisation_id=by.organisation_id, programme=programme,
        first_day=first_day, last_day=last_day, set_at=clock.now(), set_by_id=by.user_id,
        set_by_name=by.name,
    )  # fmt: skip
    return str(made.public_id)


@transaction
async def end_priority(priority: str, *, by: Actor) -> None:
    """From now on the order of joining counts again. Refused: PriorityUnknown."""
    demand(by, NEEDS)
    own = WaitingPriority.filter(
        public_id=priority, organisation_id=by.organisation_id, ended_at=None
    )
    if not is_public_id(priority) or not await own.update(ended_at=clock.now()):
        raise PriorityUnknown


async def priorities() -> list[Priority]:
    """What the host federation has set and not ended, the nearest first; past ones left out."""
    rows = WaitingPriority.filter(
        ended_at=None, organisation__is_host=True, last_day__gte=clock.today()
    )
    return [
        Priority(r.public_id, r.programme, r.first_day, r.last_day, r.set_at, r.set_by_name)
        for r in await rows.order_by("first_day", "id")
    ]
