"""What a base brings when it is enrolled: itself, its certificate and its packages with their prices."""

from dataclasses import dataclass
from datetime import date

from sites.certification import CertificateDraft
from sites.listings import SiteDraft
from sites.packages.extras import Extra


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """Fen per person for each night from `starts_on` until before `ends_on`."""

    season: str
    starts_on: date
    ends_on: date
    fen: int


@dataclass(frozen=True, slots=True)
class IncludedItem:
    """Something the price includes. `fen` is an insured sum a person."""

    code: str
    count: int | None = None
    fen: int | None = None
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """Meals of breakfast, lunch, dinner. A stay longer than the days told has free days."""

    text: str
    text_en: str
    meals: tuple[str, ...] = ()
    drive_minutes: int = 0
    walk_km: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageDraft:
    code: str
    theme: str
    name: str
    name_en: str
    min_nights: int
    max_nights: int
    min_group: int
    max_group: int
    prices: tuple[PriceDraft, ...]
    included: tuple[IncludedItem, ...] = ()
    excluded: tuple[str, ...] = ()
    programme: tuple[ProgrammeDay, ...] = ()
    single_supplement: int = 0
    odd_pays: bool = False
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseDraft:
    site: SiteDraft
    certificate: CertificateDraft
    packages: tuple[PackageDraft, ...]
