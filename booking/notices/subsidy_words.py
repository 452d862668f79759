"""What is told of subsidies: subject and sentence; `payee` is the federation that gives."""

from sites.foundation.language import N_

OF_SUBSIDIES = {
    "subsidy_claimed": (
        N_("A subsidy is claimed"),
        N_("%(union)s claims %(total)s for a trip. Check who came and what is given for the programme."),
    ),
    "subsidy_checked": (
        N_("A subsidy waits for a second person"),
        N_("The claim of %(union)s is checked: %(total)s. Look at it and grant it, or turn it down."),
    ),
    "subsidy_granted": (
        N_("Your subsidy is granted"),
        N_("%(payee)s grants %(total)s to %(union)s and transfers it to the account on file."),
    ),
    "subsidy_paid": (
        N_("Your subsidy is on its way"),
        N_("%(payee)s recorded the transfer of %(total)s to %(union)s with its voucher."),
    ),
    "subsidy_turned_down": (
        N_("Your claim of a subsidy was turned down"),
        N_("%(payee)s gives %(union)s no subsidy for this trip. The page of subsidies says why; you may claim anew."),
    ),
}  # fmt: skip
