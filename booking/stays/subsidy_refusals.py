"""Why a trip's subsidy cannot be claimed."""

from sites.foundation.errors import Refusal
from sites.foundation.language import N_


class NothingGiven(Refusal):
    code = "subsidy_not_given"
    words = N_("No federation gives a subsidy for this trip.")


class TripNotReconciled(Refusal):
    code = "subsidy_trip_not_reconciled"
    words = N_(
        "A subsidy is claimed after the trip, once the accounts of all its stays are agreed."
    )


class NobodyCame(Refusal):
    code = "subsidy_nobody_came"
    words = N_("No worker of this trip is on record as having come, so there is nothing to claim.")


class SubsidyChanged(Refusal):
    code = "subsidy_changed"
    words = N_("The subsidy is %(amount)s now. Look at it again before you claim.")
