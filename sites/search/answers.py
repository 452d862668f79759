"""What a search answers for one base and for all: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sites.calendar import Fit
from sites.certification import CertificateRecord
from sites.listings import RoomTypeProfile, SiteCard
from sites.packages import Offer


@dataclass(frozen=True, slots=True)
class Failure:
    """One condition that is not met. `left` and `asked` are in the unit of the code; money is fen."""

    code: str
    night: date | None = None
    left: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """The one change that would make the base fit: another start, nights, heads, singles, families or price ceiling."""

    name: str
    start: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`price` is fen a person for the whole stay by `offer`, None where nothing is sold for it.

    `km` is the way from the group's city in a straight line, None where none was said.
    """

    site: SiteCard
    certificate: CertificateRecord | None
    offer: Offer | None
    check_in: date | None
    nights: int
    price: int | None
    fit: Fit | None
    failures: tuple[Failure, ...]
    fix: Fix | None = None
    km: int | None = None

    @property
    def fits(self) -> bool:
        return not self.failures

    @property
    def places(self) -> int:
        return self.fit.places if self.fit else 0


@dataclass(frozen=True, slots=True)
class Pin:
    """A base on the map: fits, near or off. `number` is its place in the list, 0 where it has none."""

    site: SiteCard
    state: Literal["fits", "near", "off"]
    number: int = 0


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many bases fit when the stay starts on that day."""

    start: date
    count: int


@dataclass(frozen=True, slots=True)
class DayOffer:
    """What there is for a stay begun on that day: bases that fit, their free places together, the lowest price (fen a person)."""

    start: date
    bases: int = 0
    places: int = 0
    price: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Fitting bases for each choice of a filter, all other filters applied."""

    districts: dict[str, int]
    kinds: dict[str, int]
    facilities: dict[str, int]


@dataclass(frozen=True, slots=True)
class Results:
    """`near` miss exactly one condition and say the change; `rest` are others that pass the filters.

    All three may be only the first of many: `total` bases fit, `others` pass the filters and do not.
    `pins` are for a map, fits first; `rooms` the room types of the fits that are shown, by base.
    """

    fits: tuple[Answer, ...]
    near: tuple[Answer, ...]
    rest: tuple[Answer, ...]
    counts: Counts
    days: tuple[DayCount, ...]
    total: int
    others: int
    pins: tuple[Pin, ...] = ()
    rooms: Mapping[int, tuple[RoomTypeProfile, ...]] = field(default_factory=dict)
