"""A base as it is handed in, before it has an id: by the demonstration, or by a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sites.listings.shapes import Inspection, Medical, Terms


@dataclass(frozen=True, slots=True)
class RoomTypeDraft:
    """`beds` is how many heads one room sleeps."""

    code: str
    name: str
    name_en: str
    beds: int
    rooms: int
    area: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDraft:
    """Facilities: code to how many, or None where the vocabulary counts nothing."""

    code: str
    kind: str
    district_code: str
    name: str
    name_en: str
    latitude: float
    longitude: float
    reception_limit: int
    room_types: tuple[RoomTypeDraft, ...]
    address: str = ""
    address_en: str = ""
    introduction: str = ""
    introduction_en: str = ""
    operator_id: int | None = None
    operator_name: str = ""
    operator_name_en: str = ""
    operator_credit_code: str = ""
    phone: str = ""
    rail_minutes: int = 0
    altitude: int = 0
    dining_seats: int = 0
    meeting_seats: int = 0
    booking_mode: str = "accept"
    answer_hours: int = 24
    opens: str = "08:30"
    closes: str = "17:30"
    check_in_hour: int = 14
    check_out_hour: int = 12
    option_days: int = 5
    facilities: Mapping[str, int | None] = field(default_factory=dict)
    medical: Medical = field(default_factory=Medical)
    terms: Terms = field(default_factory=Terms)
    inspected_on: date | None = None
    inspection_result: str = ""
    inspection: Inspection = field(default_factory=Inspection)
    is_demo: bool = False
