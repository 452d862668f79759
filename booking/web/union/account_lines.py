"""What each night's charged heads cost at that night's frozen price."""

from booking.stays import StayPage
from booking.web.showing import PriceLine
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, day
from sites.foundation.language import _


def night_charges(page: StayPage) -> tuple[PriceLine, ...]:
    """A line for each night, one for supplements and one for each extra; empty while nothing was charged."""
    prices = {night.date: night.per_person for night in page.quote.nights}
    lines = [
        PriceLine(
            day(night.date),
            prices[night.date] * charged,
            _("%(heads)s people × %(each)s", heads=charged, each=amount(prices[night.date])),
        )
        for night in page.nights
        if (charged := night.heads["charged"]) is not None and night.date in prices
    ]
    supplements: Money = page.quote.single_supplements
    if lines and supplements:
        lines.append(PriceLine(_("Rooms slept in alone"), supplements))
    if lines:
        most = max(night.heads["charged"] or 0 for night in page.nights)
        lines += [
            PriceLine(one.shown_name, page.quote.cost_of(one, most)) for one in page.quote.extras
        ]
    return tuple(lines)
