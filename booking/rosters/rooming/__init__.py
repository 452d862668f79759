"""Who shares which room which nights: laid by rules that are told, and changed by hand."""

from booking.rosters.rooming.choosing import Choices, choices
from booking.rosters.rooming.fitting import WHY, is_sound, may_share, unfit, why
from booking.rosters.rooming.guests import ODD_RULES, Guest, Lodged, Room, Slot, lodged_in, slots_of
from booking.rosters.rooming.lodging import lodge

__all__ = [
    "ODD_RULES",
    "WHY",
    "Choices",
    "Guest",
    "Lodged",
    "Room",
    "Slot",
    "choices",
    "is_sound",
    "lodge",
    "lodged_in",
    "may_share",
    "slots_of",
    "unfit",
    "why",
]
