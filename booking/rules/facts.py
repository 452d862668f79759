"""A trip as rules see it. None is a fact that nobody gave."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.rules.places import is_within, province_of
from booking.rules.working_days import Holidays
from sites.foundation.amounts import Money

NO_NOTICE = Holidays()


@dataclass(frozen=True, slots=True)
class Insurance:
    """Insured sums per person; None where it is not known."""

    cover: Money | None = None
    medical: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFacts:
    """Days are nights + 1: the way there and back is in them.

    `origin` and `destinations` are GB/T 2260 codes, the finer the better. `price_per_person` is for the
    whole trip, `spent_this_year` what the same person had before it in the calendar year of `check_in`.
    Where people differ, the least favourable counts. `organised_by`: union, agency, individual.
    `merged_years`: so many years are taken together in this trip (None or 1: one). `trips_this_year` and
    `days_this_year` count the trips before this one. `has_own_ceiling`: the unit's own body has set one.
    `holidays`: the notices by which its working days are counted.
    """

    origin: str
    check_in: date
    nights: int
    destinations: tuple[str, ...] = ()
    listed: bool | None = None
    unit_kind: str | None = None
    sector: str | None = None
    scheme: str | None = None
    price_per_person: Money | None = None
    spent_this_year: Money | None = None
    family: int | None = None
    insurance: Insurance | None = None
    years_since_last: int | None = None
    service_years: int | None = None
    no_show_before: bool | None = None
    single_lodging: bool | None = None
    organised_by: str | None = None
    merged_years: int | None = None
    trips_this_year: int | None = None
    days_this_year: int | None = None
    has_own_ceiling: bool = False
    holidays: Holidays = NO_NOTICE

    @property
    def days(self) -> int:
        return self.nights + 1

    @property
    def last_day(self) -> date:
        return self.check_in + timedelta(days=self.nights)

    def goes(self, where: str) -> bool | None:
        """Whether a rule for `where` is about this trip; None where that hangs on the destination and it is not known."""
        if where == "anywhere":
            return True
        if not self.destinations:
            return None
        home = province_of(self.origin)
        is_home = all(is_within(place, home) for place in self.destinations)
        return is_home == (where == "same_province")
