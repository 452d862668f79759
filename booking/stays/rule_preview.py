"""Which upcoming trips would be judged otherwise if a document said something else."""

from dataclasses import dataclass

from booking.people import area_of, demand
from booking.people.models import Organisation
from booking.rules import Document, Outcome, documents_if, documents_on, judge_by
from booking.rules.access import WRITES
from booking.rules.places import is_within
from booking.stays.judging import facts_of, origin_of
from booking.stays.lines import StayLine, lines_by_id
from booking.stays.models import Stay
from booking.stays.states import State
from sites.foundation import clock
from sites.foundation.actor import Actor

UPCOMING = (State.INQUIRY, State.HELD, State.SUBMITTED, State.CONFIRMED)
MOST = 500


@dataclass(frozen=True)
class Rejudged:
    """One stay of a trip whose outcome would change."""

    line: StayLine
    before: Outcome
    after: Outcome


async def trips_rejudged(
    draft: Document, *, holder_id: int | None, by: Actor
) -> tuple[list[Rejudged], int]:
    """Upcoming trips whose outcome the draft would change, the next first, and how many were looked at: the first stay of each
    among the next 500. A federation looks at the unions that it answers for, a union at its own. Needs `rules.write`.
    """
    demand(by, WRITES)
    found, seen = [], set[int]()
    for stay in await _upcoming(by):
        if stay.trip_id not in seen and await _is_named(draft, stay):
            seen.add(stay.trip_id)
            before, after = await _both(draft, stay, holder_id=holder_id)
            if before is not after:
                found.append((stay.id, before, after))
    lines = await lines_by_id(id_ for id_, *_ in found)
    return [Rejudged(lines[id_], before, after) for id_, before, after in found], len(seen)


async def _upcoming(by: Actor) -> list[Stay]:
    rows = Stay.filter(state__in=UPCOMING, check_in__gte=clock.today())
    if by.kind == "union":
        rows = rows.filter(union_id=by.organisation_id)
    elif not (area := await area_of(by.organisation_id)).is_host:
        rows = rows.filter(union__area_code=area.region_code)
    return await rows.order_by("check_in", "id").limit(MOST).prefetch_related("union", "trip")


async def _is_named(draft: Document, stay: Stay) -> bool:
    union: Organisation = stay.union
    origin = origin_of(union, stay.trip.origin_code)
    return any(is_within(origin, region) for region in draft.origin)


async def _both(draft: Document, stay: Stay, *, holder_id: int | None) -> tuple[Outcome, Outcome]:
    facts = await facts_of(stay)
    now = await documents_on(facts.check_in, union_id=stay.union_id)
    then = await documents_if(draft, facts.check_in, holder_id=holder_id, union_id=stay.union_id)
    return judge_by(facts, now).outcome, judge_by(facts, then).outcome
