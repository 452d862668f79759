"""What cancelling costs and until when, with the real dates and amounts of this stay."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.formats import day, short_deadline, yuan
from sites.foundation.language import _, ngettext
from sites.listings import SiteProfile, Terms


@dataclass(frozen=True, slots=True)
class TierShown:
    word: str
    until: str
    charge: str


def tiers(site: SiteProfile, *, check_in: date | None, total: int | None) -> tuple[TierShown, ...]:
    """In the order of time. Without dates the days before check-in, without a price the percentage alone."""
    kept = site.terms.tiers
    return tuple(
        TierShown(
            _word(tier.percent),
            _until(site, tier.days_before, check_in=check_in, is_last=tier is kept[-1]),
            _charge(tier.percent, total),
        )
        for tier in kept
    )


def shrinking(terms: Terms, *, check_in: date | None) -> str:
    """How many may drop out at no cost, and until when."""
    heads = ngettext("%(num)d person", "%(num)d people", terms.free_heads)
    days = terms.free_heads_until_days
    if check_in is None:
        return _(
            "Until %(days)s days before arrival up to %(heads)s may drop out at no cost.",
            days=days,
            heads=heads,
        )
    last = day(check_in - timedelta(days=days))
    return _("Until %(date)s up to %(heads)s may drop out at no cost.", date=last, heads=heads)


def _word(percent: int) -> str:
    return _("%(percent)s%% kept", percent=percent) if percent else _("Free of charge")


def _until(site: SiteProfile, days: int, *, check_in: date | None, is_last: bool) -> str:
    if is_last:
        return _("after that")
    hour = time(site.check_in_hour)
    if check_in is None:
        return _("until %(days)s days before, %(hour)s", days=days, hour=f"{hour:%H:%M}")
    return _(
        "before %(moment)s", moment=short_deadline(clock.at(check_in - timedelta(days=days), hour))
    )


def _charge(percent: int, total: int | None) -> str:
    if total is None:
        return ""
    amount = Money(total)
    if not percent:
        return _("%(amount)s returned", amount=yuan(amount))
    return _("%(amount)s kept", amount=yuan(amount.percent(percent)))
