"""A trip is opened to the members of its union: the link, who signs up, who answers, who moves up."""

from booking.stays.enrolling.answering import approve_application, decline_application
from booking.stays.enrolling.due import (
    enrolments_closing,
    enrolments_waiting,
    fill_enrolment,
    places_to_fill,
)
from booking.stays.enrolling.offering import Offer, close_enrolment, open_enrolment
from booking.stays.enrolling.reading import (
    EnrolmentPage,
    Entry,
    OpenTrip,
    enrolment_of,
    open_trip,
    own_entry,
)
from booking.stays.enrolling.signing_up import sign_up
from booking.stays.enrolling.withdrawing import withdraw_application

__all__ = [
    "EnrolmentPage",
    "Entry",
    "Offer",
    "OpenTrip",
    "approve_application",
    "close_enrolment",
    "decline_application",
    "enrolment_of",
    "enrolments_closing",
    "enrolments_waiting",
    "fill_enrolment",
    "open_enrolment",
    "open_trip",
    "own_entry",
    "places_to_fill",
    "sign_up",
    "withdraw_application",
]
