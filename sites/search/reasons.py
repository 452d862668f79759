"""A failed condition as one sentence in the reader's language."""

from sites.calendar import free_nights as codes
from sites.foundation.formats import day, number, yuan
from sites.foundation.language import N_, _
from sites.search import judging
from sites.search.answers import Failure

_WORDS = {
    codes.NOT_OPENED: N_("The night of %(night)s is not open for booking yet."),
    codes.SHUT: N_("Closed on the night of %(night)s."),
    codes.NO_ARRIVAL: N_("No arrivals on %(night)s."),
    codes.NO_DEPARTURE: N_("No departures on %(night)s."),
    codes.MIN_STAY: N_("At least %(left)s nights for arrivals on %(night)s."),
    codes.MAX_STAY: N_("At most %(left)s nights for arrivals on %(night)s."),
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
    judging.OPERATOR: N_("No operator runs this base yet, so nobody could answer for it."),
    judging.NOT_SOLD: N_("No price is given for these dates."),
}


def say(failure: Failure) -> str:
    return _(
        _WORDS[failure.code],
        night=day(failure.night) if failure.night else "",
        left=number(failure.left),
        asked=number(failure.asked),
        short=number(max(0, failure.asked - failure.left)),
        price=yuan(failure.asked),
        limit=yuan(failure.left),
    )
