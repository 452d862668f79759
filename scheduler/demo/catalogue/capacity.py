"""How many a base takes: room types, seats and the limit of people, sized by its kind."""

from dataclasses import dataclass

from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoRoomType
from scheduler.demo.chance import chance
from scheduler.demo.datafiles import table

_NAMES = {
    "twin": ("双床房", "Twin room", 2, 26),
    "king": ("大床房", "King room", 1, 26),
    "family": ("家庭房", "Family room", 3, 38),
    "suite": ("套房", "Suite", 2, 48),
}


@dataclass(frozen=True, slots=True)
class Capacity:
    room_types: tuple[DemoRoomType, ...]
    dining_seats: int
    meeting_seats: int
    reception_limit: int


def capacity(place: Place) -> Capacity:
    """The limit of people is the smaller of beds and dining seats, as the certifier counts."""
    dice, kind = chance(place.code, "capacity"), table("kinds")["kind"][place.kind]
    room_types = _room_types(place, total=dice.randint(*kind["rooms"]))
    beds = sum(room.beds * room.rooms for room in room_types)
    dining = max(100, 10 * round(beds * dice.uniform(0.85, 1.1) / 10))
    least, most = kind["meeting"]
    return Capacity(
        room_types=room_types,
        dining_seats=dining,
        meeting_seats=10 * round(dice.randint(least, most) / 10),
        reception_limit=min(beds, dining) // 5 * 5,
    )


def _room_types(place: Place, *, total: int) -> tuple[DemoRoomType, ...]:
    mix = table("kinds")["kind"][place.kind]["mix"]
    counts = {code: total * percent // 100 for code, percent in mix.items() if percent}
    counts["twin"] += total - sum(counts.values())
    return tuple(_room_type(place, code, rooms) for code, rooms in counts.items())


def _room_type(place: Place, code: str, rooms: int) -> DemoRoomType:
    name, name_en, beds, area = _NAMES[code]
    extra = chance(place.code, "area", code).randint(0, 8)
    return DemoRoomType(code, name, name_en, beds=beds, rooms=rooms, area_m2=area + extra)
