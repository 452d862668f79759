"""How many rooms are free which night. Knows nothing of who sleeps there."""

from sites.calendar.allowed import demand_allowed
from sites.calendar.availability import MonthDay, free_places, months, nights_of
from sites.calendar.booking_window import BookingWindow
from sites.calendar.changes import ACTS, LONGEST_AHEAD, LONGEST_STAY, WITH_VALUE, Change
from sites.calendar.claim_locks import lock_claims
from sites.calendar.claims import claim, claim_all
from sites.calendar.closings import Closings, closings, opened_until
from sites.calendar.declaring import declare_window
from sites.calendar.edit_log import EditLine, edit_line, edits_of
from sites.calendar.edit_refusals import (
    BookingDaysOutside,
    BookingWindowUnfit,
    ChangedSince,
    EditUnknown,
    MoreThanReceived,
    MoreThanTheHouse,
    NightsOver,
    NoneLeftToTake,
    NothingToChange,
    StayLengthOutside,
    TooFewForBooked,
    TooFewForPeople,
    TooManyNights,
    UndoTimeOver,
)
from sites.calendar.edit_telling import tell_span
from sites.calendar.editing import BookedNight, EditPreview, edit, preview_edit
from sites.calendar.fitting import Fit, Obstacle, fit, has_room, limit_for
from sites.calendar.free_nights import FreeNight
from sites.calendar.grid import Grid, NightRow, ReceptionRow, grid
from sites.calendar.growth import claim_growth, settle_growth, shrink
from sites.calendar.nights import nights_between
from sites.calendar.occupancy import DayUse, occupancy
from sites.calendar.outside import (
    OutsideLine,
    OutsidePage,
    add_outside,
    inner_id_of_outside,
    note_fault,
    outside_due,
    outside_of,
    remove_outside,
    take_outside,
    url_of_outside,
)
from sites.calendar.outside_reading import CalendarUnfit, OutsideEvent, events_of
from sites.calendar.over import OverNight, over_booked
from sites.calendar.receiving import RECEIVE
from sites.calendar.recorded_limit import (
    LimitLine,
    LimitPreview,
    limits_of,
    preview_limit,
    record_limit,
)
from sites.calendar.refusals import (
    ClosedThatNight,
    KeptForWaiting,
    NightsHeld,
    NightsHeldUntil,
    NightsNotOpened,
    NightsTaken,
    NoLongerBookable,
    NotBookableYet,
    ReceptionFull,
    ReceptionHeld,
    ReceptionHeldUntil,
)
from sites.calendar.release import release
from sites.calendar.roll import behind, roll_forward
from sites.calendar.sale import sell
from sites.calendar.selection import Selection
from sites.calendar.shortage import Shortage, shortages
from sites.calendar.split import AS_IT_COMES, FreeRooms, Split, propose
from sites.calendar.taken import TakenSpan, taken_spans
from sites.calendar.undoing import UNDO_FOR, undo
from sites.calendar.waiters import (
    Span,
    let_go,
    lock_kept,
    lock_nights,
    lock_places,
    mark_waiters,
    sites_with_kept,
)
from sites.calendar.wanted import NightNeed, Wanted
from sites.calendar.why_not import too_few_places, too_few_rooms
from sites.calendar.window import Window, read_window, window_for_waiting

__all__ = [
    "ACTS",
    "AS_IT_COMES",
    "LONGEST_AHEAD",
    "LONGEST_STAY",
    "RECEIVE",
    "UNDO_FOR",
    "WITH_VALUE",
    "BookedNight",
    "BookingDaysOutside",
    "BookingWindow",
    "BookingWindowUnfit",
    "CalendarUnfit",
    "Change",
    "ChangedSince",
    "ClosedThatNight",
    "Closings",
    "DayUse",
    "EditLine",
    "EditPreview",
    "EditUnknown",
    "Fit",
    "FreeNight",
    "FreeRooms",
    "Grid",
    "KeptForWaiting",
    "LimitLine",
    "LimitPreview",
    "MonthDay",
    "MoreThanReceived",
    "MoreThanTheHouse",
    "NightNeed",
    "NightRow",
    "NightsHeld",
    "NightsHeldUntil",
    "NightsNotOpened",
    "NightsOver",
    "NightsTaken",
    "NoLongerBookable",
    "NoneLeftToTake",
    "NotBookableYet",
    "NothingToChange",
    "Obstacle",
    "OutsideEvent",
    "OutsideLine",
    "OutsidePage",
    "OverNight",
    "ReceptionFull",
    "ReceptionHeld",
    "ReceptionHeldUntil",
    "ReceptionRow",
    "Selection",
    "Shortage",
    "Span",
    "Split",
    "StayLengthOutside",
    "TakenSpan",
    "TooFewForBooked",
    "TooFewForPeople",
    "TooManyNights",
    "UndoTimeOver",
    "Wanted",
    "Window",
    "add_outside",
    "behind",
    "claim",
    "claim_all",
    "claim_growth",
    "closings",
    "declare_window",
    "demand_allowed",
    "edit",
    "edit_line",
    "edits_of",
    "events_of",
    "fit",
    "free_places",
    "grid",
    "has_room",
    "inner_id_of_outside",
    "let_go",
    "limit_for",
    "limits_of",
    "lock_claims",
    "lock_kept",
    "lock_nights",
    "lock_places",
    "mark_waiters",
    "months",
    "nights_between",
    "nights_of",
    "note_fault",
    "occupancy",
    "opened_until",
    "outside_due",
    "outside_of",
    "over_booked",
    "preview_edit",
    "preview_limit",
    "propose",
    "read_window",
    "record_limit",
    "release",
    "remove_outside",
    "roll_forward",
    "sell",
    "settle_growth",
    "shortages",
    "shrink",
    "sites_with_kept",
    "take_outside",
    "taken_spans",
    "tell_span",
    "too_few_places",
    "too_few_rooms",
    "undo",
    "url_of_outside",
    "window_for_waiting",
]
