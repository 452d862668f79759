"""What is held about one person: a link that shows it to them, and what they ask to have corrected."""

from booking.rosters.held.corrections import (
    AskedCorrection,
    Wish,
    answer_asked,
    ask_to_correct,
    asked_correction,
    corrections_of,
    corrections_waiting,
    last_answer,
    people_waiting,
)
from booking.rosters.held.links import (
    LASTS,
    OPEN_FOR,
    HeldIssued,
    LastLink,
    held_traveller,
    issue_held_link,
    last_link,
    open_link,
)
from booking.rosters.held.reading import Held, Looked, OwnRecord, held_about
from booking.rosters.held.refusals import (
    CorrectionAnswered,
    CorrectionAsked,
    HeldLinksTooMany,
    NothingDiffers,
    RefusalReasonMissing,
)

__all__ = [
    "LASTS",
    "OPEN_FOR",
    "AskedCorrection",
    "CorrectionAnswered",
    "CorrectionAsked",
    "Held",
    "HeldIssued",
    "HeldLinksTooMany",
    "LastLink",
    "Looked",
    "NothingDiffers",
    "OwnRecord",
    "RefusalReasonMissing",
    "Wish",
    "answer_asked",
    "ask_to_correct",
    "asked_correction",
    "corrections_of",
    "corrections_waiting",
    "held_about",
    "held_traveller",
    "issue_held_link",
    "last_answer",
    "last_link",
    "open_link",
    "people_waiting",
]
