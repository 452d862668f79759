"""The shapes of the invented catalogue: plain values, Chinese and English side by side.

Amounts are fen of CNY; days of the year are (month, day); nothing here knows a database.
"""

from dataclasses import dataclass
from datetime import date, time

MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DemoRoomType:
    """Physical rooms of one kind. `beds` is how many heads one room sleeps."""

    code: str  # twin, king, family, suite
    name: str
    name_en: str
    beds: int
    rooms: int
    area_m2: int


@dataclass(frozen=True, slots=True)
class DemoSeason:
    """Price per person for each night from `first` to `last`, both included, never over New Year."""

    season: str  # low, shoulder, peak
    first: MonthDay
    last: MonthDay
    fen: int


@dataclass(frozen=True, slots=True)
class DemoItem:
    """Something the price includes. The vocabulary says what `count` counts; `fen` is for covers."""

    code: str
    count: int | None = None
    fen: int | None = None
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class DemoDay:
    number: int  # from 1
    text: str
    text_en: str
    meals: tuple[str, ...]  # of breakfast, lunch, dinner
    drive_minutes: int = 0
    walk_km: int = 0


@dataclass(frozen=True, slots=True)
class DemoPackage:
    """`days` tells of min_nights + 1 days; every further night is a day left free."""

    code: str  # unique within its site
    theme: str
    name: str
    name_en: str
    min_nights: int
    max_nights: int
    min_group: int
    max_group: int
    seasons: tuple[DemoSeason, ...]
    included: tuple[DemoItem, ...]
    excluded: tuple[str, ...]
    days: tuple[DemoDay, ...]
    single_supplement_fen: int  # per person and night
    by_default: bool


@dataclass(frozen=True, slots=True)
class DemoFacility:
    code: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class DemoPlace:
    place: str
    place_en: str


@dataclass(frozen=True, slots=True)
class DemoMedical:
    """Room hours and nurses are absent where the site keeps a first-aid post only."""

    hospital: str
    hospital_en: str
    hospital_grade: str  # see sites.listings.vocabulary.HOSPITAL_GRADES
    hospital_km: float
    hospital_minutes: int
    room_from: time | None
    room_until: time | None
    nurses: int
    first_aiders: int
    defibrillators: tuple[DemoPlace, ...]


@dataclass(frozen=True, slots=True)
class DemoInspection:
    on: date
    result: str  # passed, corrected, failed
    note: str
    note_en: str
    food_grade: str  # A, B
    food_on: date
    fire_on: date


@dataclass(frozen=True, slots=True)
class DemoCertificate:
    """Both days included. `expired` and `expiring` follow from the dates; only suspension is an act."""

    number: str
    batch: int
    grade: str  # first, second
    valid_from: date
    valid_to: date
    suspended_on: date | None = None
    suspended_for: str = ""
    suspended_for_en: str = ""


@dataclass(frozen=True, slots=True)
class DemoTier:
    """Cancelled at least `days_before` (till the check-in hour): `percent` of the price is kept."""

    days_before: int
    percent: int


@dataclass(frozen=True, slots=True)
class DemoCancellation:
    """Tiers by falling days, the last at 0 days. Up to `free_heads` may drop out at no cost."""

    tiers: tuple[DemoTier, ...]
    free_heads: int
    free_heads_until_days: int
    terms: str
    terms_en: str


@dataclass(frozen=True, slots=True)
class DemoOperator:
    name: str
    name_en: str
    credit_code: str
    contact: str
    contact_en: str
    phone: str


@dataclass(frozen=True, slots=True)
class DemoSite:
    """A whole invented retreat base. Pages add the mark 示例 from `is_demo`."""

    code: str  # HS-<batch>-<nnn>
    serial: int
    batch: int
    kind: str  # see sites.listings.vocabulary.SITE_KINDS
    district_code: str
    name: str
    name_en: str
    address: str
    address_en: str
    introduction: str
    introduction_en: str
    operator: DemoOperator
    latitude: float
    longitude: float
    phone: str
    minutes_to_station: int
    altitude_m: int
    dining_seats: int
    meeting_seats: int
    reception_limit: int
    booking_way: str  # instant, accept, ask
    answer_from: time
    answer_until: time
    answer_hours: int
    check_in_hour: int
    check_out_hour: int
    option_hold_days: int
    room_types: tuple[DemoRoomType, ...]
    packages: tuple[DemoPackage, ...]
    facilities: tuple[DemoFacility, ...]
    medical: DemoMedical
    inspection: DemoInspection
    certificate: DemoCertificate
    cancellation: DemoCancellation
    is_demo: bool = True

    @property
    def rooms(self) -> int:
        return sum(kind.rooms for kind in self.room_types)

    @property
    def beds(self) -> int:
        return sum(kind.rooms * kind.beds for kind in self.room_types)

    def package(self, code: str) -> DemoPackage:
        return next(package for package in self.packages if package.code == code)
