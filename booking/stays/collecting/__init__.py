"""What a union collects itself: the list of who pays their own part, ticked off as they do."""

from booking.stays.collecting.reading import (
    CollectingPage,
    Share,
    collecting_of,
    collects,
)
from booking.stays.collecting.ticking import note_paid, take_back_paid

__all__ = ["CollectingPage", "Share", "collecting_of", "collects", "note_paid", "take_back_paid"]
