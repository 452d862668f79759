"""What states of claims, and measures of subsidies, are called."""

from sites.foundation.language import N_
from sites.listings.terms import Term, by_code

CLAIM_STATE = by_code(
    (
        Term("claimed", N_("Claimed, to be checked")),
        Term("checked", N_("Checked, waits for a second person")),
        Term("granted", N_("Granted, to be paid")),
        Term("paid", N_("Subsidy paid")),
        Term("turned_down", N_("Turned down")),
        Term("withdrawn", N_("Claim withdrawn")),
    )
)
PER = by_code(
    (Term("trip", N_("for each worker and trip")), Term("day", N_("for each worker and day")))
)
REACHES = by_code(
    (Term("city", N_("Unions of our own city")), Term("everyone", N_("Every union that comes")))
)
