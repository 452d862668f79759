"""What a person may cost: compared in whole fen with the days multiplied, never with a rounded quotient."""

from typing import Literal

from booking.rules.facts import TripFacts
from booking.rules.kinds.base import Allowances, Fen, ForUnits, Look, kept, lacking
from booking.rules.saying import Said, said


class Ceiling(ForUnits):
    """A ceiling of money a person."""

    value: Fen

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:
        binds = self.binds_unit(trip)
        if binds is False:
            return None
        if unknown := self._unknown(trip, binds=binds):
            return lacking(*unknown, allowed=self._allowed(trip, document))
        return self._judged(trip, document)

    def _unknown(self, trip: TripFacts, *, binds: bool | None) -> list[str]:
        return [
            *(["unit_kind"] if binds is None else []),
            *(["price_per_person"] if trip.price_per_person is None else []),
        ]

    def most(self, trip: TripFacts, document: Allowances) -> int:
        """Fen a person for a trip like this one, whatever it costs."""
        raise NotImplementedError

    def _allowed(self, trip: TripFacts, document: Allowances) -> Said:
        raise NotImplementedError

    def _judged(self, trip: TripFacts, document: Allowances) -> Look:
        most, price = self.most(trip, document), _minor(trip)
        return kept(
            said("money_for_days", minor=price, days=trip.days), self._allowed(trip, document),
            passes=price <= most, remedy=said("at_most_money", minor=most),
        )  # fmt: skip


class MaxCostPerDay(Ceiling):
    kind: Literal["max_cost_per_day"]

    def most(self, trip: TripFacts, document: Allowances) -> int:  # noqa: ARG002
        return self.value * trip.days

    def _allowed(self, trip: TripFacts, document: Allowances) -> Said:
        return said("money_a_day", rate=self.value, minor=self.most(trip, document), days=trip.days)


class MaxCostPerTrip(Ceiling):
    kind: Literal["max_cost_per_trip"]

    def most(self, trip: TripFacts, document: Allowances) -> int:  # noqa: ARG002
        return self.value

    def _allowed(self, trip: TripFacts, document: Allowances) -> Said:  # noqa: ARG002
        return said("money_a_trip", minor=self.value)


class MaxCostPerYear(Ceiling):
    """With what the same person had before it in the calendar year of check-in."""

    kind: Literal["max_cost_per_year"]

    def most(self, trip: TripFacts, document: Allowances) -> int:
        """What is left of the year, as far as it is known what was spent; below nothing where it is spent already."""
        spent = trip.spent_this_year.minor if trip.spent_this_year else 0
        return self._year(trip, document) - spent

    def _year(self, trip: TripFacts, document: Allowances) -> int:
        return self.value * document.merged(trip)

    def _allowed(self, trip: TripFacts, document: Allowances) -> Said:
        years, most = document.merged(trip), self._year(trip, document)
        if years > 1:
            return said("money_years", minor=most, years=years)
        return said("money_a_year", minor=most)

    def _unknown(self, trip: TripFacts, *, binds: bool | None) -> list[str]:
        spent = ["spent_this_year"] if trip.spent_this_year is None else []
        return [*super()._unknown(trip, binds=binds), *spent]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:
        """A price that alone is above the year's ceiling stops the trip, whatever was spent before."""
        price = trip.price_per_person
        if self.binds_unit(trip) and price and price.minor > self._year(trip, document):
            return self._judged(trip, document)
        return super().look(trip, document)

    def _judged(self, trip: TripFacts, document: Allowances) -> Look:
        price, spent = _minor(trip), trip.spent_this_year.minor if trip.spent_this_year else 0
        left = self.most(trip, document)
        found = said("money_in_year", minor=price, spent=spent) if spent else said("money", minor=price)  # fmt: skip
        return kept(
            found, self._allowed(trip, document), passes=price + spent <= self._year(trip, document),
            remedy=said("at_most_money", minor=left) if left > 0 else said("spent_up"),
        )  # fmt: skip


class CeilingOfCongress(ForUnits):
    """The unit's workers' congress sets the ceiling: it should be on record among the union's own measures."""

    kind: Literal["max_cost_set_by_workers_congress"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        binds, allowed = self.binds_unit(trip), said("congress_sets")
        if binds is None:
            return lacking("unit_kind", allowed=allowed)
        if not binds:
            return None
        found = said("own_ceiling" if trip.has_own_ceiling else "no_own_ceiling")
        return kept(found, allowed, passes=trip.has_own_ceiling, remedy=said("record_ceiling"))


def _minor(trip: TripFacts) -> int:
    if trip.price_per_person is None:
        raise AssertionError  # looked at before
    return trip.price_per_person.minor
