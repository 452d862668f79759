"""The cancellation table with its real dates and amounts, before submission and as it was frozen."""

from dataclasses import dataclass
from datetime import datetime

from booking.money import DatedTier, tiers_with_dates
from booking.stays import StayPage
from sites.foundation import clock
from sites.foundation.formats import amount, short_deadline
from sites.foundation.language import _


@dataclass(frozen=True, slots=True)
class TierLine:
    word: str
    until: str
    charge: str


def tiers(page: StayPage) -> tuple[TierLine, ...]:
    return tuple(tier_line(tier) for tier in _dated(page))


def free_until(page: StayPage) -> datetime | None:
    """Until when cancelling costs nothing; None when that time is over or never was."""
    free = [tier.until for tier in _dated(page) if tier.percent == 0 and tier.until]
    return free[-1] if free and free[-1] > clock.now() else None


def _dated(page: StayPage) -> tuple[DatedTier, ...]:
    terms = {"check_in_hour": page.check_in_hour, **page.terms}
    return tiers_with_dates(terms, price=page.line.price, check_in=page.line.check_in)


def tier_line(tier: DatedTier) -> TierLine:
    word = _("%(percent)s%%", percent=tier.percent) if tier.percent else _("Free of charge")
    until = _("until %(at)s", at=short_deadline(tier.until)) if tier.until else _("after that")
    return TierLine(word, until, _("%(amount)s yuan", amount=amount(tier.fee)))
