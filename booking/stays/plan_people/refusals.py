"""Why nobody goes onto the list of a batch, or from one to another."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class BatchClosed(Refusal):
    code = "plan_batch_closed"
    words = N_("Nobody is moved between batch %(number)s and another one: %(why)s.")


class PlanBatchFull(Refusal):
    code = "plan_batch_full"
    words = N_(
        "Batch %(number)s is booked for %(most)s people and %(named)s would be named. Nothing was written."
    )


class PlanListsMoved(Refusal):
    code = "plan_lists_moved"
    kind = Kind.CONFLICT
    words = N_("One of the two lists has changed since this page was drawn. Look at it again.")
