"""Why a case says no."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class CaseUnknown(Refusal):
    code = "case_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such case, or it is not yours to see.")


class CaseAnswered(Refusal):
    code = "case_answered"
    words = N_("This case was answered already. Open a new one if something is left.")


class NobodyToHandTo(Refusal):
    code = "nobody_to_hand_to"
    words = N_("This case is about no base, so there is no operator to hand it to.")


class AskerMissing(Refusal):
    code = "asker_missing"
    kind = Kind.BAD_INPUT
    words = N_("Name the union, or say who called.")
