"""Why a person cannot be put on the list. The words never repeat a number."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NameUnsound(Refusal):
    code = "traveller_name_unsound"
    kind = Kind.BAD_INPUT
    words = N_("Enter the name as it stands in the document, at most 60 characters.")


class KindUnknown(Refusal):
    code = "traveller_kind_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose worker, family or crew.")


class ResidentNumberUnsound(Refusal):
    code = "resident_number_unsound"
    kind = Kind.BAD_INPUT
    words = N_("This is not a sound resident ID number: 18 places, check every digit.")


class DocumentNumberUnsound(Refusal):
    code = "document_number_unsound"
    kind = Kind.BAD_INPUT
    words = N_("Enter the document's number: 5 to 20 letters and digits.")


class SexContradictsNumber(Refusal):
    code = "sex_contradicts_number"
    kind = Kind.BAD_INPUT
    words = N_("The sex does not agree with the ID number.")


class TooYoungToWork(Refusal):
    code = "too_young_to_work"
    kind = Kind.BAD_INPUT
    words = N_("This person is younger than 14: enter them as family.")


class GuardianMissing(Refusal):
    code = "guardian_missing"
    kind = Kind.BAD_INPUT
    words = N_(
        "This child is younger than 14: its guardian has to agree. Tick the box below once they do."
    )


class PhoneUnsound(Refusal):
    code = "phone_unsound"
    kind = Kind.BAD_INPUT
    words = N_("Enter a telephone number, for example 138 0013 8000 or 0559-2512345.")


class AlreadyOnRoster(Refusal):
    code = "already_on_roster"
    words = N_("The ID number of %(name)s is on the list already.")


class RosterFull(Refusal):
    code = "roster_full"
    words = N_(
        "The stay is booked for %(most)s people and %(named)s would be named. Take somebody off the list first."
    )


class TravellerUnknown(Refusal):
    code = "traveller_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such person on a list of yours.")
