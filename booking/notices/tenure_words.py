"""What is told of who runs a base, and of how many people it may receive: subject and sentence."""

from sites.foundation.language import N_

OF_STANDING = {
    "base_given": (
        N_("Your organisation runs this base from now on"),
        N_("New groups book with you. Look through its rooms and prices, then say that the rooms are right."),
    ),
    "base_taken": (
        N_("Your organisation runs this base no more"),
        N_("Nothing new is booked with you there. Groups that booked with you stay yours until they are settled."),
    ),
    "limit_recorded": (
        N_("The federation recorded another reception limit for your base"),
        N_("Nights that stood at the old limit follow it. Who is booked stays booked."),
    ),
    "limit_lowered": (
        N_("The federation lowered your base's reception limit below what is booked"),
        N_("Who is booked stays booked. The nights in question stand on your list of things to do: talk to the unions."),
    ),
}  # fmt: skip
