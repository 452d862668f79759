"""Acts on nights in words: what can be chosen, and what was done."""

from collections.abc import Mapping

from sites.calendar import RECEIVE, WITH_VALUE, EditLine
from sites.foundation.formats import day
from sites.foundation.language import N_, _, ngettext
from sites.listings import SiteProfile

CHOICES: dict[str, str] = {
    "stop": N_("Take off sale"),
    "open": N_("Open again"),
    "set": N_("Rooms for sale: set to"),
    "shift": N_("Rooms for sale: plus or minus"),
    "repair": N_("Rooms out of order"),
    "no_arrival": N_("No arrivals"),
    "arrival": N_("Arrivals again"),
    "no_departure": N_("No departures"),
    "departure": N_("Departures again"),
    "min_stay": N_("Least nights of stays that arrive"),
    "max_stay": N_("Most nights of stays that arrive"),
    "min_through": N_("Least nights of every stay over these nights"),
    "max_through": N_("Most nights of every stay over these nights"),
    "book_from": N_("Bookable from so many days before"),
    "book_until": N_("Bookable until so many days before"),
    "book_usual": N_("Bookable as the base declares it"),
    "note": N_("Note for colleagues"),
    RECEIVE: N_("People received on a day: set to"),
}
# Not an act on nights: it leads to what carries their price.
PRICE = "price"
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def choices() -> list[tuple[str, str]]:
    return [*((act, _(CHOICES[act])) for act in CHOICES), (PRICE, _("Price per person and night"))]


def weekday_choices() -> list[tuple[str, str]]:
    return [(str(n), _(words)) for n, words in enumerate(WEEKDAYS)]


def act_words(act: str, value: int, note: str) -> str:
    """The act with its number and its reason."""
    words = _(CHOICES[act])
    if act == "shift":
        words = f"{words} {value:+d}"
    elif act in WITH_VALUE or act == RECEIVE:
        words = f"{words} {value}"
    return words + _(": %(note)s", note=note) if note else words


def kinds_in_words(site: SiteProfile, room_types: Mapping[int, object] | tuple[int, ...]) -> str:
    if not room_types:
        return _("All room types")
    return _(", ").join(kind.name for kind in site.room_types if kind.id in room_types)


def edit_in_words(site: SiteProfile, line: EditLine) -> str:
    """Room types, nights (both included), the act, and how many cells."""
    last = line.until.fromordinal(line.until.toordinal() - 1)
    nights = day(line.first) if last == line.first else f"{day(line.first)}–{day(last)}"
    return _(
        "%(rooms)s, %(nights)s: %(act)s, %(cells)s",
        rooms=kinds_in_words(site, line.room_types), nights=nights,
        act=act_words(line.act, line.value, line.note), cells=cells_in_words(line.cells),
    )  # fmt: skip


def cells_in_words(cells: int) -> str:
    return ngettext("%(num)s cell", "%(num)s cells", cells)


def changed_in_words(cells: int, booked: int) -> str:
    """42 cells, 3 of them with bookings, which stay."""
    if not booked:
        return cells_in_words(cells)
    return _(
        "%(cells)s, %(booked)s of them with bookings, which stay",
        cells=cells_in_words(cells), booked=booked,
    )  # fmt: skip
