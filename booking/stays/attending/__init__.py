"""Who came, name by name: ticks at the door, also from a phone that was offline, and the counts that follow them."""

from booking.stays.attending.reading import (
    AttendancePage,
    NightAttendance,
    PersonHere,
    attendance_of,
    door_list,
    rooms_by_person,
)
from booking.stays.attending.signing import NothingCounted, sign_night
from booking.stays.attending.ticking import MOST, Answer, door_refusal, tick

__all__ = [
    "MOST",
    "Answer",
    "AttendancePage",
    "NightAttendance",
    "NothingCounted",
    "PersonHere",
    "attendance_of",
    "door_list",
    "door_refusal",
    "rooms_by_person",
    "sign_night",
    "tick",
]
