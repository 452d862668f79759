"""What stays of a retreat when the list is gone: one record a worker, found again by the keyed hash of the number alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.functions import Max

from booking.rosters.keeping_models import EntitlementRecord, RetentionTerm
from booking.rosters.models import Traveller
from sites.foundation import clock, sealing
from sites.foundation.database import demand_transaction

OUTCOMES = ("used", "no_show")


@dataclass(frozen=True, slots=True)
class Retreat:
    """What a record says beside whose it is; `amount_minor` is fen of one person. Days = nights + 1."""

    trip_id: int
    union_id: int
    origin_code: str
    destination_code: str
    programme: str
    starts_on: date
    ends_on: date
    amount_minor: int
    outcome: str

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True, slots=True)
class Record:
    person_index: str
    union_id: int
    trip_id: int
    starts_on: date
    ends_on: date
    outcome: str


async def write_records(party_id: int, retreat: Retreat) -> int:
    """A record for each worker of the list with a number, or its outcome anew; how many differ from before.

    Works in the caller's transaction, which holds the party's row.
    """
    demand_transaction()
    workers = Traveller.filter(
        party_id=party_id, kind="worker", removed_at=None, id_index__isnull=False
    )
    indexes = [str(one) for one in await workers.values_list("id_index", flat=True)]
    own = EntitlementRecord.filter(trip_id=retreat.trip_id, union_id=retreat.union_id)
    there = {row.person_index: row.outcome for row in await own}
    await EntitlementRecord.bulk_create(
        [await _row(index, retreat) for index in indexes if index not in there]
    )
    late = [index for index, outcome in there.items() if outcome != retreat.outcome and retreat.outcome == "no_show"]  # fmt: skip
    await own.filter(person_index__in=late).update(outcome=retreat.outcome)
    return len([index for index in indexes if index not in there]) + len(late)


async def set_outcome(traveller: str, outcome: str) -> int:
    """Attendance that came late says used or no_show of one person. In the caller's transaction."""
    demand_transaction()
    row = await Traveller.get(public_id=traveller).prefetch_related("party")
    return await EntitlementRecord.filter(
        trip_id=row.party.trip_id, person_index=row.id_index
    ).update(outcome=outcome)


async def renumber_records(trip_id: int, before: str, after: str) -> None:
    """A number was put right after the trip: the record follows it. In the caller's transaction."""
    demand_transaction()
    own = EntitlementRecord.filter(trip_id=trip_id, person_index=before)
    await own.update(person_index=after, key_mark=sealing.index_of("mark")[:8])


async def records_of(indexes: Iterable[str]) -> tuple[Record, ...]:
    rows = await EntitlementRecord.filter(person_index__in=[*indexes]).order_by("starts_on")
    return tuple(
        Record(row.person_index, row.union_id, row.trip_id, row.starts_on, row.ends_on, row.outcome)
        for row in rows
    )


async def forget_old_records() -> int:
    """Past the day until which they were to be kept."""
    return await EntitlementRecord.filter(keep_until__lt=clock.today()).delete()


def years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 3, 1)


async def _row(index: str, retreat: Retreat) -> EntitlementRecord:
    return EntitlementRecord(
        person_index=index, key_mark=sealing.index_of("mark")[:8], union_id=retreat.union_id, trip_id=retreat.trip_id,
        origin_code=retreat.origin_code, destination_code=retreat.destination_code, programme=retreat.programme,
        starts_on=retreat.starts_on, ends_on=retreat.ends_on, days=retreat.days, amount_minor=retreat.amount_minor,
        outcome=retreat.outcome, written_at=clock.now(), keep_until=years_later(retreat.ends_on, await _longest() + 1),
    )  # fmt: skip


async def _longest() -> int:
    """The longest time between two retreats that any union has said: each of them may ask about this one."""
    rows = (
        await RetentionTerm.all().annotate(most=Max("years_between")).values_list("most", flat=True)
    )
    return max((int(str(one)) for one in rows if one is not None), default=0)
