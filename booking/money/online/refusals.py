"""Why something cannot be paid online, or not now."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NotPaidOnline(Refusal):
    code = "not_paid_online"
    words = N_("This payee takes no payments online. Pay by bank transfer.")


class NothingOwed(Refusal):
    code = "nothing_owed"
    words = N_("Nothing is owed on this charge any more.")


class PaymentUnderWay(Refusal):
    code = "payment_under_way"
    words = N_("A payment of this charge is under way. Go on with it, or end it first.")


class TooMuchOnline(Refusal):
    code = "too_much_online"
    words = N_("Up to %(most)s can be paid online at a time. Pay this charge by bank transfer.")


class PaymentUnknown(Refusal):
    code = "online_payment_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such payment, or it is not your organisation's.")


class DifferenceUnknown(Refusal):
    code = "difference_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such entry on your list.")


class DifferenceSettled(Refusal):
    code = "difference_settled"
    words = N_("Somebody has dealt with this already.")


class MoneyLiesThere(Refusal):
    code = "held_money_lies_there"
    words = N_("Money lies there. Let it pay, or go back; a note does not move it.")


class DisputeStands(Refusal):
    code = "dispute_stands"
    words = N_("A dispute leaves the list when its money is back, or when you decide about one that is lost. A note does not end it.")  # fmt: skip


class DisputeNotLost(Refusal):
    code = "dispute_not_lost"
    words = N_("The provider does not show this dispute as lost. Until it is, nothing is decided.")


class HeldFirst(Refusal):
    code = "dispute_of_held_money"
    words = N_("The payment is held, and its bank took another amount. Decide first where the held money goes.")  # fmt: skip


class NothingRisesAgain(Refusal):
    code = "dispute_nothing_owed"
    words = N_("Nothing is owed again because of it, so there is nothing to write off.")


class HeldOtherwise(Refusal):
    code = "held_otherwise"
    words = N_("By now %(back)s of it would go back. Look at it again.")


class DecisionWaits(Refusal):
    code = "held_decision_waits"
    words = N_("A decision about this waits for a second person already.")


class NothingProposed(Refusal):
    code = "held_nothing_proposed"
    words = N_("Nothing waits for a second person here. Load the page again.")


class RefundNotThere(Refusal):
    code = "foreign_refund_not_there"
    words = N_("The payment provider shows no such refund of a payment here that stands. Say in a note what was done.")  # fmt: skip


class MoreThanCame(Refusal):
    code = "foreign_refund_more_than_came"
    words = N_("With this more would be paid back than came. Settle it with the payer, and say in a note how.")  # fmt: skip


class ForeignRefundStands(Refusal):
    code = "foreign_refund_stands"
    words = N_("The refund stands with the payment provider. Put it on record; a note alone would leave the books wrong.")  # fmt: skip


class OutcomeNotKnown(Refusal):
    code = "payment_outcome_not_known"
    kind = Kind.BUSY
    words = N_(
        "The payment provider does not answer. Whether the payment was begun is being checked; nothing is paid twice."
    )


class ProviderSaysNo(Refusal):
    code = "payment_provider_refused"
    words = N_("The payment provider did not take this payment. Pay by bank transfer.")


class OnlinePaymentOff(Refusal):
    code = "online_payment_off"
    kind = Kind.NOT_READY
    words = N_("Online payment is not set up here.")


class AlreadyTaking(Refusal):
    code = "online_account_taken"
    words = N_("Another organisation takes money online here. End that first.")
