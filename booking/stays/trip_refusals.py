"""Why a trip of several stays says no."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class TripUnknown(Refusal):
    code = "trip_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such trip, or it is not yours to see.")


class TripClosed(Refusal):
    code = "trip_closed"
    words = N_(
        "Nothing of this trip is held, submitted or confirmed and still ahead, so no base can join it. Hold rooms for a new one."
    )


class TooManyLegs(Refusal):
    code = "too_many_stays"
    kind = Kind.BAD_INPUT
    words = N_("A trip has at most %(most)s stays. Hold the others as another trip.")


class LegsOverlap(Refusal):
    code = "stays_overlap"
    kind = Kind.BAD_INPUT
    words = N_(
        "The group sleeps at another base until %(until)s and cannot arrive on %(day)s already. Let the stays follow one another."
    )


class LegsApart(Refusal):
    code = "stays_apart"
    kind = Kind.BAD_INPUT
    words = N_(
        "Between %(until)s and %(day)s lies more than one night. Let the stays follow one another, or hold two trips."
    )


class NightsOutsideTrip(Refusal):
    code = "nights_outside_trip"
    kind = Kind.BAD_INPUT
    words = N_(
        "This group has further stays in the same trip, and these days do not follow them. Choose days between its other stays."
    )


class HeadsDiffer(Refusal):
    code = "heads_differ"
    kind = Kind.BAD_INPUT
    words = N_(
        "This trip has %(heads)s people, and the stay is asked for %(asked)s or for others among them. The people of a trip are the same at every base."
    )


class ProgrammeDiffers(Refusal):
    code = "programme_differs"
    kind = Kind.BAD_INPUT
    words = N_("All stays of a trip belong to the same programme.")


class NothingHeld(Refusal):
    code = "nothing_held"
    words = N_("No stay of this trip is held any more. Load the page again.")


class NothingToCancel(Refusal):
    code = "nothing_to_cancel"
    words = N_("No stay of this trip can be cancelled any more. Load the page again.")


class TooManyBatches(Refusal):
    code = "too_many_batches"
    kind = Kind.BAD_INPUT
    words = N_("Enter at least one batch and at most %(most)s; these are %(asked)s.")
