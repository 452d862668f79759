"""What is told of a quota: subject and sentence."""

from sites.foundation.language import N_

OF_QUOTAS = {
    "quota_opened": (
        N_("The quota %(quota)s is open"), N_("%(left)s of %(limit)s are there. Whoever holds first has them."),
    ),
    "quota_released": (
        N_("The unused part of the quota %(quota)s was released"),
        N_("%(released)s went back to the quota above; later trips draw from that."),
    ),
    "quota_nearly_spent": (
        N_("The quota %(quota)s is nearly spent"), N_("%(left)s of %(limit)s are left. It can be enlarged, or borrow."),
    ),
}  # fmt: skip
