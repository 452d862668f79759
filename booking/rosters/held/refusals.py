"""Why no link is made, and why nothing is corrected."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class HeldLinksTooMany(Refusal):
    code = "held_links_too_many"
    kind = Kind.TOO_MANY
    words = N_("For one person %(most)s links are made a day. Try again tomorrow.")


class NothingDiffers(Refusal):
    code = "correction_nothing_differs"
    kind = Kind.BAD_INPUT
    words = N_("What you typed agrees with what is held. Change a field, or write what is wrong.")


class CorrectionAsked(Refusal):
    code = "correction_asked"
    words = N_("You have asked for a correction already; your union answers it first.")


class CorrectionAnswered(Refusal):
    code = "correction_answered"
    words = N_("This request was answered meanwhile. Load the page again.")


class RefusalReasonMissing(Refusal):
    code = "correction_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write why nothing is corrected; the member reads it.")
