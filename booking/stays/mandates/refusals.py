"""Why a mandate is not granted, or an agency may not do this."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class MandateUnknown(Refusal):
    code = "mandate_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such mandate, it was taken back, or its days are over.")


class AgencyUnknown(Refusal):
    code = "mandate_agency_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose an agency of the list. One that is missing asks the federation for an invitation.")  # fmt: skip


class MandateDates(Refusal):
    code = "mandate_dates"
    kind = Kind.BAD_INPUT
    words = N_("The last day comes after the first, from today on, within a year.")


class MandateStands(Refusal):
    code = "mandate_stands"
    words = N_("A mandate for this trip stands already. Take it back before you give another.")


class CoachTooSmall(Refusal):
    code = "coach_too_small"
    kind = Kind.BAD_INPUT
    words = N_("The coach has %(seats)s seats, and %(heads)s people travel.")
