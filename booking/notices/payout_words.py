"""What is told of collecting and paying out; `union` is the organisation that the other side sees."""

from sites.foundation.language import N_

OF_PAYOUTS = {
    "collection_proposed": (
        N_("A service centre proposes to collect for you"),
        N_("%(union)s would collect from %(starts_on)s on. Look at the document and the commission, and agree or say no."),
    ),
    "collection_agreed": (
        N_("An operator agreed that you collect"),
        N_("From %(starts_on)s on you charge what unions submit at the bases of %(union)s."),
    ),
    "collection_ended": (
        N_("Collecting has ended"),
        N_("What unions submit from now on is paid to the operator directly. The other side: %(union)s."),
    ),
    "payout_prepared": (
        N_("Payouts wait for a second person"),
        N_("Look through the batch of %(union)s and approve it, or have payouts dropped."),
    ),
    "payout_paid": (
        N_("A payout is on its way to your account"),
        N_("%(union)s recorded the transfer with its voucher; the page of payouts says for which groups."),
    ),
}  # fmt: skip
