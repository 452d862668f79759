"""Why a stay says no. Each is a fact; the words tell what to do next."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class StayUnknown(Refusal):
    code = "stay_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such stay, or it is not yours to see.")


class NamesClosed(Refusal):
    code = "names_closed"
    words = N_(
        "By the contract nobody is added or replaced after %(day)s. Whoever stays away can still be taken off the list; ask the base about anybody else."
    )


class AlreadyMoved(Refusal):
    code = "stay_already_moved"
    words = N_("This stay is now “%(state)s”, so this can no longer be done. Load the page again.")


class HoldOver(Refusal):
    code = "hold_over"
    words = N_(
        "The hold ended at %(ended)s and the rooms were released. What you entered is kept: hold again."
    )


class AlreadyProlonged(Refusal):
    code = "already_prolonged"
    words = N_("A hold can be prolonged once; this one was. It ends at %(ends)s.")


class OfferUnknown(Refusal):
    code = "offer_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such site or package.")


class NoOperatorYet(Refusal):
    code = "no_operator_yet"
    words = N_(
        "No operator runs this base yet, so nobody could answer for it. Choose another base."
    )


class CertificateNotValid(Refusal):
    code = "certificate_not_valid"
    words = N_(
        "The site's certificate is not valid on %(night)s. Choose other dates or another site."
    )


class AsksFirst(Refusal):
    code = "site_asks_first"
    words = N_("This site answers an inquiry before it holds rooms. Send it an inquiry.")


class NeedsNoInquiry(Refusal):
    code = "needs_no_inquiry"
    words = N_("This site needs no inquiry: hold the rooms.")


class DateOver(Refusal):
    code = "date_over"
    kind = Kind.BAD_INPUT
    words = N_("Check-in on %(day)s can no longer be booked. Choose a later day.")


class BedsTooFew(Refusal):
    code = "beds_too_few"
    kind = Kind.BAD_INPUT
    words = N_("These rooms have %(beds)s beds for %(heads)s people. Add rooms.")


class RoomsUnknown(Refusal):
    code = "rooms_unknown"
    kind = Kind.BAD_INPUT
    words = N_("Choose at least one room of the types that the site has.")


class HeadsMissing(Refusal):
    code = "heads_missing"
    kind = Kind.BAD_INPUT
    words = N_("Enter at least one worker.")


class ApprovalMissing(Refusal):
    code = "approval_missing"
    words = N_(
        "Your organisation approves stays before they are submitted. Ask for approval first."
    )


class ApprovalNotYours(Refusal):
    code = "approval_not_yours"
    kind = Kind.UNKNOWN
    words = N_("This approval is not asked of you.")


class ApprovalAnswered(Refusal):
    code = "approval_answered"
    words = N_("This approval was answered already.")


class NobodyToApprove(Refusal):
    code = "nobody_to_approve"
    words = N_("Your organisation has set no approval steps: submit the stay directly.")


class ApproverUnfit(Refusal):
    code = "approver_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a person of your organisation who may approve.")


class TimeToAnswerOver(Refusal):
    code = "time_to_answer_over"
    words = N_("The time to answer ended at %(ended)s. The request has lapsed.")


class FeeChanged(Refusal):
    code = "fee_changed"
    words = N_("Meanwhile the fee is %(fee)s. Look at the new figures and decide again.")


class TooEarly(Refusal):
    code = "too_early"
    words = N_("This can be recorded from %(day)s on.")


class CountedMeanwhile(Refusal):
    code = "counted_meanwhile"
    words = N_(
        "Meanwhile %(who)s counted this night: %(heads)s people, at %(at)s. Compare both counts, then keep the right one."
    )


class NightNotInStay(Refusal):
    code = "night_not_in_stay"
    kind = Kind.BAD_INPUT
    words = N_("The night of %(night)s does not belong to this stay.")


class MoreThanBooked(Refusal):
    code = "more_than_booked"
    kind = Kind.BAD_INPUT
    words = N_(
        "%(given)s is more than the %(most)s that were booked. Agree on the difference with the union first."
    )


class ArrivalsRecorded(Refusal):
    code = "arrivals_recorded"
    words = N_("Arrivals are recorded for this stay, so it cannot be marked as not come.")


class AccountMissing(Refusal):
    code = "account_missing"
    words = N_("The operator has not presented the account yet.")


class AccountPresented(Refusal):
    code = "account_presented"
    words = N_("The account was presented already; the union can check it until %(until)s.")


class AccountChanged(Refusal):
    code = "account_changed"
    words = N_(
        "Meanwhile the account comes to %(total)s. Look at the new figures and decide again."
    )


class WindowOpen(Refusal):
    code = "window_open"
    words = N_(
        "The account can be checked until %(until)s; it is reconciled when you accept it or that time is over."
    )


class NotSquare(Refusal):
    code = "not_square"
    words = N_("%(owed)s are still owed and %(refund)s still to be refunded. Record these first.")


class ContractSealed(Refusal):
    code = "contract_sealed"
    words = N_("The sealed contract was recorded already.")


class NothingToSettle(Refusal):
    code = "nothing_to_settle"
    words = N_("None of these groups is ready: each must be reconciled, paid and invoiced.")
