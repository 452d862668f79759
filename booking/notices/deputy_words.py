"""What is told of standing in for an approver: subject and sentence. Never for whom: short texts go into chats."""

from sites.foundation.language import N_

OF_DEPUTIES = {
    "deputy_set": (
        N_("You stand in for an approver from %(starts_on)s to %(ends_on)s"),
        N_("Both days included. What waits for a colleague in these days you can answer too; it stands under Approvals."),
    ),
    "deputy_ended": (
        N_("You no longer stand in for an approver"),
        N_("It was to last from %(starts_on)s to %(ends_on)s. What you answered stands."),
    ),
}  # fmt: skip
