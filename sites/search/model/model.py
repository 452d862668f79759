"""All arrays together, and which column a base has in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sites.search.model.frame import A_YEAR, Frame
from sites.search.model.manners import Manners
from sites.search.model.planes import PackagePlane, RoomPlane

Ints = NDArray[Any]
Flags = NDArray[np.bool_]
P = TypeVar("P", RoomPlane, PackagePlane)

NOBODY = -1
# So many days ahead no night is opened.
ALWAYS = 1 << 30
MOST_PEOPLE = 32_767
_UINT8 = 256


_OF_SITES = (
    "ids", "ranks", "district", "kind", "rail", "latitude", "longitude", "is_run", "book_from",
    "book_until",
)  # fmt: skip


class Words:
    """Codes of a closed or growing vocabulary as numbers; 0 is none of them."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, code: str) -> int:
        return self.numbers.setdefault(code, len(self.numbers) + 1)

    def known(self, codes: Iterable[str]) -> list[int]:
        return [self.numbers[code] for code in codes if code in self.numbers]


@dataclass
class Sites:
    """What does not hang on days, by column. `ids` are 0 where no base stands; `ranks` are in the order of codes.

    `is_run` where the base has an operator. Its nights may be booked from `book_from` until `book_until` days before.
    """

    ids: Ints
    codes: list[str]
    ranks: Ints
    district: Ints
    kind: Ints
    facilities: Ints
    rail: Ints
    latitude: Ints
    longitude: Ints
    is_run: Flags
    book_from: Ints
    book_until: Ints

    @classmethod
    def empty(cls, width: int) -> "Sites":
        ids = np.zeros(width, np.int64)
        ranks, district, kind, rail = (np.zeros(width, np.int32) for _ in range(4))
        facilities, here = np.zeros((0, width), bool), (np.zeros(width), np.zeros(width))
        window = (np.full(width, ALWAYS, np.int32), np.zeros(width, np.int32))
        return cls(
            ids, [""] * width, ranks, district, kind, facilities, rail, *here,
            np.zeros(width, bool), *window,
        )  # fmt: skip

    def bars(self, first: int, last: int) -> bool:
        """Whether some base's own window bars nights from so many until so many days ahead."""
        is_late = int(self.book_until.max(initial=0)) > first
        return is_late or int(self.book_from.min(initial=ALWAYS)) < last

    def cut(self, columns: Ints) -> "Sites":
        """A copy for these columns, without codes."""
        own = {name: getattr(self, name)[columns] for name in _OF_SITES}
        return Sites(**own, codes=[], facilities=np.zeros((0, len(columns)), bool))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nights of one base from `first` until before `until`."""

    site_id: int
    first: date
    until: date

    def with_(self, other: "Stretch") -> "Stretch":
        """Both, and what lies between."""
        return Stretch(self.site_id, min(self.first, other.first), max(self.until, other.until))


@dataclass
class Model:
    """`people` who may still be received by day and base, NOBODY where the day is not opened.

    `promised` are, by base, nights whose free rooms are kept for a waiting list until an instant.
    """

    frame: Frame
    width: int
    sites: Sites
    people: Ints
    certified: Flags
    rooms: list[RoomPlane] = field(default_factory=list)
    packages: list[PackagePlane] = field(default_factory=list)
    columns: dict[int, int] = field(default_factory=dict)
    types: dict[int, tuple[int, int]] = field(default_factory=dict)
    manners: Manners = field(default_factory=Manners)
    districts: Words = field(default_factory=Words)
    kinds: Words = field(default_factory=Words)
    themes: Words = field(default_factory=Words)
    facilities: Words = field(default_factory=Words)
    promised: dict[int, tuple[datetime, Stretch]] = field(default_factory=dict)
    today: date = date.min
    version: int = 0
    kilometres: dict[tuple[tuple[float, float], int], Ints] = field(default_factory=dict)

    @classmethod
    def empty(cls, frame: Frame, width: int) -> "Model":
        people = np.full((frame.days, width), NOBODY, np.int16)
        return cls(frame, width, Sites.empty(width), people, np.zeros((frame.days, width), bool))

    def column(self, site_id: int) -> int:
        """The base's own; a base that is new gets the next one."""
        if site_id not in self.columns:
            self.columns[site_id] = len(self.columns)
            if len(self.columns) > self.width:
                self._widen(self.width + max(16, self.width // 8))
        return self.columns[site_id]

    def room_plane(self, number: int, column: int) -> RoomPlane:
        return self._plane(self.rooms, RoomPlane, number, column)

    def package_plane(self, number: int, column: int) -> PackagePlane:
        return self._plane(self.packages, PackagePlane, number, column)

    def _plane(self, planes: list[P], kind: type[P], number: int, column: int) -> P:
        while len(planes) <= number:
            planes.append(kind.empty(self.frame.days, column + 1))
        if planes[number].width <= column:
            planes[number].widen(min(self.width, column + max(16, column // 8)))
        return planes[number]

    def cut(self, columns: Ints, days: slice) -> "Model":
        """A copy for these columns, in their order, and these days: few bases are asked faster alone."""
        return Model(
            Frame(self.frame.first + timedelta(days=days.start), days.stop - days.start), len(columns),
            self.sites.cut(columns), self.people[days].take(columns, axis=1), self.certified[days].take(columns, axis=1),
            [plane.cut(columns, days) for plane in self.rooms], [plane.cut(columns, days) for plane in self.packages],
            manners=self.manners, today=self.today,
        )  # fmt: skip

    def turn_to(self, today: date) -> None:
        """What hangs on the present day: the cheapest night of the coming year."""
        if self.today != today:
            self.today = today
            for plane in self.packages:
                plane.lowest = plane.cheapest(self.coming_year)

    @property
    def coming_year(self) -> slice:
        return slice(self.frame.at(self.today), self.frame.at(self.today) + A_YEAR)

    def keep_manners(self) -> None:
        """Codes have room in a byte as long as there are few kinds of manners."""
        if len(self.manners.kinds) > _UINT8:
            for plane in self.rooms:
                plane.manners = plane.manners.astype(np.uint16, copy=False)

    def _widen(self, width: int) -> None:
        more = Model.empty(self.frame, width - self.width)
        self.people = np.concatenate([self.people, more.people], axis=1)
        self.certified = np.concatenate([self.certified, more.certified], axis=1)
        own, new = self.sites, more.sites
        own.codes += new.codes
        for name in _OF_SITES:
            setattr(own, name, np.concatenate([getattr(own, name), getattr(new, name)]))
        empty = np.zeros((len(own.facilities), width - self.width), bool)
        own.facilities = np.concatenate([own.facilities, empty], axis=1)
        self.width = width

    @property
    def memory(self) -> int:
        """Bytes of the arrays that grow with days and bases."""
        planes = [a for p in self.rooms for a in (p.free, p.manners)]
        planes += [p.sums for p in self.packages]
        return sum(int(array.nbytes) for array in (self.people, self.certified, *planes))
