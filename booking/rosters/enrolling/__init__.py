"""Members sign up for a trip by a link: what is kept of them, who has a place, who waits, who answers."""

from booking.rosters.enrolling.approvers import (
    Approver,
    ApproverUnfit,
    approvers_of,
    may_answer,
    name_approver,
    people_to_choose,
)
from booking.rosters.enrolling.consent import PARAGRAPHS, VERSION
from booking.rosters.enrolling.keeping import (
    close_application,
    fill_places,
    forget_entries,
    keep_application,
    locked_enrolment,
    note_approved,
    opened,
    places_taken,
    waiting_on,
)
from booking.rosters.enrolling.places import moving_up, position_of, state_of_new
from booking.rosters.enrolling.refusals import (
    ApplicationAnswered,
    ApplicationUnknown,
    ClosingDayUnfit,
    DeclineReasonMissing,
    DepartmentNotYours,
    EnrolmentOver,
    EnrolmentUnfit,
    EnrolmentUnknown,
    NoPlaceYet,
    SignedUpAlready,
)
from booking.rosters.enrolling.sign_up import SignUp, demand_whole

__all__ = [
    "PARAGRAPHS",
    "VERSION",
    "ApplicationAnswered",
    "ApplicationUnknown",
    "Approver",
    "ApproverUnfit",
    "ClosingDayUnfit",
    "DeclineReasonMissing",
    "DepartmentNotYours",
    "EnrolmentOver",
    "EnrolmentUnfit",
    "EnrolmentUnknown",
    "NoPlaceYet",
    "SignUp",
    "SignedUpAlready",
    "approvers_of",
    "close_application",
    "demand_whole",
    "fill_places",
    "forget_entries",
    "keep_application",
    "locked_enrolment",
    "may_answer",
    "moving_up",
    "name_approver",
    "note_approved",
    "opened",
    "people_to_choose",
    "places_taken",
    "position_of",
    "state_of_new",
    "waiting_on",
]
