"""How many rooms are free which night. Knows nothing of who sleeps there."""

from sites.calendar.allowed import demand_allowed
from sites.calendar.availability import MonthDay, free_places, months, nights_of
from sites.calendar.claims import Wanted, claim
from sites.calendar.fitting import Fit, Obstacle, fit
from sites.calendar.free_nights import FreeNight
from sites.calendar.grid import Grid, NightRow, ReceptionRow, grid
from sites.calendar.nights import nights_between
from sites.calendar.refusals import (
    ClosedThatNight,
    NightsNotOpened,
    NightsTaken,
    ReceptionFull,
)
from sites.calendar.release import release
from sites.calendar.roll import behind, roll_forward
from sites.calendar.sale import sell
from sites.calendar.split import FreeRooms, propose
from sites.calendar.window import Window, read_window

__all__ = [
    "ClosedThatNight",
    "Fit",
    "FreeNight",
    "FreeRooms",
    "Grid",
    "MonthDay",
    "NightRow",
    "NightsNotOpened",
    "NightsTaken",
    "Obstacle",
    "ReceptionFull",
    "ReceptionRow",
    "Wanted",
    "Window",
    "behind",
    "claim",
    "demand_allowed",
    "fit",
    "free_places",
    "grid",
    "months",
    "nights_between",
    "nights_of",
    "propose",
    "read_window",
    "release",
    "roll_forward",
    "sell",
]
