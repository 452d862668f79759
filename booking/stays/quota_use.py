"""A trip's quotas follow its stays: counted once for all of them, given back when none of them takes any more."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tortoise.queryset import QuerySet

from booking import quotas
from booking.stays.figures import charged_of, latest
from booking.stays.models import Stay, StayNight, Trip
from booking.stays.states import EFFECTS, State
from sites.foundation.database import demand_transaction
from sites.listings.models import Site

TAKING = [state for state, effects in EFFECTS.items() if effects.takes_quota]
# Who came is known and agreed; until then who was contracted counts.
COUNTED = frozenset({State.RECONCILED, State.SETTLED})


@dataclass(frozen=True, slots=True)
class Slept:
    """A night of a trip at one site, with the workers that count on it."""

    night: date
    site_id: int
    district_code: str
    workers: int


async def follow_quota(trip_id: int) -> None:
    """Claim what the trip's stays take now, or give all back, in the caller's transaction and after the move.

    Refused: QuotaNotOpen, QuotaSpent.
    """
    demand_transaction()
    slept = (await _slept(_taking(Stay.filter(trip_id=trip_id))))[trip_id]
    if slept:
        await quotas.claim(trip_id, asked=_asked(await Trip.get(id=trip_id), slept))
    else:
        await quotas.release(trip_id)


async def correct_quota(trip_id: int) -> None:
    """Lower the trip's claims to the workers who came, where that is agreed; never up."""
    demand_transaction()
    by_night: Counter[date] = Counter()
    for one in (await _slept(_taking(Stay.filter(trip_id=trip_id))))[trip_id]:
        by_night[one.night] += one.workers
    most = max(by_night.values(), default=0)
    await quotas.lower_to_arrived(trip_id, workers=most, by_night=by_night)


async def trips_taking(first: date, until: date) -> list[quotas.Taking]:
    """Every trip that takes quota and has a night in [first, until), as whoever changes quotas counts it."""
    there = _taking(Stay.filter(check_in__lt=until, check_out__gt=first))
    trips = {trip.id: trip for trip in await Trip.filter(id__in=await _trip_ids(there))}
    stays = _taking(Stay.filter(trip_id__in=[*trips])) if trips else Stay.filter(id=0)
    firm = await _trip_ids(stays.filter(state__in=SOLD))
    slept = await _slept(stays)
    return [
        quotas.Taking(trip.id, _asked(trip, slept[trip.id]), trip.id in firm)
        for trip in trips.values()
    ]


SOLD = [state for state, effects in EFFECTS.items() if effects.is_sold]


def _taking(stays: QuerySet[Stay]) -> QuerySet[Stay]:
    return stays.filter(state__in=TAKING, was_cancelled=False)


async def _trip_ids(stays: QuerySet[Stay]) -> set[int]:
    return {int(row["trip_id"]) for row in await stays.values("trip_id")}


async def _slept(stays: QuerySet[Stay]) -> dict[int, list[Slept]]:
    """By trip, in the order of the nights: who is contracted, or where it is agreed, who came."""
    own = {stay.id: stay for stay in await stays}
    nights: dict[int, list[StayNight]] = defaultdict(list)
    for row in await StayNight.filter(stay_id__in=[*own]) if own else ():
        nights[row.stay_id].append(row)
    sites = {s.id: s for s in await Site.filter(id__in={stay.site_id for stay in own.values()})}
    found: dict[int, list[Slept]] = defaultdict(list)
    for stay in own.values():
        site = sites[stay.site_id]
        for night, workers in _workers(stay, nights[stay.id]).items():
            found[stay.trip_id].append(Slept(night, site.id, site.district_code, workers))
    return defaultdict(list, {id_: sorted(slept, key=_in_order) for id_, slept in found.items()})


def _in_order(one: Slept) -> tuple[date, int]:
    return one.night, one.site_id


def _workers(stay: Stay, rows: Iterable[StayNight]) -> Counter[date]:
    is_agreed = State(stay.state) in COUNTED and stay.arrivals_known
    found: Counter[date] = Counter()
    for row in latest(rows):
        found[row.date] += charged_of(row)["workers"] if is_agreed else row.contracted_workers
    return found


def _asked(trip: Trip, slept: list[Slept]) -> quotas.Asked:
    """What the trip asks of quotas: one leg for as long as site and number stay the same."""
    first, *then = _legs(slept)
    return quotas.Asked(
        union_id=trip.organisation_id, site_id=first.site_id, district_code=first.district_code,
        programme=trip.programme, check_in=first.check_in, nights=first.nights,
        workers=first.workers, then=tuple(then),
    )  # fmt: skip


def _legs(slept: list[Slept]) -> list[quotas.Leg]:
    cuts = [n for n, (one, next_) in enumerate(pairwise(slept), start=1) if not _goes_on(one, next_)]  # fmt: skip
    parts = [slept[a:b] for a, b in pairwise([0, *cuts, len(slept)])]
    return [
        quotas.Leg(part[0].site_id, part[0].district_code, part[0].night, len(part), part[0].workers)
        for part in parts
    ]  # fmt: skip


def _goes_on(one: Slept, next_: Slept) -> bool:
    same = (one.site_id, one.workers) == (next_.site_id, next_.workers)
    return same and next_.night - one.night == timedelta(days=1)
