"""Why a counter-offer is not made, not taken, or no longer there."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class OfferUnchanged(Refusal):
    code = "offer_unchanged"
    kind = Kind.BAD_INPUT
    words = N_(
        "This offer is what the union asked for. Change something, or say yes to the request."
    )


class OfferPriceChanged(Refusal):
    code = "offer_price_changed"
    words = N_("Meanwhile this offer comes to %(total)s. Look at the new figures and decide again.")


class OfferDeadlineUnfit(Refusal):
    code = "offer_deadline_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a time between %(first)s and %(last)s.")


class CounterOfferOpen(Refusal):
    code = "counter_offer_open"
    words = N_(
        "Your counter-offer waits for the union until %(until)s. Withdraw it before you answer otherwise."
    )


class CounterOfferGone(Refusal):
    code = "counter_offer_gone"
    words = N_("This counter-offer is no longer open. Load the page again.")


class CounterOfferOver(Refusal):
    code = "counter_offer_over"
    words = N_("The counter-offer ended at %(until)s. What was submitted stands as it was.")


class OfferBeyondApproval(Refusal):
    code = "offer_beyond_approval"
    kind = Kind.FORBIDDEN
    words = N_(
        "This offer goes beyond what your organisation approved. The last of its approvers can accept it."
    )
