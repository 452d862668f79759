"""What each night's charged heads cost at that night's frozen price."""

from booking.stays import AccountPreview, StayPage
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


def beside(account: AccountPreview) -> tuple[PriceLine, ...]:
    """What is charged for people who dropped out or stayed away, with the free share that it is beyond."""
    lines = []
    if account.kept:
        lines.append(PriceLine(_("Kept for people who dropped out"), account.kept))
    if account.share:
        share = account.share
        told = _(
            "%(free)s of %(contracted)s people may drop out free of charge, %(left)s did before",
            free=share.free, contracted=share.contracted, left=share.left,
        )  # fmt: skip
        lines.append(PriceLine(_("For people who stayed away, beyond the free share"), account.short, told))  # fmt: skip
    return tuple(lines)
