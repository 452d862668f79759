"""Who may travel, and with whom."""

from typing import Literal

from booking.rules.facts import TripFacts
from booking.rules.kinds.base import Allowances, Look, RuleBase, Where, Years, kept, lacking
from booking.rules.saying import said


class YearsBetween(RuleBase):
    """Year of check-in less the year of the last trip, of the traveller with the least."""

    kind: Literal["years_between"]
    where: Where = "anywhere"
    value: Years

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        goes, allowed = trip.goes(self.where), said("years_between", n=self.value)
        if goes is False:
            return None
        if goes is None or trip.years_since_last is None:
            unknown = {"destination": goes, "years_since_last": trip.years_since_last}
            return lacking(
                *(name for name, fact in unknown.items() if fact is None), allowed=allowed
            )
        return kept(
            said("years_since", n=trip.years_since_last), allowed,
            passes=trip.years_since_last >= self.value,
            remedy=said("wait_years", n=self.value - trip.years_since_last),
        )  # fmt: skip


class MinServiceYears(RuleBase):
    kind: Literal["min_service_years"]
    value: Years

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        served, allowed = trip.service_years, said("min_service", n=self.value)
        if served is None:
            return lacking("service_years", allowed=allowed)
        return kept(
            said("service", n=served), allowed, passes=served >= self.value,
            remedy=said("serve_years", n=self.value - served),
        )  # fmt: skip


_FAMILY = {
    "forbidden": ("no_family", "leave_family"),
    "own_cost_separate_contract": ("family_own_contract", "separate_family"),
    "own_cost_or_own_unit": ("family_own_cost", "charge_family"),
}


class Family(RuleBase):
    """Family members at all, or on which terms. A trip without them passes."""

    kind: Literal["family"]
    value: Literal["forbidden", "own_cost_separate_contract", "own_cost_or_own_unit"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        terms, remedy = _FAMILY[self.value]
        if trip.family is None:
            return lacking("family", allowed=said(terms))
        return kept(
            said("family", n=trip.family), said(terms), passes=trip.family == 0, remedy=said(remedy)
        )


class NoShowUsesEntitlement(RuleBase):
    """Who stayed away from an earlier trip has used the entitlement."""

    kind: Literal["no_show_uses_entitlement"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        allowed = said("no_show_counts")
        if trip.no_show_before is None:
            return lacking("no_show_before", allowed=allowed)
        found = said("no_show_once" if trip.no_show_before else "no_show_never")
        return kept(found, allowed, passes=not trip.no_show_before, remedy=said("name_others"))


class GroupByDefault(RuleBase):
    """Groups; single trips need approval."""

    kind: Literal["group_by_default"]

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:  # noqa: ARG002
        allowed = said("by_group")
        if trip.organised_by is None:
            return lacking("organised_by", allowed=allowed)
        return kept(
            said(f"by_{trip.organised_by}"), allowed, passes=trip.organised_by != "individual",
            remedy=said("make_group"),
        )  # fmt: skip
