"""A policy document: whom it names, from when to when, where it was read, and its rules. Pure."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from booking.rules.facts import TripFacts
from booking.rules.kinds import MergedYears, Rule, SplitTrips
from booking.rules.kinds.base import RegionCode, Words
from booking.rules.places import is_within

# official: the publisher's own page; mirror: the right article elsewhere; weak: reworded or third party;
# own: a union's own measures.
Grade = Literal["official", "mirror", "weak", "own"]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$")]
Needed = Annotated[Words, Field(min_length=1)]


class Document(BaseModel):
    """In force on the days from `starts_on` to `ends_on`, both included; an open end is None.

    A document without scheme or sector binds whatever the trip's are. `number_confirmed` is False where the number was
    linked to the text by others than its source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True)  # fmt: skip

    id: DocumentId
    title: Needed
    issuer: Needed
    number: Words = ""
    number_confirmed: bool = True
    origin: Annotated[tuple[RegionCode, ...], Field(min_length=1, max_length=100)]
    scheme: Words = ""
    unit_sector: Words = ""
    starts_on: Annotated[date | None, Field(alias="from")] = None
    ends_on: Annotated[date | None, Field(alias="until")] = None
    grade: Grade
    source: Needed
    confirms: Words = ""
    rules: Annotated[tuple[Rule, ...], Field(min_length=1, max_length=60)]

    @model_validator(mode="after")
    def _has_a_range(self) -> "Document":
        if self.starts_on and self.ends_on and self.starts_on > self.ends_on:
            msg = "ends before it starts"
            raise ValueError(msg)
        return self

    def is_in_force(self, on: date) -> bool:
        return (self.starts_on or on) <= on <= (self.ends_on or on)

    def binds(self, trip: TripFacts) -> bool:
        """Origin, day of check-in, scheme and sector must all match; what the trip does not say is none."""
        return (
            any(is_within(trip.origin, region) for region in self.origin)
            and self.is_in_force(trip.check_in)
            and self.scheme in {"", trip.scheme}
            and self.unit_sector in {"", trip.sector}
        )

    def merged(self, trip: TripFacts) -> int:
        """How many years' days and ceilings count for the trip: one, where the document does not let years be merged."""
        years = trip.merged_years or 1
        allowed = (rule.value for rule in self.rules if isinstance(rule, MergedYears))
        return min(years, max(allowed, default=1))

    def splits(self, trip: TripFacts) -> bool:
        """Whether the days of all trips of the year are counted together."""
        return any(isinstance(rule, SplitTrips) and trip.goes(rule.where) for rule in self.rules)

    def values(self) -> dict[str, Any]:
        """As a TOML table has it, rules included: what is not said is left out."""
        own = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"rules"})
        return {**own, "rules": [{"kind": rule.kind, **rule.values()} for rule in self.rules]}
