"""What a base is told of its monthly return."""

from sites.foundation.language import N_

ASKED = N_(
    "Look through the groups of the month, record those that are missing, and confirm the list, or say that there was nothing."
)
OF_RETURNS = {
    "return_due": (N_("The list of %(month)s is to be confirmed by %(due)s"), ASKED),
    "return_overdue": (N_("The list of %(month)s is overdue"), ASKED),
}
