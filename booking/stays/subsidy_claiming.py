"""What a trip may claim of its programme's subsidy, to the fen, and the claim itself: who came counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from booking import money
from booking.money import Rate, Reckoned
from booking.people import demand, demand_principal
from booking.stays.access import trip_of_union
from booking.stays.account_preview import account_for
from booking.stays.figures import charged_of, latest
from booking.stays.models import Stay, StayEvent, StayNight, Trip
from booking.stays.states import State
from booking.stays.subsidy_refusals import (
    NobodyCame,
    NothingGiven,
    SubsidyChanged,
    TripNotReconciled,
)
from booking.stays.trip_stays import alone_with, standing
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.database import transaction

OVER = (State.RECONCILED, State.SETTLED)


@dataclass(frozen=True)
class WorkersThere:
    """One night: at which base, in both languages, and how many workers were there."""

    night: date
    site: str
    site_en: str
    workers: int


@dataclass(frozen=True)
class Claimable:
    """What would be claimed. `nights` by date; `is_counted` is False where a base counted nobody and the contract stands."""

    trip_id: int
    trip: str
    programme: str
    starts_on: date
    rate: Rate
    nights: tuple[WorkersThere, ...]
    reckoned: Reckoned
    is_counted: bool

    @property
    def amount(self) -> Money:
        return self.reckoned.amount


async def preview_subsidy(trip: str, *, by: Actor) -> Claimable:
    """Refused: TripUnknown, NothingGiven, TripNotReconciled, NobodyCame."""
    return await _claimable(await trip_of_union(trip, by=by))


@transaction
async def claim_subsidy(trip: str, *, amount_seen: Money, note: str = "", by: Actor) -> str:
    """Claim it from the federation that gives it; the claim's public id. One claim is live for a trip.

    Refused: NotGranted, what the preview is refused for, SubsidyChanged where it is no longer what was seen, ClaimedAlready.
    """
    demand(by, "money.pay")
    demand_principal(by)
    row = await trip_of_union(trip, by=by)
    await alone_with(row.id)
    found = await _claimable(row)
    if found.amount != amount_seen:
        raise SubsidyChanged(amount=found.amount)
    nights = [
        {"night": one.night.isoformat(), "site": one.site, "site_en": one.site_en, "workers": one.workers}
        for one in found.nights
    ]  # fmt: skip
    return await money.write_claim(
        found.rate, found.reckoned, trip_id=row.id, nights=nights, note=note, by=by
    )


async def subsidy_state(trip: str, *, by: Actor) -> str:
    """The state of the trip's claim that is under way or paid; empty where there is none. Refused: TripUnknown."""
    row = await trip_of_union(trip, by=by)
    return (await money.live_claims([row.id])).get(row.id, "")


async def claimables_of(by: Actor) -> list[Claimable]:
    """Of the union's trips those that may be claimed now and are not, the oldest first."""
    trips = Trip.filter(organisation_id=by.organisation_id, stays__state__in=OVER)
    rows = await trips.exclude(programme="").distinct().order_by("starts_on", "id")
    live = await money.live_claims(row.id for row in rows)
    found = [await _or_none(row) for row in rows if row.id not in live]
    return [one for one in found if one is not None]


async def _or_none(row: Trip) -> Claimable | None:
    try:
        return await _claimable(row)
    except (NothingGiven, TripNotReconciled, NobodyCame):
        return None


async def _claimable(trip: Trip) -> Claimable:
    stays = await standing(trip.id)
    rate = await _rate_of(trip, stays)
    if rate is None:
        raise NothingGiven
    if not stays or any(State(one.state) not in OVER for one in stays):
        raise TripNotReconciled
    absent = StayEvent.filter(stay__trip_id=trip.id, to_state=State.NO_SHOW)
    stayed_away = {row["stay_id"] for row in await absent.values("stay_id")}
    came = [one for one in stays if one.id not in stayed_away]
    nights, costs, counted = [], [], True
    for one in came:
        await one.fetch_related("site")
        rows = latest(await StayNight.filter(stay_id=one.id))
        nights += _nights(one, rows)
        costs.append(account_for(one, rows, before=Money(0, one.currency)).quote.shares.within)
        counted = counted and all(row.arrived_rooms is not None for row in rows)
    reckoned = money.reckon(
        {one.night: one.workers for one in nights}, each=rate.amount, per=rate.per,
        cost=total(costs, currency=rate.amount.currency),
    )  # fmt: skip
    if not reckoned.amount:
        raise NobodyCame
    return Claimable(
        trip.id, trip.public_id, trip.programme, trip.starts_on, rate, tuple(nights), reckoned, counted
    )  # fmt: skip


async def _rate_of(trip: Trip, stays: list[Stay]) -> Rate | None:
    """What was promised with the price; else what is given now for the day on which the trip began."""
    for one in stays:
        promised = (one.quote.get("allowance") or {}).get("rate", "")
        if promised and (rate := await money.rate_by_id(promised)):
            return rate
    return await money.rate_for(trip.organisation_id, trip.programme, trip.starts_on)


def _nights(stay: Stay, rows: list[StayNight]) -> list[WorkersThere]:
    by_night: dict[date, int] = defaultdict(int)
    for row in rows:
        by_night[row.date] += charged_of(row)["workers"]
    return [
        WorkersThere(night, stay.site.name, stay.site.name_en, workers)
        for night, workers in sorted(by_night.items())
        if workers
    ]
