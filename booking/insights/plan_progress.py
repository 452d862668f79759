"""An annual plan against what became of it: planned, held, confirmed, travelled, in people, person-nights and money."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from booking import plans, stays
from booking.plans import PlanContent, PlannedBatch
from booking.stays import YearTrip
from sites.foundation.actor import Actor
from sites.recognition import province_of
from sites.regions import city_of

REACHED = ("held", "confirmed", "travelled")


@dataclass(frozen=True)
class Sums:
    """Money is fen."""

    batches: int = 0
    people: int = 0
    person_nights: int = 0
    fen: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.batches + other.batches, self.people + other.people,
            self.person_nights + other.person_nights, self.fen + other.fen,
        )  # fmt: skip


@dataclass(frozen=True)
class BatchProgress:
    """`trip` is None while nothing is held for the batch. `went_to` is the territory where its bases lie."""

    number: int
    batch: PlannedBatch
    trip: YearTrip | None
    went_to: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether the trip goes to another territory than the plan says."""
        return self.trip is not None and self.went_to != self.batch.territory


@dataclass(frozen=True)
class Progress:
    """`outside` are trips of the year that belong to no batch of the plan. Sums of trips count each once, by how far it came."""

    content: PlanContent
    batches: tuple[BatchProgress, ...]
    outside: tuple[YearTrip, ...]

    @property
    def planned(self) -> Sums:
        return _sum(map(planned, self.content.batches))

    def reached(self, stage: str) -> Sums:
        every = [*(one.trip for one in self.batches if one.trip), *self.outside]
        return _sum(taken(one) for one in every if one.reached == stage)

    @property
    def taken(self) -> Sums:
        return _sum(self.reached(stage) for stage in REACHED)

    @property
    def open_batches(self) -> tuple[BatchProgress, ...]:
        return tuple(one for one in self.batches if one.trip is None)


def planned(one: PlannedBatch) -> Sums:
    return Sums(1, one.people, one.person_nights, one.fen)


def taken(trip: YearTrip) -> Sums:
    return Sums(1, trip.workers, trip.person_nights, trip.fen)


async def progress_of(page: plans.PlanPage, *, area_code: str, by: Actor) -> Progress | None:
    """None where there is no plan yet. `area_code`: the union's city. Needs what `plan_page` needed."""
    if page.shown is None:
        return None
    trips = {one.id: one for one in await stays.trips_in_year(page.year, by=by)}
    return measured(page.shown.content, page.trips, trips.values(), area_code=area_code)


def measured(
    content: PlanContent, links: dict[str, int], trips: Iterable[YearTrip], *, area_code: str
) -> Progress:
    """Pure. `links` are trips by batch; a trip that no longer stands is in no list and leaves its batch open."""
    by_id = {one.id: one for one in trips}
    found: list[BatchProgress] = []
    for number, batch in content.numbered():
        trip = by_id.pop(links.get(batch.id, 0), None)
        went = territory_of(trip.district_codes, area_code=area_code) if trip else ""
        found.append(BatchProgress(number, batch, trip, went))
    return Progress(content, tuple(found), tuple(by_id.values()))


def territory_of(district_codes: Sequence[str], *, area_code: str) -> str:
    """The widest one that the bases of a trip need. Bases of this house outside the province are recognised ones."""
    cities = {city_of(code) for code in district_codes}
    if cities <= {area_code}:
        return "city"
    if {province_of(one) for one in cities} <= {province_of(area_code)}:
        return "province"
    return "recognised"


def _sum(every: Iterable[Sums]) -> Sums:
    return sum(every, Sums())
