"""What the stays of one trip cost together: a line for each, and a price per person and day of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking import stays
from booking.stays import StayLine
from booking.web.showing import span
from booking.web.union.hold_form import HoldForm
from sites.foundation.amounts import Money, total
from sites.foundation.formats import amount
from sites.foundation.language import _, ngettext
from sites.packages import Quote


@dataclass(frozen=True)
class TripPrice:
    """`lines` as the component `amounts` takes them. Days are nights from the first arrival on, and one."""

    lines: tuple[tuple[str, str, str], ...]
    total: Money
    per_person: Money
    nights: int

    @property
    def per_day(self) -> Money:
        return stays.day_price(self.per_person, nights=self.nights)

    @property
    def days(self) -> int:
        return self.nights + 1


def price_of(
    stand: Sequence[StayLine], known: Sequence[tuple[str, Quote, HoldForm]] = ()
) -> TripPrice | None:
    """Of stays that stand and of those in a form; None where nothing has a price yet."""
    spans = [(line.check_in, line.check_out) for line in stand]
    spans += [(form.check_in, form.check_out) for _title, _quote, form in known]
    if not spans:
        return None
    old = [
        (_("%(site)s, %(days)s", site=line.site_name, days=span(line.check_in, line.check_out)), amount(line.price), _nights(line.nights))
        for line in stand
    ]  # fmt: skip
    new = [(title, amount(quote.total), _nights(form.nights)) for title, quote, form in known]
    return TripPrice(
        (*old, *new),
        total([line.price for line in stand] + [quote.total for _t, quote, _f in known]),
        total([line.per_person for line in stand] + [quote.per_person for _t, quote, _f in known]),
        (max(end for _start, end in spans) - min(start for start, _end in spans)).days,
    )


def _nights(count: int) -> str:
    return ngettext("%(num)s night", "%(num)s nights", count)
