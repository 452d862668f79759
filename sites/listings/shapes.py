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
class Attrition:
    """Whether the table also charges people who drop out or stay away, beyond the free share: `free_percent` of the
    people contracted, rounded down, and never less than `Terms.free_heads` in their time.
    """

    is_charged: bool = False
    free_percent: int = 10


@dataclass(frozen=True, slots=True)
class Payment:
    """`deposit_percent` is due so many days after the base's yes, and the confirmation waits for it. The rest is due
    `balance_days` before arrival, or after departure where `is_after`. Whoever collects (`union`, the base's `desk`,
    or each person `online`) gets what the workers pay beyond the ceiling, and the family's share.

    Reminded `remind_days` before a date, warned `warn_days` after it; a request whose deposit is missing ends
    `grace_days` after its date.
    """

    deposit_percent: int = 0
    deposit_days: int = 5
    balance_days: int = 7
    is_after: bool = False
    worker_by: str = "union"
    family_by: str = "union"
    remind_days: int = 3
    warn_days: int = 3
    grace_days: int = 2


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
    payment: Payment = Payment()
    attrition: Attrition = Attrition()


def stored(
    value: Medical | Inspection | Terms | ReleaseStep | Payment | Attrition,
) -> dict[str, Any]:
    return asdict(value)


def medical_from(kept: Mapping[str, Any]) -> Medical:
    places = tuple((str(zh), str(en)) for zh, en in kept.get("defibrillators", ()))
    return Medical(**{**kept, "defibrillators": places})


def inspection_from(kept: Mapping[str, Any]) -> Inspection:
    return Inspection(**kept)


def terms_from(kept: Mapping[str, Any]) -> Terms:
    tiers = tuple(Tier(tier["days_before"], tier["percent"]) for tier in kept.get("tiers", ()))
    known = {name: value for name, value in kept.items() if name in Terms.__dataclass_fields__}
    own = {
        "tiers": tiers, "releases": releases_from(kept), "payment": payment_from(kept),
        "attrition": attrition_from(kept),
    }  # fmt: skip
    return Terms(**{**known, **own})


def attrition_from(kept: Mapping[str, Any]) -> Attrition:
    return Attrition(**kept.get("attrition", {}))


def payment_from(kept: Mapping[str, Any]) -> Payment:
    """The plan of payment as a site has it on file, or as a contract froze it."""
    return Payment(**kept.get("payment", {}))


def releases_from(kept: Mapping[str, Any]) -> tuple[ReleaseStep, ...]:
    """The steps as a site has them on file, or as a contract froze them."""
    return tuple(ReleaseStep(**step) for step in kept.get("releases", ()))
