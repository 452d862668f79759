"""Why the calendar says no: each names the night and the numbers."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NightsTaken(Refusal):
    code = "nights_taken"
    kind = Kind.CONFLICT
    words = N_("On %(night)s only %(left)s rooms of this type are left; you need %(asked)s.")


class ReceptionFull(Refusal):
    code = "reception_full"
    kind = Kind.CONFLICT
    words = N_("On %(night)s the site can receive %(left)s more people; your group has %(asked)s.")


class ClosedThatNight(Refusal):
    code = "night_closed"
    kind = Kind.CONFLICT
    words = N_("The site is closed on the night of %(night)s. Choose other dates.")


class NightsNotOpened(Refusal):
    code = "nights_not_opened"
    kind = Kind.CONFLICT
    words = N_("The night of %(night)s is not open for booking yet. Choose other dates.")


class KeptForWaiting(Refusal):
    code = "kept_for_waiting"
    kind = Kind.CONFLICT
    words = N_("The rooms of %(night)s are offered to a waiting group until %(until)s.")
