"""What is told of an organisation's programs: subject and sentence."""

from sites.foundation.language import N_

OF_PROGRAMS = {
    "webhook_off": (
        N_("A webhook was switched off"),
        N_("The receiver failed too often in a row. What happens meanwhile is not sent; mend it and switch it on again."),
    ),
}  # fmt: skip
