"""Mandates: an agency prepares one trip for its union, and decides nothing of it."""

from booking.stays.mandates.granting import grant_mandate, revoke_mandate
from booking.stays.mandates.reading import (
    ActingAgency,
    DeskMandate,
    Mandated,
    MandateLine,
    acting_agency_of,
    agencies,
    coach_of_stay,
    desk_of_agency,
    mandated,
    mandates_of,
    told_of,
)
from booking.stays.mandates.refusals import (
    AgencyUnknown,
    CoachTooSmall,
    MandateDates,
    MandateStands,
    MandateUnknown,
)
from booking.stays.mandates.working import Coach, enter_coach, insure_by_mandate, report_prepared

__all__ = [
    "ActingAgency",
    "AgencyUnknown",
    "Coach",
    "CoachTooSmall",
    "DeskMandate",
    "MandateDates",
    "MandateLine",
    "MandateStands",
    "MandateUnknown",
    "Mandated",
    "acting_agency_of",
    "agencies",
    "coach_of_stay",
    "desk_of_agency",
    "enter_coach",
    "grant_mandate",
    "insure_by_mandate",
    "mandated",
    "mandates_of",
    "report_prepared",
    "revoke_mandate",
    "told_of",
]
