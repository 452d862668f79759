"""What writing documents is refused for."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class PolicyUnknown(Refusal):
    code = "policy_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such document.")


class PolicyNotYours(Refusal):
    code = "policy_not_yours"
    kind = Kind.FORBIDDEN
    words = N_("A document is kept by the federation of the regions that it names.")


class PolicyCodeTaken(Refusal):
    code = "policy_code_taken"
    kind = Kind.CONFLICT
    words = N_("Another document has this short name already.")


class PolicyUnfit(Refusal):
    code = "policy_unfit"
    kind = Kind.BAD_INPUT
    words = N_("%(where)s: %(fault)s.")


class PolicyUnchanged(Refusal):
    code = "policy_unchanged"
    kind = Kind.BAD_INPUT
    words = N_("Nothing in the document is different from before.")


class PolicyChangedMeanwhile(Refusal):
    code = "policy_changed_meanwhile"
    kind = Kind.CONFLICT
    words = N_("Somebody changed the document meanwhile. Look at it once more.")


class PolicyReasonMissing(Refusal):
    code = "policy_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write why the document is put on record or changed.")


class HolidaysNotYours(Refusal):
    code = "holidays_not_yours"
    kind = Kind.FORBIDDEN
    words = N_("The host federation keeps the holidays, for all.")


class HolidaysUnfit(Refusal):
    code = "holidays_unfit"
    kind = Kind.BAD_INPUT
    words = N_("%(fault)s.")


class HolidaysUnchanged(Refusal):
    code = "holidays_unchanged"
    kind = Kind.BAD_INPUT
    words = N_("Nothing in the notice is different from before.")


class HolidaysChangedMeanwhile(Refusal):
    code = "holidays_changed_meanwhile"
    words = N_("Somebody changed the holidays of that year meanwhile. Look at them once more.")
