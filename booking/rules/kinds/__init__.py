"""The closed list of kinds of rules. A kind that is not here is refused where documents are read."""

from typing import Annotated

from pydantic import Field

from booking.rules.kinds.base import Look, RuleBase
from booking.rules.kinds.cover import InsuranceCover, InsuranceRequired
from booking.rules.kinds.days import FinishBy, MaxDays, MergedYears, Season, SplitTrips
from booking.rules.kinds.money import (
    Ceiling,
    CeilingOfCongress,
    MaxCostPerDay,
    MaxCostPerTrip,
    MaxCostPerYear,
)
from booking.rules.kinds.people import (
    Family,
    GroupByDefault,
    MinServiceYears,
    NoShowUsesEntitlement,
    YearsBetween,
)
from booking.rules.kinds.places import ListedSiteOnly, SingleLodging, Territory

Rule = Annotated[
    MaxDays
    | MaxCostPerDay
    | MaxCostPerTrip
    | MaxCostPerYear
    | CeilingOfCongress
    | Territory
    | ListedSiteOnly
    | SingleLodging
    | YearsBetween
    | MinServiceYears
    | Family
    | NoShowUsesEntitlement
    | GroupByDefault
    | InsuranceRequired
    | InsuranceCover
    | FinishBy
    | Season
    | SplitTrips
    | MergedYears,
    Field(discriminator="kind"),
]
KINDS: dict[str, type[RuleBase]] = {
    kind.model_fields["kind"].annotation.__args__[0]: kind  # type: ignore[union-attr]
    for kind in (
        MaxDays, MaxCostPerDay, MaxCostPerTrip, MaxCostPerYear, CeilingOfCongress, Territory,
        ListedSiteOnly, SingleLodging, YearsBetween, MinServiceYears, Family, NoShowUsesEntitlement,
        GroupByDefault, InsuranceRequired, InsuranceCover, FinishBy, Season, SplitTrips, MergedYears,
    )
}  # fmt: skip

__all__ = ["KINDS", "Ceiling", "Look", "MergedYears", "Rule", "RuleBase", "SplitTrips"]
