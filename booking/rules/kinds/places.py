"""Where the group goes and sleeps."""

from typing import Annotated, Literal

from pydantic import Field

from booking.rules.facts import TripFacts
from booking.rules.kinds.base import Allowances, Look, RegionCode, RuleBase, kept, lacking
from booking.rules.places import is_within
from booking.rules.saying import said


class Territory(RuleBase):
    """Every destination lies in one of the regions."""

    kind: Literal["territory"]
    allow: Annotated[tuple[RegionCode, ...], Field(min_length=1, max_length=200)]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        allowed = said("only_places", codes=[*self.allow])
        if not trip.destinations:
            return lacking("destination", allowed=allowed)
        outside = [place for place in trip.destinations if not self._has(place)]
        if outside and all(self._may_have(place) for place in outside):
            return lacking("destination", allowed=allowed)
        return kept(
            said("places", codes=[*(outside or trip.destinations)]), allowed, passes=not outside,
            remedy=said("go_to", codes=[*self.allow]),
        )  # fmt: skip

    def _has(self, place: str) -> bool:
        return any(is_within(place, region) for region in self.allow)

    def _may_have(self, place: str) -> bool:
        """A region of which only a part is allowed: it is not known which part is meant."""
        return any(is_within(region, place) for region in self.allow)


class ListedSiteOnly(RuleBase):
    """Only bases whose certificate is valid on every night."""

    kind: Literal["listed_site_only"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        allowed = said("listed_base")
        if trip.listed is None:
            return lacking("listed", allowed=allowed)
        found = said("is_listed" if trip.listed else "not_listed")
        return kept(found, allowed, passes=trip.listed, remedy=said("choose_listed"))


class SingleLodging(RuleBase):
    """One place of lodging for the whole trip."""

    kind: Literal["single_lodging"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        allowed = said("one_lodging")
        if trip.single_lodging is None:
            return lacking("single_lodging", allowed=allowed)
        found = said("one_lodging" if trip.single_lodging else "more_lodgings")
        return kept(found, allowed, passes=trip.single_lodging, remedy=said("stay_in_one"))
