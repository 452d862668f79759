"""Why a line cannot become what somebody wants of it."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class LineUnknown(Refusal):
    code = "bank_line_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such line, or it is not your organisation's.")


class MoreThanLine(Refusal):
    code = "more_than_line"
    words = N_("Only %(left)s of this line are undecided. Load the page again.")


class NothingChosen(Refusal):
    code = "nothing_chosen"
    kind = Kind.BAD_INPUT
    words = N_("Say how much goes to which charge.")


class OtherMoney(Refusal):
    code = "other_money"
    words = N_("This is of another amount or currency than the line.")


class ReasonMissing(Refusal):
    code = "reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Say why.")


class NotFitting(Refusal):
    code = "line_not_fitting"
    words = N_("This cannot be done with such a line.")


class ShareUnknown(Refusal):
    code = "line_share_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such decision, or it is not your organisation's.")


class ShareSettled(Refusal):
    code = "line_share_settled"
    words = N_("This was decided or undone already. Load the page again.")


class SamePerson(Refusal):
    code = "same_person"
    words = N_("You proposed this yourself; somebody else of your organisation must agree.")


class LeftTheBank(Refusal):
    code = "money_left_the_bank"
    words = N_("The money has left the bank or is about to, so this cannot be undone.")
