"""What every rule has, and what looking at a trip by one rule finds."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from booking.rules.facts import TripFacts
from booking.rules.saying import NOTHING, Said, said

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
RegionCode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{5}$")]
Fen = Annotated[int, Field(ge=1, le=10**11)]
Days = Annotated[int, Field(ge=1, le=60)]
Years = Annotated[int, Field(ge=1, le=60)]
Where = Literal["same_province", "other_province", "anywhere"]
UnitKind = Literal["any", "public_body", "institution", "soe", "enterprise"]
UnitKinds = Annotated[tuple[UnitKind, ...], Field(min_length=1, max_length=5)]
Effect = Literal["block", "warn"]


def _a_day(value: str) -> str:
    # A leap year: the last day of February may be said.
    from datetime import date

    date.fromisoformat(f"2000-{value}")
    return value


MonthDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$"), AfterValidator(_a_day)]


class Allowances(Protocol):
    """What the rule's document says about counting: how many years count for one trip, and whether a year's days are added up."""

    def merged(self, trip: TripFacts) -> int: ...

    def splits(self, trip: TripFacts) -> bool: ...


@dataclass(frozen=True, slots=True)
class Look:
    """What one rule finds in a trip. `passes` is None where a fact is `missing`."""

    passes: bool | None
    found: Said
    allowed: Said
    remedy: Said = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    note: str = ""


def kept(found: Said, allowed: Said, *, passes: bool, remedy: Said, note: str = "") -> Look:
    """The remedy is for what does not pass."""
    return Look(passes, found, allowed, NOTHING if passes else remedy, note=note)


def lacking(*facts: str, allowed: Said = NOTHING) -> Look:
    return Look(None, said("not_given"), allowed, said("state", facts=[*facts]), facts)


class RuleBase(BaseModel):
    """`clause` is empty where the source gives none. `of` says that each person is looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    effect: Effect
    clause: Words = ""
    note: Words = ""
    note_en: Words = ""
    of: Literal["person"] | None = None

    def look(self, trip: TripFacts, document: Allowances) -> Look | None:
        """None where the rule is not about this trip."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """As a TOML table has it: what is not said is left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


class ForUnits(RuleBase):
    """A rule for some kinds of units."""

    unit_kinds: UnitKinds

    def binds_unit(self, trip: TripFacts) -> bool | None:
        if "any" in self.unit_kinds:
            return True
        return None if trip.unit_kind is None else trip.unit_kind in self.unit_kinds
