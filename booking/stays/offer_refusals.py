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


class MoreThanTravel(Refusal):
    code = "more_than_travel"
    kind = Kind.BAD_INPUT
    words = N_("On %(night)s more people sleep there than travel. Correct one of the two numbers.")


class NightWithoutPeople(Refusal):
    code = "night_without_people"
    kind = Kind.BAD_INPUT
    words = N_("Nobody sleeps there on %(night)s. Leave the first or last night out instead.")


class NightSlept(Refusal):
    code = "night_slept"
    words = N_("The night of %(night)s is over or its people are counted; it can no longer change.")


class AmendmentUnchanged(Refusal):
    code = "amendment_unchanged"
    kind = Kind.BAD_INPUT
    words = N_("This is what was agreed. Change people, rooms, dates or package.")


class AmendmentPriceChanged(Refusal):
    code = "amendment_price_changed"
    words = N_(
        "Meanwhile this change comes to %(total)s. Look at the new figures and decide again."
    )


class AmendmentOpen(Refusal):
    code = "amendment_open"
    words = N_(
        "A change that the union proposed waits for the answer until %(until)s. It comes first."
    )


class AmendmentGone(Refusal):
    code = "amendment_gone"
    words = N_("This proposed change is no longer open. Load the page again.")


class AmendmentOver(Refusal):
    code = "amendment_over"
    words = N_("The proposed change ended at %(until)s. What was agreed stands as it was.")


class AmendmentBeyondApproval(Refusal):
    code = "amendment_beyond_approval"
    kind = Kind.FORBIDDEN
    words = N_(
        "This change goes beyond what your organisation approved. The last of its approvers can propose it, or add the signed paper first."
    )
