"""Insurance of a group: recorded with its paper, missed in time, and asked for at the door."""

from booking.stays.insuring.reading import Insured, insured, uninsured_soon
from booking.stays.insuring.recording import (
    PolicyUnfit,
    note_uninsured,
    record_insurance,
    set_insurance_rule,
    withdraw_insurance,
)

__all__ = [
    "Insured",
    "PolicyUnfit",
    "insured",
    "note_uninsured",
    "record_insurance",
    "set_insurance_rule",
    "uninsured_soon",
    "withdraw_insurance",
]
