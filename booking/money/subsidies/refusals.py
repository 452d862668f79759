"""Why a subsidy cannot be set, claimed, granted or paid."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class RateUnknown(Refusal):
    code = "subsidy_rate_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such subsidy, or it is not your federation's.")


class RateStartsEarlier(Refusal):
    code = "subsidy_rate_starts_earlier"
    words = N_(
        "A subsidy of this programme starts on %(day)s already. Let the new one start after it."
    )


class RateEndsBefore(Refusal):
    code = "subsidy_rate_ends_before"
    words = N_("It starts on %(day)s, so it cannot end before, and its end is not moved back.")


class ProgrammeUnknown(Refusal):
    code = "subsidy_programme_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose a programme of the list.")


class ClaimUnknown(Refusal):
    code = "subsidy_claim_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such claim, or it is not your organisation's.")


class ClaimMoved(Refusal):
    code = "subsidy_claim_moved"
    words = N_("Somebody was faster: this claim is in another state now. Load the page again.")


class ClaimedAlready(Refusal):
    code = "subsidy_claimed_already"
    words = N_("A claim for this trip is under way or paid already.")


class GrantTooMuch(Refusal):
    code = "subsidy_grant_too_much"
    kind = Kind.BAD_INPUT
    words = N_("Grant at most the %(claimed)s that are claimed.")


class ReasonMissing(Refusal):
    code = "subsidy_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Say why, so that the union can read it.")


class CheckedByYou(Refusal):
    code = "subsidy_checked_by_you"
    kind = Kind.FORBIDDEN
    words = N_("You checked this claim, so somebody else grants it.")


class AccountNotReady(Refusal):
    code = "subsidy_account_not_ready"
    words = N_(
        "The union's bank account is missing or younger than 72 hours, so nothing is paid to it yet."
    )
