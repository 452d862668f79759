"""A plan of 300 past and coming group stays. It only says who, where and when; others play it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from scheduler.demo.catalogue import DemoPackage, DemoSite, demo_sites
from scheduler.demo.chance import chance
from scheduler.demo.habits import check_in_weights, family, reason, usual_nights
from scheduler.demo.occupancy import Occupancy
from scheduler.demo.people_shapes import DemoBooking, DemoUnion
from scheduler.demo.timelines import Timeline, timeline
from scheduler.demo.unions import demo_unions, staffed_sites, weights

REACHES = {
    "reconciled": 141, "confirmed": 70, "cancelled": 22, "held": 16, "submitted": 14,
    "expired": 12, "declined": 10, "departed": 8, "in_house": 7,
}  # fmt: skip
_FIRST_DAY, _LAST_DAY = -170, 300
_MOST_OPEN = 4
_STAFFED_DRAWS = (16, 8, 6, 5, 5)
_LEAST_NIGHTS = {"in_house": 2}  # arrived yesterday, leaving tomorrow


@cache
def demo_bookings(today: date) -> tuple[DemoBooking, ...]:
    """In the order in which they were held. The same day always gives the same plan."""
    planner = _Planner(today, chance("bookings", today))
    drawn = [
        planner.draw(reach, is_shown=n == 0)
        for reach, count in REACHES.items()
        for n in range(count)
    ]
    drawn.sort(key=lambda booking: (booking.held_day, booking.check_in_day, booking.site))
    return tuple(replace(booking, number=n) for n, booking in enumerate(drawn, start=1))


@dataclass(slots=True)
class _Planner:
    today: date
    dice: Random
    taken: Occupancy = field(default_factory=Occupancy)
    open_requests: Counter[tuple[str, int]] = field(default_factory=Counter)

    def draw(self, reach: str, *, is_shown: bool) -> DemoBooking:
        """Throw until a union, a base and dates fit together.

        What is shown lies between the first union and the first staffed base, as whom one click signs
        in: each of the two finds a stay of every kind.
        """
        bases, organisers = _draws(self.today), weights()
        if is_shown:
            bases = tuple(int(site.code == staffed_sites()[0]) for site in demo_sites(self.today))
            organisers = tuple(int(union is demo_unions()[0]) for union in demo_unions())
        attempts = self._attempts(reach, organisers, bases)
        return next(booking for booking in attempts if booking is not None)

    def _attempts(
        self, reach: str, organisers: tuple[int, ...], bases: tuple[int, ...]
    ) -> Iterator[DemoBooking | None]:
        while True:
            union = self.dice.choices(demo_unions(), weights=organisers)[0]
            nights = max(usual_nights(self.dice, union), _LEAST_NIGHTS.get(reach, 1))
            check_in = self._check_in(reach, union, nights=nights)
            site = self.dice.choices(demo_sites(self.today), weights=bases)[0]
            stay = range(check_in, check_in + nights)
            yield self._fit(reach, union, site, stay) if self._may_take(site, reach, stay) else None

    def _fit(self, reach: str, union: DemoUnion, site: DemoSite, stay: range) -> DemoBooking | None:
        package = _package(site, len(stay))
        times = timeline(self.dice, reach, site=site, check_in=stay.start)
        too_many = any(self.open_requests[union.key, day] >= _MOST_OPEN for day in times.open_days)
        if package is None or too_many:
            return None
        booking = self._sized(reach, union, site, package, stay=stay, times=times)
        rooms = self.taken.rooms_for(
            site, nights=stay, people=booking.workers + booking.family, crew=booking.crew
        )
        if not rooms or booking.heads > package.max_group:
            return None
        self.taken.take(site, nights=stay, rooms=rooms, heads=booking.heads)
        self.open_requests.update((union.key, day) for day in times.open_days)
        return replace(booking, rooms=rooms)

    def _sized(
        self,
        reach: str,
        union: DemoUnion,
        site: DemoSite,
        package: DemoPackage,
        *,
        stay: range,
        times: Timeline,
    ) -> DemoBooking:
        workers = max(package.min_group, min(union.members // 3, round(self.dice.gauss(32, 9))))
        why, why_en = reason(self.dice, reach)
        return DemoBooking(
            number=0,
            union=union.key,
            site=site.code,
            package=package.code,
            check_in_day=stay.start,
            nights=len(stay),
            workers=workers,
            family=family(self.dice, union),
            crew=self.dice.choice((1, 2, 2, 3)),
            rooms=(),
            hold_kind=times.hold_kind,
            held_day=times.held,
            submitted_day=times.submitted,
            answered_day=times.answered,
            ended_day=times.ended,
            arrived_workers=_arrived(self.dice, reach, workers),
            reach=reach,
            reason=why,
            reason_en=why_en,
        )

    def _check_in(self, reach: str, union: DemoUnion, *, nights: int) -> int:
        days = _window(reach, nights=nights)
        dates = [self.today + timedelta(days=day) for day in days]
        return self.dice.choices(days, weights=check_in_weights(dates, union, today=self.today))[0]

    def _may_take(self, site: DemoSite, reach: str, stay: range) -> bool:
        paper = site.certificate
        first = self.today + timedelta(days=stay.start)
        last = self.today + timedelta(days=stay.stop - 1)
        certified = paper.valid_from <= first and last <= paper.valid_to
        answers = site.booking_way == "accept" or reach not in {"submitted", "declined"}
        # Whoever wants to be asked first has inquiries, which are told apart from bookings.
        is_asked = site.booking_way == "ask"
        return certified and answers and not is_asked and paper.suspended_on is None


@cache
def _draws(today: date) -> tuple[int, ...]:
    """How often each base is chosen: those whose people can be signed in as have something to do."""
    drawn = dict(zip(staffed_sites(), _STAFFED_DRAWS, strict=True))
    return tuple(drawn.get(site.code, 1) for site in demo_sites(today))


def _window(reach: str, *, nights: int) -> range:
    return {
        "reconciled": range(_FIRST_DAY, -10 - nights),
        "departed": range(-6 - nights, -nights),
        "in_house": range(1 - nights, 0),
        "confirmed": range(3, _LAST_DAY + 1),
        "held": range(20, 241),
        "submitted": range(20, 201),
        "cancelled": range(-160, 251),
        "declined": range(-150, 221),
        "expired": range(-150, 201),
    }[reach]


def _package(site: DemoSite, nights: int) -> DemoPackage | None:
    fitting = (each for each in site.packages if each.min_nights <= nights <= each.max_nights)
    return next(fitting, None)


def _arrived(dice: Random, reach: str, workers: int) -> int | None:
    if reach not in {"in_house", "departed", "reconciled"}:
        return None
    return workers - dice.choice((0, 0, 0, 0, 0, 1, 1, 2, 3))
