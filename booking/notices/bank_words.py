"""What is told of accounts at banks and of slips: subject and sentence."""

from sites.foundation.language import N_

OF_BANKING = {
    "bank_account_entered": (
        N_("The bank account of your organisation was changed"),
        N_("Money for %(union)s goes to the account at %(bank)s ending in %(end)s from now on. If nobody of yours did this, telephone the federation at once."),
    ),
    "slip_sent": (
        N_("A bank slip waits for your answer"),
        N_("%(union)s says that it paid %(total)s, payment reference %(code)s. Look into your account: did the money come?"),
    ),
    "slip_missing": (
        N_("The payee has not received your transfer"),
        N_("The slip of %(total)s, payment reference %(code)s, found no money. Read the note and ask your bank."),
    ),
    "lines_wait": (
        N_("Lines of your bank statement wait to be decided"),
        N_("%(union)s: lines that are not decided yet: %(count)s. Each has a proposal; every fen ends at a charge, goes back, or is set aside."),
    ),
    "decision_waits": (
        N_("A decision about money waits for a second person"),
        N_("%(union)s: %(total)s is above your limit. Look at the line and agree, or take the decision back."),
    ),
    "online_differs": (
        N_("A payment online needs somebody to look"),
        N_("%(union)s: the payment provider sees something differently. The page says what, and what you can do."),
    ),
    "held_waits": (
        N_("Money that came online waits for a second person"),
        N_("%(union)s: two people decide where %(total)s goes. Look at it, and agree or take the decision back."),
    ),
    "refund_to_confirm": (
        N_("Confirm account and amount of a refund"),
        N_("%(payee)s wants to transfer %(total)s back to %(union)s. It has no second person for that: confirm account and amount."),
    ),
}  # fmt: skip
