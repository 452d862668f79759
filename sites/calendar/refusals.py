"""Why the calendar says no: each names the night, the limit and the numbers."""

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_


class NightsTaken(Refusal):
    code = "nights_taken"
    kind = Kind.CONFLICT
    words = N_("On %(night)s only %(left)s rooms of this type are left; you need %(asked)s.")


class NightsHeld(NightsTaken):
    """Enough rooms are not sold, but others hold them. `room_type_id` stays inside."""

    code = "nights_held"
    room_type_id: int = 0
    words = N_(
        "On %(night)s only %(left)s rooms of this type are free and you need %(asked)s; others hold %(held)s, which may come free."
    )


class NightsHeldUntil(NightsHeld):
    words = N_(
        "On %(night)s only %(left)s rooms of this type are free and you need %(asked)s; others hold %(held)s, the first of them until %(until)s."
    )


class ReceptionFull(Refusal):
    code = "reception_full"
    kind = Kind.CONFLICT
    words = N_("On %(night)s the site can receive %(left)s more people; your group has %(asked)s.")


class ReceptionHeld(ReceptionFull):
    """The reception limit is not sold out, but others hold places of it."""

    code = "reception_held"
    room_type_id: int = 0
    words = N_(
        "On %(night)s the site can receive %(left)s more people and your group has %(asked)s; others hold %(held)s places, which may come free."
    )


class ReceptionHeldUntil(ReceptionHeld):
    words = N_(
        "On %(night)s the site can receive %(left)s more people and your group has %(asked)s; others hold %(held)s places, the first of them until %(until)s."
    )


class ClosedThatNight(Refusal):
    code = "night_closed"
    kind = Kind.CONFLICT
    words = N_("The site is closed on the night of %(night)s. Choose other dates.")


class NightsNotOpened(Refusal):
    code = "nights_not_opened"
    kind = Kind.CONFLICT
    words = N_("The night of %(night)s is not open for booking yet. Choose other dates.")


class NotBookableYet(Refusal):
    code = "not_bookable_yet"
    kind = Kind.CONFLICT
    words = N_("The night of %(night)s can be booked from %(day)s on.")


class NoLongerBookable(Refusal):
    code = "no_longer_bookable"
    kind = Kind.CONFLICT
    words = N_("The night of %(night)s could be booked until %(day)s. Choose later dates.")


class KeptForWaiting(Refusal):
    code = "kept_for_waiting"
    kind = Kind.CONFLICT
    words = N_("The rooms of %(night)s are offered to a waiting group until %(until)s.")


class NoArrivalThatDay(Refusal):
    code = "no_arrival"
    words = N_("The site takes no arrivals on %(day)s. Choose another day.")


class NoDepartureThatDay(Refusal):
    code = "no_departure"
    words = N_("The site takes no departures on %(day)s. Choose another day.")


class StayLengthUnfit(Refusal):
    code = "stay_length"
    kind = Kind.CONFLICT
    words = N_("Arriving on %(day)s, a stay has %(least)s to %(most)s nights.")


class StayTooShortThrough(Refusal):
    code = "stay_too_short_through"
    kind = Kind.CONFLICT
    words = N_("A stay that has the night of %(night)s has at least %(nights)s nights.")


class StayTooLongThrough(Refusal):
    code = "stay_too_long_through"
    kind = Kind.CONFLICT
    words = N_("A stay that has the night of %(night)s has at most %(nights)s nights.")
