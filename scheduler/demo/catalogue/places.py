"""Where the 70 bases stand: the rows of data/sites.csv as values, and what follows from a place."""

import math
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from scheduler.demo.datafiles import rows
from sites.regions import district

BATCH_SIZES = (18, 20, 17, 15)
HUANGSHAN_NORTH = (29.79, 118.30)


@dataclass(frozen=True, slots=True)
class Place:
    serial: int
    kind: str
    district_code: str
    stem: str
    stem_en: str
    name: str
    name_en: str
    place: str
    place_en: str
    near: str
    near_en: str
    latitude: float
    longitude: float
    altitude_m: int

    @property
    def batch(self) -> int:
        ends = accumulate(BATCH_SIZES)
        return 1 + sum(self.serial > end for end in ends)

    @property
    def code(self) -> str:
        return f"HS-{self.batch:02d}-{self.serial:03d}"

    @property
    def address(self) -> str:
        return f"黄山市{district(self.district_code).name}{self.place}"

    @property
    def address_en(self) -> str:
        return f"{self.place_en}, {district(self.district_code).name_en}, Huangshan"

    @property
    def minutes_to_station(self) -> int:
        """Eight minutes for the ends, then about 57 km in a straight line per hour."""
        return round(8 + 1.05 * kilometres(self.latitude, self.longitude, *HUANGSHAN_NORTH))

    @property
    def road_km_to_centre(self) -> float:
        """To the district's hospital, which stands at the district's point; roads bend by a quarter."""
        centre = district(self.district_code)
        straight = kilometres(self.latitude, self.longitude, centre.latitude, centre.longitude)
        return round(0.6 + 1.25 * straight, 1)


@cache
def places() -> tuple[Place, ...]:
    return tuple(_place(row) for row in rows("sites"))


def kilometres(latitude: float, longitude: float, other: float, other_longitude: float) -> float:
    """Straight distance on a flat map, good to a hundredth over one city."""
    north = (latitude - other) * 111.2
    east = (longitude - other_longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot(north, east)


def _place(row: dict[str, str]) -> Place:
    words = ("stem", "stem_en", "name", "name_en", "place", "place_en", "near", "near_en")
    return Place(
        serial=int(row["serial"]),
        kind=row["kind"],
        district_code=row["district"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        altitude_m=int(row["altitude"]),
        **{word: row[word] for word in words},
    )
