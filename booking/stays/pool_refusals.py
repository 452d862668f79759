"""Why a stay is not opened to others, why a union may not join, or why something waits for the closing date."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class PoolUnknown(Refusal):
    code = "pool_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such pooled group, or it is not open to your union.")


class PoolStillOpen(Refusal):
    code = "pool_still_open"
    words = N_(
        "This stay is open to other unions until %(closes)s. Until then nobody is bound: submit or change it afterwards."
    )


class PoolOver(Refusal):
    code = "pool_over"
    words = N_("This pooled group takes nobody in any more.")


class PoolFull(Refusal):
    code = "pool_full"
    words = N_("This pooled group has %(left)s places left; you ask for %(asked)s.")


class AlreadyPooled(Refusal):
    code = "already_pooled"
    words = N_("Your union is in this pooled group already, or this stay belongs to one.")


class PoolNeedsOption(Refusal):
    code = "pool_needs_option"
    words = N_(
        "Only rooms that are held for days can be opened to others, at a base that need not be asked first, for a trip of one stay."
    )


class PoolOutsidePackage(Refusal):
    code = "pool_outside_package"
    kind = Kind.BAD_INPUT
    words = N_(
        "This package is for groups of %(least)s to %(most)s people; the smallest and the largest number must lie within."
    )


class PoolTooSmall(Refusal):
    code = "pool_too_small"
    kind = Kind.BAD_INPUT
    words = N_(
        "The largest number leaves nobody room to join: your own group has %(heads)s people."
    )


class PoolOrder(Refusal):
    code = "pool_order"
    kind = Kind.BAD_INPUT
    words = N_("The largest number is smaller than the smallest.")


class PoolClosesTooLate(Refusal):
    code = "pool_closes_too_late"
    kind = Kind.BAD_INPUT
    words = N_("Close it between today and %(last)s, while the rooms are held.")


class PoolCannotGoOn(Refusal):
    code = "pool_cannot_go_on"
    kind = Kind.BAD_INPUT
    words = N_(
        "Your own group is smaller than the %(least)s people of the package, so it cannot go on alone. Let the rooms go instead."
    )


class PoolNeedsProgramme(Refusal):
    code = "pool_needs_programme"
    kind = Kind.BAD_INPUT
    words = N_(
        "This trip belongs to no programme. Open it to your city or to unions that you name."
    )


class PartnerUnknown(Refusal):
    code = "partner_unknown"
    kind = Kind.BAD_INPUT
    words = N_("No verified union has this name: %(name)s. Write the full name, one on a line.")


class TurnReasonMissing(Refusal):
    code = "turn_reason_missing"
    kind = Kind.BAD_INPUT
    words = N_("Write why this union cannot come along; it is told so.")


class LeastNotReached(Refusal):
    code = "least_not_reached"
    words = N_("%(heads)s of at least %(least)s people are there. It closes by itself on its date.")
