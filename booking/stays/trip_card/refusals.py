"""Why a trip card says no. Whoever is not recognised hears one and the same, whatever did not fit."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class CardUnknown(Refusal):
    code = "trip_card_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no trip card at this address, or it was closed. Ask your union for the present one.")  # fmt: skip


class NotRecognised(Refusal):
    code = "trip_card_not_recognised"
    kind = Kind.FORBIDDEN
    words = N_("These do not fit anybody of this trip. Check the name and the eight digits, or ask the leader.")  # fmt: skip


class MeetingUnfit(Refusal):
    code = "trip_card_meeting_unfit"
    kind = Kind.BAD_INPUT
    words = N_("The group meets on the day of arrival or the day before.")


class NothingSaid(Refusal):
    code = "trip_card_nothing_said"
    kind = Kind.BAD_INPUT
    words = N_("Write what it is about, in at most 2,000 characters.")
