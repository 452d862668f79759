"""How many rooms are free which night. Knows nothing of who sleeps there."""

from sites.calendar.claims import Wanted, claim
from sites.calendar.nights import nights_between
from sites.calendar.release import release
from sites.calendar.sale import sell

__all__ = ["Wanted", "claim", "nights_between", "release", "sell"]
