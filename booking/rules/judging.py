"""A trip judged by the documents on record: those in force on the day of check-in."""

from collections.abc import Sequence
from dataclasses import replace

from booking.rules.documents import Document
from booking.rules.facts import TripFacts
from booking.rules.holidays import holidays_on_file
from booking.rules.judgement import Limit, judge, strictest
from booking.rules.kinds import Ceiling
from booking.rules.shelf import documents_on
from booking.rules.verdicts import OWN, Judgement


async def judge_trip(trip: TripFacts, *, union_id: int | None = None) -> Judgement:
    """With the own measures of that union, where one is said. Working days are counted by the notices on file."""
    trip = replace(trip, holidays=await holidays_on_file())
    return judge_by(trip, await documents_on(trip.check_in, union_id=union_id))


async def limit_for(trip: TripFacts, *, union_id: int | None = None) -> Limit | None:
    """What a person may cost at most for such a trip; None where no ceiling refuses."""
    return strictest(trip, await documents_on(trip.check_in, union_id=union_id))


def judge_by(trip: TripFacts, documents: Sequence[Document]) -> Judgement:
    """A ceiling among a union's own measures is the one that its workers' congress sets. Pure."""
    own = (rule for one in documents if one.grade == OWN for rule in one.rules)
    if any(isinstance(rule, Ceiling) for rule in own):
        trip = replace(trip, has_own_ceiling=True)
    return judge(trip, documents)
