"""Which upcoming trips would be judged otherwise if a document, or a notice about holidays, said something else."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from booking.people import area_of, demand
from booking.people.models import Organisation
from booking.rules import (
    Document,
    HolidayYear,
    Outcome,
    documents_if,
    documents_on,
    holidays_on_file,
    judge_by,
)
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
    stays = [stay for stay in await _upcoming(by) if await _is_named(draft, stay)]
    return await _rejudged(stays, lambda stay: _both(draft, stay, holder_id=holder_id))


async def trips_recounted(notice: HolidayYear, *, by: Actor) -> tuple[list[Rejudged], int]:
    """The same, if working days were counted by that notice: trips that have days of its year. Needs `rules.write`."""
    demand(by, WRITES)
    stays = [stay for stay in await _upcoming(by) if _touches(stay, notice.year)]
    return await _rejudged(stays, lambda stay: _counted(notice, stay))


async def _rejudged(
    stays: list[Stay], look: Callable[[Stay], Awaitable[tuple[Outcome, Outcome]]]
) -> tuple[list[Rejudged], int]:
    found, seen = [], set[int]()
    for stay in stays:
        if stay.trip_id not in seen:
            seen.add(stay.trip_id)
            before, after = await look(stay)
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
    facts = replace(facts, holidays=await holidays_on_file())
    return judge_by(facts, now).outcome, judge_by(facts, then).outcome


def _touches(stay: Stay, year: int) -> bool:
    """A notice may speak of the end of the year before; a trip's other stays lie around this one."""
    near = timedelta(days=31)
    return (stay.check_in - near).year <= year <= (stay.check_out + near).year


async def _counted(notice: HolidayYear, stay: Stay) -> tuple[Outcome, Outcome]:
    facts = await facts_of(stay)
    documents = await documents_on(facts.check_in, union_id=stay.union_id)
    now = await holidays_on_file()
    before = judge_by(replace(facts, holidays=now), documents)
    after = judge_by(replace(facts, holidays=now.with_(notice)), documents)
    return before.outcome, after.outcome
