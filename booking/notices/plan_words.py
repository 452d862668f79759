"""What is told of an annual plan: subject and sentence."""

from sites.foundation.language import N_

OF_PLANS = {
    "plan_asked": (
        N_("The annual plan of %(year)s waits for your approval"),
        N_("It stands under Annual plan, with what differs from the version before."),
    ),
    "plan_approved": (
        N_("The annual plan of %(year)s is approved"),
        N_("Version %(number)s is in force. Its batches may be held now, several in one form."),
    ),
    "plan_sent_back": (
        N_("The annual plan of %(year)s was sent back"),
        N_("What should change in version %(number)s stands beside it under Annual plan."),
    ),
}  # fmt: skip
