"""A member reads what is held about them and has it corrected, by a link that their union makes."""

from booking.stays.held_data.answering import answer_correction
from booking.stays.held_data.asking import ask_correction
from booking.stays.held_data.making import make_held_link
from booking.stays.held_data.reading import (
    OwnData,
    corrections_to_answer,
    own_data,
    waiting_corrections,
)

__all__ = [
    "OwnData",
    "answer_correction",
    "ask_correction",
    "corrections_to_answer",
    "make_held_link",
    "own_data",
    "waiting_corrections",
]
