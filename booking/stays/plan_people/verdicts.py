"""What the own union's trips say of a person on a batch's list. Other unions are asked on the batch's own page, on record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from booking import rosters
from booking.rosters import Record
from booking.stays.models import Party, Stay
from booking.stays.trip_stays import TAKING


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` is pass, warn, incomplete, or empty for whoever is no worker. `own` are codes of rosters.WHY;
    `elsewhere`: the last check of this list found something with another union.
    """

    outcome: str
    own: tuple[str, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True)
class OwnTrips:
    """What is known of these people in their own union, by keyed hash: retreats that were, and lists of trips that stand."""

    records: Mapping[str, Sequence[Record]]
    years_between: int

    def why(self, index: str | None, *, trip: int, leaving: int, first: date, last: date) -> tuple[str, ...]:  # fmt: skip
        """What stands in the way of a trip on these days for somebody who leaves the list of another one."""
        kept = self.records.get(index or "", ())
        others = [one for one in kept if one.trip_id not in {trip, leaving}]
        hits = rosters.hits_of(
            others, [], starts_on=first, ends_on=last, years_between=self.years_between
        )
        return tuple(hit.why for hit in hits)


async def own_trips(indexes: Iterable[str], *, union_id: int) -> OwnTrips:
    """A trip that stands counts like one that was: whoever goes in May has gone by September."""
    asked = sorted({*indexes})
    kept = [one for one in await rosters.records_of(asked) if one.union_id == union_id]
    years = (await rosters.retention_of(union_id)).years_between
    found: dict[str, list[Record]] = {}
    for one in (*kept, *await _standing(asked, union_id, kept)):
        found.setdefault(one.person_index, []).append(one)
    return OwnTrips(found, years)


async def _standing(indexes: list[str], union_id: int, kept: Sequence[Record]) -> list[Record]:
    lists = await rosters.lists_with(indexes)
    parties = await Party.filter(id__in=[*lists], organisation_id=union_id)
    known = {(one.trip_id, one.person_index) for one in kept}
    stays = await Stay.filter(
        trip_id__in=[one.trip_id for one in parties],
        union_id=union_id,
        state__in=TAKING,
        was_cancelled=False,
    )
    found = []
    for party in parties:
        own = [one for one in stays if one.trip_id == party.trip_id]
        if not own:
            continue
        first, last = min(one.check_in for one in own), max(one.check_out for one in own)
        found += [
            Record(index, union_id, party.trip_id, first, last, "used")
            for index in lists[party.id]
            if (party.trip_id, index) not in known
        ]
    return found


def judged(kind: str, index: str | None, own: tuple[str, ...], *, elsewhere: bool) -> Verdict:
    """Pure. Only workers use an entitlement, and who has no number cannot be compared."""
    if kind != "worker":
        return Verdict("")
    if index is None:
        return Verdict("incomplete")
    return Verdict("warn" if own or elsewhere else "pass", own, elsewhere)
