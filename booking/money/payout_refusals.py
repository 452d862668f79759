"""Why a centre cannot collect for an operator, or pay it out."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class CollectionUnknown(Refusal):
    code = "collection_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such agreement on collecting, or it is not your organisation's.")


class OperatorUnknown(Refusal):
    code = "collection_operator_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose an operator of the list.")


class CollectedAlready(Refusal):
    code = "collected_already"
    words = N_("An agreement on collecting is open for this operator already. End it first.")


class CollectionClosed(Refusal):
    code = "collection_closed"
    words = N_("This agreement was answered or ended already. Load the page again.")


class CommissionTooHigh(Refusal):
    code = "commission_too_high"
    kind = Kind.BAD_INPUT
    words = N_("A commission is from 0 to 2000 basis points.")


class DocumentMissing(Refusal):
    code = "collection_document_missing"
    kind = Kind.BAD_INPUT
    words = N_("Name the document in which collecting is agreed.")


class BatchUnknown(Refusal):
    code = "payout_batch_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such batch of payouts, or it is not your organisation's.")


class PayoutUnknown(Refusal):
    code = "payout_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such payout, or it is not your organisation's.")


class NothingToPayOut(Refusal):
    code = "nothing_to_pay_out"
    words = N_("Nothing can be paid out now: it must be settled and received, and the operator's bank account be older than 72 hours.")  # fmt: skip


class BatchClosed(Refusal):
    code = "payout_batch_closed"
    words = N_("This batch was approved or withdrawn already. Load the page again.")


class SecondPersonNeeded(Refusal):
    code = "second_person_needed"
    kind = Kind.FORBIDDEN
    words = N_("Somebody else must approve what you prepared.")


class NotApproved(Refusal):
    code = "payout_not_approved"
    words = N_("A second person has not approved this batch yet.")


class PayoutEnded(Refusal):
    code = "payout_ended"
    words = N_("This payout was paid or dropped already. Load the page again.")


class AccountChangedSince(Refusal):
    code = "payout_account_changed"
    words = N_("The bank account of %(operator)s changed since the batch was prepared. Drop this payout and prepare it anew after 72 hours.")  # fmt: skip
