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
    "refund_to_confirm": (
        N_("Confirm account and amount of a refund"),
        N_("%(payee)s wants to transfer %(total)s back to %(union)s. It has no second person for that: confirm account and amount."),
    ),
}  # fmt: skip
