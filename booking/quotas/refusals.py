"""Why a quota says no: each names the node and the numbers."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class QuotaSpent(Refusal):
    """`quota_id` is the node that had too little: its own rest, or what its shares may take together."""

    code = "quota_spent"
    quota_id: int = 0
    words = N_(
        "The quota “%(quota)s” (%(first)s to %(last)s) has %(left)s workers left, and this trip has %(asked)s."
    )


class PersonNightsSpent(QuotaSpent):
    words = N_(
        "The quota “%(quota)s” (%(first)s to %(last)s) has %(left)s person-nights left, and this trip needs %(asked)s."
    )


class QuotaNotOpen(Refusal):
    code = "quota_not_open"
    words = N_("The quota “%(quota)s” opens at %(opens)s. Until then nothing is held of it.")


class QuotaUnknown(Refusal):
    code = "quota_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such quota, or it is not yours to see.")


class QuotaCeilingUnfit(Refusal):
    code = "quota_ceiling_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Enter a whole number from 0 to %(most)s.")


class QuotaNameMissing(Refusal):
    code = "quota_name_missing"
    kind = Kind.BAD_INPUT
    words = N_("Give the quota a name of at most %(most)s characters.")


class QuotaPeriodUnfit(Refusal):
    code = "quota_period_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Enter a first and a last day, the first one not after the last.")


class QuotaClassUnknown(Refusal):
    code = "quota_class_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose one of the options")


class QuotaOriginUnknown(Refusal):
    code = "quota_origin_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Enter a city of the delta, or the six digits of a district in one.")


class QuotaUnionUnknown(Refusal):
    code = "quota_union_unknown"
    kind = Kind.BAD_INPUT
    words = N_("No union for which your federation answers has this credit code.")


class QuotaSitesUnknown(Refusal):
    code = "quota_sites_unknown"
    kind = Kind.BAD_INPUT
    words = N_("There is no base %(sites)s. Write the codes, separated by spaces.")


class QuotaOpeningUnfit(Refusal):
    code = "quota_opening_unfit"
    kind = Kind.BAD_INPUT
    words = N_("A quota opens before its last day, %(last)s, is over.")


class QuotaReleaseUnfit(Refusal):
    code = "quota_release_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Only a share returns to what it is part of, on a day from tomorrow until its last day, %(last)s."
    )


class QuotaManagerUnknown(Refusal):
    code = "quota_manager_unknown"
    kind = Kind.BAD_INPUT
    words = N_("A share is managed by your federation or by that of the city for which it is.")


class QuotaNotYourClass(Refusal):
    code = "quota_not_your_class"
    kind = Kind.BAD_INPUT
    words = N_("Your federation sets quotas for its own city and the unions in it.")


class ShareOutside(Refusal):
    code = "quota_share_outside"
    kind = Kind.BAD_INPUT
    words = N_("A share stays within the quota “%(quota)s” of which it is part.")


class SharesOverlap(Refusal):
    code = "quota_shares_overlap"
    kind = Kind.CONFLICT
    words = N_(
        "“%(quota)s” counts the same trips, and neither is the narrower one. Make two quotas of their own where both are to hold."
    )


class QuotaTooDeep(Refusal):
    code = "quota_too_deep"
    kind = Kind.CONFLICT
    words = N_("A quota is divided at most %(most)s times.")


class ShareTooLarge(Refusal):
    code = "quota_share_too_large"
    words = N_("“%(quota)s” has %(left)s that nobody uses and no share has; this takes %(asked)s.")


class SharesStand(Refusal):
    code = "quota_shares_stand"
    words = N_(
        "The shares of “%(quota)s” still hold %(unused)s that nobody uses. Lower them first; what is used may stay."
    )


class QuotaChangedMeanwhile(Refusal):
    code = "quota_changed_meanwhile"
    words = N_("Somebody changed this quota meanwhile. Look at it again before you change it.")


class QuotaClosed(Refusal):
    code = "quota_closed"
    words = N_("This quota is closed: nothing is taken of it any more.")


class QuotaUnchanged(Refusal):
    code = "quota_unchanged"
    kind = Kind.BAD_INPUT
    words = N_("Nothing would change.")


class ReasonMissing(Refusal):
    code = "quota_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Say why, in at most %(most)s characters; the history keeps it.")


class LenderUnfit(Refusal):
    code = "quota_lender_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Borrow from the quota above, or from another share of it.")


class LenderHasTooLittle(Refusal):
    code = "quota_lender_has_too_little"
    words = N_("“%(quota)s” can lend %(left)s; this asks for %(asked)s.")


class ShareNotYours(Refusal):
    code = "quota_share_not_yours"
    kind = Kind.FORBIDDEN
    words = N_("How large this share is, the federation decides that gives it.")
