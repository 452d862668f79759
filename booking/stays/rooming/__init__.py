"""Who shares which room: drawn up by rules, changed by hand, sent to the base in versions."""

from booking.stays.rooming.doors import number_rooms, set_odd_rule
from booking.stays.rooming.drawing_up import DrawnUp, draw_up_rooming
from booking.stays.rooming.locking import lock_room
from booking.stays.rooming.meals import DayMeals, meals_of
from booking.stays.rooming.moving import move_guest, swap_guests
from booking.stays.rooming.needing import write_needs
from booking.stays.rooming.reading import (
    GuestView,
    RoomingPage,
    RoomView,
    odd_rule_of,
    rooming_of,
    sent_rooming,
)
from booking.stays.rooming.refusals import RoomingChanged
from booking.stays.rooming.sending import send_rooming
from booking.stays.rooming.undoing import undo_rooming

__all__ = [
    "DayMeals",
    "DrawnUp",
    "GuestView",
    "RoomView",
    "RoomingChanged",
    "RoomingPage",
    "draw_up_rooming",
    "lock_room",
    "meals_of",
    "move_guest",
    "number_rooms",
    "odd_rule_of",
    "rooming_of",
    "send_rooming",
    "sent_rooming",
    "set_odd_rule",
    "swap_guests",
    "undo_rooming",
    "write_needs",
]
