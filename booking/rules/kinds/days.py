"""How long, how often, and when in the year."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from booking.rules.facts import TripFacts
from booking.rules.kinds.base import (
    Allowances,
    Days,
    Look,
    MonthDay,
    RuleBase,
    Where,
    kept,
    lacking,
)
from booking.rules.saying import said
from sites.foundation.language import N_

# Said beside a count of working days where a year's notice is not known.
NOT_PUBLISHED = N_("The holidays of that year are not on file: Monday to Friday were counted")


class MaxDays(RuleBase):
    """Travel included. Where the document lets years be merged or a year be split, it is counted so."""

    kind: Literal["max_days"]
    where: Where = "anywhere"
    value: Days
    unit: Literal["days", "working_days"] = "days"

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:
        goes = trip.goes(self.where)
        if goes is None:
            return lacking("destination", allowed=said("at_most_days", n=self.value))
        if not goes:
            return None
        most = self.value * document.merged(trip)
        if self.unit == "working_days":
            return _working(trip, most)
        if document.splits(trip):
            return _in_parts(trip, most)
        return _whole(trip, most, merged=document.merged(trip))


def _whole(trip: TripFacts, most: int, *, merged: int) -> Look:
    allowed = (
        said("days_merged", n=most, years=merged) if merged > 1 else said("at_most_days", n=most)
    )
    return kept(
        said("days", n=trip.days), allowed, passes=trip.days <= most,
        remedy=said("fewer_days", n=trip.days - most),
    )  # fmt: skip


def _working(trip: TripFacts, most: int) -> Look:
    counted, is_known = trip.holidays.working_days(trip.check_in, trip.last_day)
    return kept(
        said("working_days", n=counted), said("at_most_working_days", n=most), passes=counted <= most,
        remedy=said("fewer_working_days", n=counted - most), note="" if is_known else NOT_PUBLISHED,
    )  # fmt: skip


def _in_parts(trip: TripFacts, most: int) -> Look:
    """The days of the year's trips together."""
    allowed = said("at_most_days", n=most)
    if trip.days_this_year is None:
        if trip.days <= most:
            return lacking("days_this_year", allowed=allowed)
        return _whole(trip, most, merged=1)
    every = trip.days + trip.days_this_year
    return kept(
        said("days_in_all", n=every), allowed, passes=every <= most,
        remedy=said("fewer_days", n=every - most),
    )  # fmt: skip


class SplitTrips(RuleBase):
    """The days of a year may be split into so many trips."""

    kind: Literal["split_trips"]
    where: Where = "anywhere"
    value: Annotated[int, Field(ge=1, le=12)]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        goes, allowed = trip.goes(self.where), said("at_most_trips", n=self.value)
        if goes is False:
            return None
        if goes is None or trip.trips_this_year is None:
            unknown = {"destination": goes, "trips_this_year": trip.trips_this_year}
            return lacking(
                *(name for name, fact in unknown.items() if fact is None), allowed=allowed
            )
        count = trip.trips_this_year + 1
        return kept(
            said("trips", n=count), allowed, passes=count <= self.value, remedy=said("fewer_trips")
        )


class MergedYears(RuleBase):
    """So many years may be taken together: their days and yearly ceilings are added up."""

    kind: Literal["merged_years"]
    value: Annotated[int, Field(ge=2, le=5)]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        years = trip.merged_years or 1
        return kept(
            said("merged", n=years), said("at_most_merged", n=self.value), passes=years <= self.value,
            remedy=said("merge_fewer", n=self.value),
        )  # fmt: skip


class FinishBy(RuleBase):
    """The last day of the trip, in the calendar year of check-in."""

    kind: Literal["finish_by"]
    value: MonthDay

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        latest = _in(trip.check_in.year, self.value)
        return kept(
            said("ends_on", on=trip.last_day.isoformat()), said("by_date", on=self.value),
            passes=trip.last_day <= latest, remedy=said("end_by", on=latest.isoformat()),
        )  # fmt: skip


class Season(RuleBase):
    """All days of the trip lie between both, both included; over the turn of the year where the last comes first."""

    kind: Literal["season"]
    first: MonthDay
    last: MonthDay

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        season = {"first": self.first, "last": self.last}
        return kept(
            said("dates", first=trip.check_in.isoformat(), last=trip.last_day.isoformat()),
            said("season", **season), passes=self._has(trip.check_in, trip.last_day),
            remedy=said("travel_in", season=season, **season),
        )  # fmt: skip

    def _has(self, check_in: date, last_day: date) -> bool:
        turns = self.last < self.first
        begins = [check_in.year - 1, check_in.year] if turns else [check_in.year]
        return any(
            _in(year, self.first) <= check_in and last_day <= _in(year + turns, self.last)
            for year in begins
        )


def _in(year: int, month_and_day: str) -> date:
    try:
        return date.fromisoformat(f"{year}-{month_and_day}")
    except ValueError:  # 29 February in a common year
        return date(year, 2, 28)
