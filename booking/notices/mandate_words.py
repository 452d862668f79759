"""What an agency is told of its mandates: subject and sentence."""

from sites.foundation.language import N_

OF_MANDATES = {
    "mandate_given": (
        N_("A union gave you a mandate for a trip"),
        N_("From %(starts_on)s to %(ends_on)s, both included. List, coach and insurance stand on your desk."),
    ),
    "mandate_taken_back": (
        N_("A mandate was taken back"),
        N_("The trip is no longer on your desk. What you entered stays with the union."),
    ),
}  # fmt: skip
