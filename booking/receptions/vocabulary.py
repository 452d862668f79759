"""What a recorded group is told by: who sent it, from where, and what happened to its record."""

from sites.foundation.language import N_, _, locale
from sites.listings.terms import Term, by_code
from sites.regions import city_of, districts, region, regions

SENDERS = (Term("union", N_("union")), Term("agency", N_("travel agency")))
SENDER = by_code(SENDERS)

ACTS = (
    Term("recorded", N_("Recorded")),
    Term("corrected", N_("Corrected")),
    Term("withdrawn", N_("Withdrawn")),
)
ACT = by_code(ACTS)

ELSEWHERE = "000000"
BEYOND = N_("beyond the delta")
Options = list[tuple[str, list[tuple[str, str]]]]


def is_origin(code: str) -> bool:
    return code == ELSEWHERE or any(city.code == code for city in regions())


def is_local(code: str) -> bool:
    """Local groups come from the bases' own city; everybody else is visiting."""
    return city_of(code) == home()


def home() -> str:
    return districts()[0].city_code


def origin_name(code: str) -> str:
    """The city in the reader's language."""
    if code == ELSEWHERE:
        return _(BEYOND)
    try:
        return region(city_of(code)).name_in(locale())
    except KeyError:
        return code


def origin_options() -> Options:
    """Cities for a form, visiting ones before the local one, so that the choice says which it is."""
    cities = [(city.code, city.name_in(locale())) for city in regions() if city.code != home()]
    return [
        (_("Visiting"), [*cities, (ELSEWHERE, _(BEYOND))]),
        (_("Local"), [(home(), origin_name(home()))]),
    ]
