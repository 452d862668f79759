"""A trip's quotas follow its stays: counted once for all of them, given back when none of them takes any more."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from booking import quotas
from booking.stays.models import Stay
from booking.stays.states import EFFECTS, State
from sites.foundation.database import demand_transaction, fetch, read_day

# Who came is known and agreed; until then who was contracted counts.
COUNTED = (State.RECONCILED, State.SETTLED)


@dataclass(frozen=True, slots=True)
class Slept:
    """A night of a trip at one site, with the workers that count on it. `is_sold`: it is promised."""

    night: date
    site_id: int
    district_code: str
    workers: int
    union_id: int
    programme: str
    is_sold: bool


async def follow_quota(trip_id: int) -> None:
    """Claim what the trip's stays take now, or give all back, in the caller's transaction and after the move.

    Refused: QuotaNotOpen, QuotaSpent.
    """
    demand_transaction()
    slept = (await _slept([trip_id])).get(trip_id)
    if slept:
        await quotas.claim(trip_id, asked=_asked(slept), is_firm=_is_firm(slept))
    else:
        await quotas.release(trip_id)


async def lock_quotas(trips: Iterable[int]) -> None:
    """Before several new trips follow their quotas one after the other in one transaction."""
    demand_transaction()
    await quotas.lock_for([_asked(slept) for slept in (await _slept(trips)).values()])


async def correct_quota(trip_id: int) -> None:
    """Lower the trip's claims to the workers who came, where that is agreed; never up."""
    demand_transaction()
    by_night: Counter[date] = Counter()
    for one in (await _slept([trip_id])).get(trip_id, ()):
        by_night[one.night] += one.workers
    most = max(by_night.values(), default=0)
    await quotas.lower_to_arrived(trip_id, workers=most, by_night=by_night)


async def asked_with(
    stay: Stay, workers: Mapping[date, int]
) -> tuple[quotas.Asked, quotas.Asked] | None:
    """What the stay's trip asks for now, and what it would with so many workers on these nights of this stay; None
    where it takes no quota.
    """
    slept = (await _slept([stay.trip_id])).get(stay.trip_id, [])
    own = [one for one in slept if one.site_id == stay.site_id and stay.check_in <= one.night < stay.check_out]  # fmt: skip
    if not own:
        return None
    anew = [replace(own[0], night=night, workers=number) for night, number in workers.items()]
    others = [one for one in slept if one not in own]
    whole = sorted([*others, *anew], key=lambda one: (one.night, one.site_id))
    return _asked(slept), _asked(whole)


async def trips_taking(first: date, until: date) -> list[quotas.Taking]:
    """Every trip that takes quota and has a night in [first, until), as whoever changes quotas counts it."""
    there = await fetch(_TRIPS.format(which="s.check_in < $1 AND s.check_out > $2"), until, first)
    slept = await _slept(sorted(int(row["trip_id"]) for row in there))
    return [
        quotas.Taking(trip, _asked(nights), _is_firm(nights))
        for trip, nights in sorted(slept.items())
    ]


def _is_firm(slept: list[Slept]) -> bool:
    """A trip counts as promised from its first promised stay until the last one that is left is given back."""
    return any(one.is_sold for one in slept)


def _listed(effect: str) -> str:
    return ", ".join(f"'{state.value}'" for state, one in EFFECTS.items() if getattr(one, effect))


def _ids(trips: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in trips) or "0"


_SOLD = f"s.state IN ({_listed('is_sold')})"
_TAKES = f"s.state IN ({_listed('takes_quota')}) AND s.was_cancelled = FALSE"
_TRIPS = f"SELECT DISTINCT s.trip_id FROM stays s WHERE {_TAKES} AND {{which}}"  # noqa: S608 - own words
# With every hold, so without the ORM's way round. The newest contracted version counts, or where it is
# agreed who came, as in `charged_of`.
_SLEPT = (
    "SELECT s.trip_id, n.date, s.site_id, b.district_code, t.organisation_id, t.programme, "
    "SUM(CASE WHEN s.state IN ({counted}) AND s.arrivals_known AND n.arrived_rooms IS NOT NULL "
    "THEN COALESCE(n.arrived_workers, 0) ELSE n.contracted_workers END) AS workers, "
    "MAX(CASE WHEN {sold} THEN 1 ELSE 0 END) AS is_sold "
    "FROM stays s JOIN trips t ON t.id = s.trip_id JOIN sites b ON b.id = s.site_id "
    "JOIN stay_nights n ON n.stay_id = s.id "
    "AND n.version = (SELECT MAX(version) FROM stay_nights WHERE stay_id = s.id) "
    "WHERE s.trip_id IN ({trips}) AND {takes} "
    "GROUP BY s.trip_id, n.date, s.site_id, b.district_code, t.organisation_id, t.programme "
    "ORDER BY n.date, s.site_id"
)


async def _slept(trips: Iterable[int]) -> dict[int, list[Slept]]:
    """By trip, in the order of the nights: who is contracted, or where it is agreed, who came."""
    rows = await fetch(
        _SLEPT.format(
            trips=_ids(trips), takes=_TAKES, sold=_SOLD,
            counted=", ".join(f"'{state.value}'" for state in COUNTED),
        )
    )  # fmt: skip
    found: dict[int, list[Slept]] = defaultdict(list)
    for row in rows:
        found[row["trip_id"]].append(
            Slept(
                read_day(row["date"]), row["site_id"], row["district_code"], int(row["workers"]),
                row["organisation_id"], row["programme"], bool(row["is_sold"]),
            )
        )  # fmt: skip
    return dict(found)


def _asked(slept: list[Slept]) -> quotas.Asked:
    """What the trip asks of quotas: one leg for as long as site and number stay the same."""
    first, *then = _legs(slept)
    return quotas.Asked(
        union_id=slept[0].union_id, site_id=first.site_id, district_code=first.district_code,
        programme=slept[0].programme, check_in=first.check_in, nights=first.nights,
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
