"""A trip's stays on one time line, as long as their nights, with the nights between them."""

from datetime import date

from booking.stays import TripPage
from booking.web.showing import span
from sites.foundation.language import _, ngettext

# One stay after the other, so that they are told apart; between them light.
FILLS = ("pine", "grey")
Stretch = tuple[str, str, int, str]


def way_of(trip: TripPage) -> list[Stretch]:
    """As the component `parts_bar` takes it: words, nights in words, nights, fill."""
    stretches: list[Stretch] = []
    at: date | None = None
    for number, line in enumerate(trip.standing):
        if at is not None and line.check_in > at:
            stretches.append(_stretch(_("elsewhere or on the way"), at, line.check_in, "light"))
        fill = FILLS[number % len(FILLS)]
        stretches.append(_stretch(line.site_name, line.check_in, line.check_out, fill))
        at = line.check_out
    return stretches


def _stretch(words: str, first: date, last: date, fill: str) -> Stretch:
    nights = (last - first).days
    return (
        _("%(days)s, %(where)s", days=span(first, last), where=words),
        ngettext("%(num)s night", "%(num)s nights", nights), nights, fill,
    )  # fmt: skip
