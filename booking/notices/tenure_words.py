"""What is told of who runs a base: subject and sentence."""

from sites.foundation.language import N_

OF_TENURES = {
    "base_given": (
        N_("Your organisation runs this base from now on"),
        N_("New groups book with you. Look through its rooms and prices, then say that the rooms are right."),
    ),
    "base_taken": (
        N_("Your organisation runs this base no more"),
        N_("Nothing new is booked with you there. Groups that booked with you stay yours until they are settled."),
    ),
}  # fmt: skip
