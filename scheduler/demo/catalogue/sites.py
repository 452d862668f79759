"""The 70 invented bases put together. Only dates depend on today; all else is always the same."""

from datetime import date, time
from functools import cache

from scheduler.demo.catalogue.capacity import Capacity, capacity
from scheduler.demo.catalogue.care import facilities, medical
from scheduler.demo.catalogue.packages import packages
from scheduler.demo.catalogue.papers import certificate, inspection
from scheduler.demo.catalogue.places import Place, places
from scheduler.demo.catalogue.shapes import DemoOperator, DemoSite
from scheduler.demo.catalogue.terms import cancellation
from scheduler.demo.chance import chance
from scheduler.demo.credit_codes import COMPANY, credit_code
from scheduler.demo.datafiles import table
from scheduler.demo.names import person

_INSTANT_SITES = 23
# It wants to be asked before anything is held.
ASKED_FIRST = "HS-02-021"
_OFFICE_HOURS = ((time(8, 30), time(17, 30)),) * 4 + (
    (time(8), time(17)),
    (time(9), time(18)),
)


@cache
def demo_sites(today: date) -> tuple[DemoSite, ...]:
    """All 70, in the order of their codes; certificates and inspections are dated around today."""
    return tuple(_site(place, today=today) for place in places())


def _site(place: Place, *, today: date) -> DemoSite:
    dice = chance(place.code, "desk")
    room, care = capacity(place), medical(place)
    answer_from, answer_until = dice.choice(_OFFICE_HOURS)
    check_in_hour = dice.choice(table("kinds")["kind"][place.kind]["check_in"])
    introduction, introduction_en = _introduction(place, room)
    return DemoSite(
        code=place.code,
        serial=place.serial,
        batch=place.batch,
        kind=place.kind,
        district_code=place.district_code,
        name=place.name,
        name_en=place.name_en,
        address=place.address,
        address_en=place.address_en,
        introduction=introduction,
        introduction_en=introduction_en,
        operator=_operator(place),
        latitude=place.latitude,
        longitude=place.longitude,
        phone=_phone(place),
        minutes_to_station=place.minutes_to_station,
        altitude_m=place.altitude_m,
        dining_seats=room.dining_seats,
        meeting_seats=room.meeting_seats,
        reception_limit=room.reception_limit,
        booking_way=_booking_way(place),
        answer_from=answer_from,
        answer_until=answer_until,
        answer_hours=dice.choice((24, 24, 24, 24, 12, 48)),
        check_in_hour=check_in_hour,
        check_out_hour=dice.choice((11, 12, 12)),
        option_hold_days=dice.randint(3, 7),
        room_types=room.room_types,
        packages=packages(place, reception_limit=room.reception_limit),
        facilities=facilities(place, room, care),
        medical=care,
        inspection=inspection(place, today=today),
        certificate=certificate(place, today=today),
        cancellation=cancellation(place, check_in_hour=check_in_hour),
    )


def _booking_way(place: Place) -> str:
    if place.code == ASKED_FIRST:
        return "ask"
    return "instant" if place.serial in _instant() else "accept"


@cache
def _instant() -> frozenset[int]:
    return frozenset(chance("instant").sample([place.serial for place in places()], _INSTANT_SITES))


def _introduction(place: Place, room: Capacity) -> tuple[str, str]:
    zh, en = chance(place.code, "words").choice(table("introductions")[place.kind]["texts"])
    rooms = sum(kind.rooms for kind in room.room_types)
    return (
        f"{place.near}。{zh}客房 {rooms} 间，餐厅同时坐 {room.dining_seats} 人。",
        f"{place.near_en[0].upper()}{place.near_en[1:]}. {en} "
        f"{rooms} rooms; the dining room seats {room.dining_seats}.",
    )


def _operator(place: Place) -> DemoOperator:
    suffix, suffix_en = table("kinds")["kind"][place.kind]["suffix"]
    contact, contact_en = person("operator", place.code)
    return DemoOperator(
        name=f"黄山市{place.stem}{suffix}",
        name_en=f"Huangshan {place.stem_en} {suffix_en}",
        credit_code=credit_code(place.serial, kind=COMPANY, region_code=place.district_code),
        contact=contact,
        contact_en=contact_en,
        phone=_phone(place),
    )


def _phone(place: Place) -> str:
    # The number that the pictures give to base 41; the whole range 000 00xx belongs to nobody.
    return f"0559-000 00{place.serial:02d}"
