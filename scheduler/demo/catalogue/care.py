"""Medical facts and facilities of a base; the two agree with each other and with its seats."""

from datetime import time

from scheduler.demo.catalogue.capacity import Capacity
from scheduler.demo.catalogue.places import Place
from scheduler.demo.catalogue.shapes import DemoFacility, DemoMedical, DemoPlace
from scheduler.demo.chance import chance
from sites.regions import district

# The federation's standard wants emergency care within ten kilometres.
_NEAR_KM = 10.0
_WITH_CLINIC = {"sanatorium", "hot_spring"}
_WITH_LIFT = {"hotel", "sanatorium", "hot_spring"}
_OF_KIND = {
    "hotel": ("gym", "laundry"),
    "village": ("ground_floor", "workshop"),
    "tea_garden": ("tea_room", "workshop", "trail"),
    "sanatorium": ("physiotherapy", "health_check", "night_nurse", "light_diet", "step_free"),
    "scenic_area": ("trail", "ground_floor"),
    "hot_spring": ("pool", "physiotherapy"),
    "lakeside": ("boat_pier", "trail"),
    "culture": ("workshop", "reading_room"),
}
_SOMETIMES = {
    "wifi": 97, "heating": 88, "invoice": 94, "coach_parking_45": 82,
    "laundry": 55, "vegetarian": 60, "halal": 22, "light_diet": 45, "reading_room": 40,
    "table_games": 58, "tea_room": 50, "step_free": 40, "ground_floor": 35, "trail": 30,
}  # fmt: skip
_DEFIBRILLATOR_PLACES = (
    DemoPlace("大堂", "lobby"),
    DemoPlace("餐厅", "dining room"),
    DemoPlace("医务室", "medical room"),
    DemoPlace("会议楼", "meeting hall"),
)


def medical(place: Place) -> DemoMedical:
    """The district's hospital where it is within ten kilometres, else the town's health centre."""
    dice = chance(place.code, "medical")
    has_room = place.kind in _WITH_CLINIC or dice.random() < 0.55
    town = place.road_km_to_centre > _NEAR_KM
    kilometres = round(dice.uniform(1.5, 6.0), 1) if town else place.road_km_to_centre
    return DemoMedical(
        *_hospital(place, town=town),
        hospital_km=kilometres,
        hospital_minutes=3 + round(kilometres * 1.5),
        room_from=time(8) if has_room else None,
        room_until=time(dice.choice((18, 20, 21))) if has_room else None,
        nurses=dice.randint(1, 4 if place.kind in _WITH_CLINIC else 2) if has_room else 0,
        first_aiders=dice.randint(4, 16),
        defibrillators=_DEFIBRILLATOR_PLACES[: dice.randint(1, 3 if has_room else 2)],
    )


def facilities(place: Place, room: Capacity, care: DemoMedical) -> tuple[DemoFacility, ...]:
    """Counted ones first, then the rest in the order in which bases list them."""
    dice = chance(place.code, "facilities")
    largest = room.meeting_seats
    plain = {
        "clinic": care.room_from is not None,
        "meeting_50": largest >= 50,
        "meeting_100": largest >= 100,
        **dict.fromkeys(_OF_KIND[place.kind], True),
    }
    for code, percent in _SOMETIMES.items():
        plain[code] = plain.get(code, False) or dice.randrange(100) < percent
    return (
        *_counted(place, care),
        *(DemoFacility(code) for code, is_there in plain.items() if is_there),
    )


def _counted(place: Place, care: DemoMedical) -> tuple[DemoFacility, ...]:
    dice = chance(place.code, "counted")
    counts = {
        "lift": dice.randint(1, 3) if place.kind in _WITH_LIFT else 0,
        "accessible_rooms": dice.choice((0, 1, 2, 2, 3, 4)) + 2 * (place.kind == "sanatorium"),
        "aed": len(care.defibrillators),
        "ev_charging": dice.choice((0, 4, 6, 10)),
    }
    return tuple(DemoFacility(code, count) for code, count in counts.items() if count)


def _hospital(place: Place, *, town: bool) -> tuple[str, str, str]:
    if town:
        return "镇中心卫生院（示例）", "Township health centre (sample)", "1A"
    if place.district_code == "341002":
        return "市人民医院（示例）", "City People's Hospital (sample)", "3A"
    where = district(place.district_code).name[-1]
    grade = "2A"
    if where == "区":
        return "区人民医院（示例）", "District People's Hospital (sample)", grade
    return "县人民医院（示例）", "County People's Hospital (sample)", grade
