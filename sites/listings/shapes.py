"""What is kept of a base beside its columns: care, inspection and terms, as values and as stored JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Medical:
    """Hours are HH:MM, empty where the base keeps a first-aid post only."""

    hospital: str = ""
    hospital_en: str = ""
    hospital_grade: str = ""
    hospital_km: float = 0
    hospital_minutes: int = 0
    room_from: str = ""
    room_until: str = ""
    nurses: int = 0
    first_aiders: int = 0
    defibrillators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """Beside the day and the result. Days are ISO dates, empty where unknown."""

    note: str = ""
    note_en: str = ""
    food_grade: str = ""
    food_on: str = ""
    fire_on: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """Cancelled at least `days_before` (until the check-in hour): `percent` of the price is kept."""

    days_before: int
    percent: int


@dataclass(frozen=True, slots=True)
class ReleaseStep:
    """At the end of the day `days` before each night (rolling), or of the ISO date `on`, rooms without names go
    back. Of each type there stay `spare` more than are named, or `percent` of what is contracted: one of the two.
    """

    days: int = 0
    on: str = ""
    spare: int | None = None
    percent: int | None = None

    @property
    def key(self) -> str:
        """Names the step for good, whatever comes before or behind it."""
        return f"on:{self.on}" if self.on else f"days:{self.days}"


@dataclass(frozen=True, slots=True)
class Terms:
    """Tiers by falling days, the last at 0 days; up to `free_heads` may drop out at no cost. The names are due
    `names_days` before arrival, and are closed `closed_days` before it (None: not before the group leaves). No release leaves less than `guaranteed_percent` of the contracted rooms of a type.
    """

    tiers: tuple[Tier, ...] = ()
    free_heads: int = 0
    free_heads_until_days: int = 0
    text: str = ""
    text_en: str = ""
    names_days: int = 7
    closed_days: int | None = None
    releases: tuple[ReleaseStep, ...] = ()
    guaranteed_percent: int = 50


def stored(value: Medical | Inspection | Terms | ReleaseStep) -> dict[str, Any]:
    return asdict(value)


def medical_from(kept: Mapping[str, Any]) -> Medical:
    places = tuple((str(zh), str(en)) for zh, en in kept.get("defibrillators", ()))
    return Medical(**{**kept, "defibrillators": places})


def inspection_from(kept: Mapping[str, Any]) -> Inspection:
    return Inspection(**kept)


def terms_from(kept: Mapping[str, Any]) -> Terms:
    tiers = tuple(Tier(tier["days_before"], tier["percent"]) for tier in kept.get("tiers", ()))
    known = {name: value for name, value in kept.items() if name in Terms.__dataclass_fields__}
    return Terms(**{**known, "tiers": tiers, "releases": releases_from(kept)})


def releases_from(kept: Mapping[str, Any]) -> tuple[ReleaseStep, ...]:
    """The steps as a site has them on file, or as a contract froze them."""
    return tuple(ReleaseStep(**step) for step in kept.get("releases", ()))
