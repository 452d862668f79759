"""Why an enrolment says no. To somebody without an account the words never tell what is held."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class EnrolmentUnknown(Refusal):
    code = "enrolment_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is nothing at this address, or it was closed. Ask your union for the present link.")  # fmt: skip


class EnrolmentOver(Refusal):
    code = "enrolment_over"
    words = N_("Signing up ended on %(day)s. Ask the organiser of your union.")


class EnrolmentUnfit(Refusal):
    code = "enrolment_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Give 1 to %(most)s places: the group is booked for no more members.")


class ClosingDayUnfit(Refusal):
    code = "enrolment_closing_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a last day from today on, and at the latest the day before arrival.")


class SignedUpAlready(Refusal):
    code = "signed_up_already"
    words = N_(
        "Somebody of this form has signed up for this trip or stands on its list. Open the personal link that you were shown then, or ask the organiser."
    )


class ConsentMissing(Refusal):
    code = "consent_missing"
    kind = Kind.BAD_INPUT
    words = N_("Read what happens with your data, and tick that you agree. Without it nothing is kept.")  # fmt: skip


class FamilyNotInvited(Refusal):
    code = "family_not_invited"
    kind = Kind.BAD_INPUT
    words = N_("At most %(most)s of the family may come along on this trip.")


class ApplicationUnknown(Refusal):
    code = "application_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such entry here, or it is not yours to see.")


class ApplicationAnswered(Refusal):
    code = "application_answered"
    words = N_("This entry was answered or taken back already. The page shows how it stands.")


class NoPlaceYet(Refusal):
    code = "application_without_place"
    words = N_("This entry is on the waiting list. Give more places, or decline it.")


class DeclineReasonMissing(Refusal):
    code = "decline_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write why: the member reads it.")


class DepartmentNotYours(Refusal):
    code = "department_not_yours"
    kind = Kind.FORBIDDEN
    words = N_("Somebody else answers for this department.")
