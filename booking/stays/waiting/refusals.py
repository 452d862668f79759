"""Why somebody may not wait, or an offer can no longer be answered."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class WaitUnknown(Refusal):
    code = "wait_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such entry on a waiting list, or it is not yours to see.")


class TooManyWaits(Refusal):
    code = "too_many_waits"
    words = N_("Your union waits %(limit)s times already, the most allowed. Leave one list first.")


class WaitingNotVerified(Refusal):
    code = "waiting_not_verified"
    kind = Kind.FORBIDDEN
    words = N_(
        "Your union is not verified yet. To stand on a waiting list, wait for your federation's answer."
    )


class WaitWindowUnfit(Refusal):
    code = "wait_window_unfit"
    kind = Kind.BAD_INPUT
    words = N_(
        "Between the first arrival and the last departure there must be %(nights)s to %(most)s nights."
    )


class WaitDayUnfit(Refusal):
    code = "wait_day_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a last day of waiting between %(first)s and %(last)s.")


class SiteNamedTwice(Refusal):
    code = "site_named_twice"
    kind = Kind.BAD_INPUT
    words = N_("Name each base once, five at most.")


class SiteNeverFits(Refusal):
    code = "site_never_fits"
    kind = Kind.BAD_INPUT
    words = N_(
        "%(site)s never takes this group: so many rooms, people or nights are more than it has or sells."
    )


class RoomIsThere(Refusal):
    code = "room_is_there"
    words = N_(
        "%(site)s has room for the whole group from %(day)s on: book it, nobody needs to wait."
    )


class WaitEnded(Refusal):
    code = "wait_ended"
    words = N_("This entry no longer waits. Load the page again.")


class NothingOffered(Refusal):
    code = "nothing_offered"
    words = N_("No offer of the waiting list is open here. Load the page again.")


class PriorityUnfit(Refusal):
    code = "priority_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a programme, and a last day of arrival within a year that is not over.")


class PriorityUnknown(Refusal):
    code = "priority_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such priority, or it has ended already.")
