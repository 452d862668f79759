"""A failed condition as one sentence in the reader's language."""

from datetime import timedelta

from sites.calendar import free_nights as codes
from sites.foundation.formats import day, number, yuan
from sites.foundation.language import N_, _
from sites.search import judging
from sites.search.answers import Failure

_WORDS = {
    codes.NOT_OPENED: N_("The night of %(night)s is not open for booking yet."),
    codes.SHUT: N_("Closed on the night of %(night)s."),
    codes.EARLY: N_("The night of %(night)s can be booked from %(bound)s on."),
    codes.LATE: N_("The night of %(night)s could be booked until %(bound)s."),
    codes.NO_ARRIVAL: N_("No arrivals on %(night)s."),
    codes.NO_DEPARTURE: N_("No departures on %(night)s."),
    codes.MIN_STAY: N_("At least %(left)s nights for arrivals on %(night)s."),
    codes.MAX_STAY: N_("At most %(left)s nights for arrivals on %(night)s."),
    codes.MIN_THROUGH: N_("At least %(left)s nights for stays over the night of %(night)s."),
    codes.MAX_THROUGH: N_("At most %(left)s nights for stays over the night of %(night)s."),
    codes.HELD: N_(
        "On the night of %(night)s there are places for %(left)s people; others hold the rest, which may come free."
    ),
    codes.KEPT: N_(
        "On the night of %(night)s there are places for %(left)s people; the rest came free and is kept a quarter of an hour for groups that wait."
    ),
    codes.ROOMS: N_("Fully booked on the night of %(night)s."),
    codes.BEDS: N_("Beds for only %(left)s people on the night of %(night)s, %(short)s too few."),
    codes.RECEPTION: N_(
        "On %(night)s the reception limit leaves only %(left)s people, %(short)s too few."
    ),
    codes.CHANGING: N_(
        "Only %(left)s people could keep their rooms through all nights; the rest would have to move."
    ),
    codes.SINGLES: N_("Only %(left)s of the group could sleep alone."),
    codes.FAMILIES: N_("Only %(left)s rooms for three or more are free through all nights."),
    judging.CERTIFICATE: N_("Not certified on every night of the stay."),
    judging.NIGHTS: N_("No package for %(asked)s nights; the nearest one is for %(left)s."),
    judging.GROUP_SMALL: N_("Takes groups from %(left)s people."),
    judging.GROUP_LARGE: N_("Takes groups up to %(left)s people."),
    judging.PRICE: N_("%(price)s a person for the whole stay, above the limit of %(limit)s."),
    judging.CEILING: N_(
        "%(price)s a person for the whole stay, above the ceiling of %(limit)s that binds the group."
    ),
    judging.OPERATOR: N_("No operator runs this base yet, so nobody could answer for it."),
    judging.NOT_SOLD: N_("No price is given for these dates."),
}


def say(failure: Failure) -> str:
    return _(
        _WORDS[failure.code],
        night=day(failure.night) if failure.night else "",
        bound=_bound(failure),
        left=number(failure.left),
        asked=number(failure.asked),
        short=number(max(0, failure.asked - failure.left)),
        price=yuan(failure.asked),
        limit=yuan(failure.left),
    )


def _bound(failure: Failure) -> str:
    """The day so many days before the night from which, or until which, it may be booked."""
    if failure.code not in (codes.EARLY, codes.LATE) or failure.night is None:
        return ""
    return day(failure.night - timedelta(days=failure.left))
