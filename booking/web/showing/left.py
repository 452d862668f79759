"""How much time is left, in words: days for dates, hours for clocks."""

from datetime import date, datetime

from sites.foundation import clock
from sites.foundation.language import _, ngettext

SOON_DAYS = 3


def day_left(due: date) -> str:
    """A date lasts until its end, so today is not over."""
    days = (due - clock.today()).days
    if days < 0:
        return ngettext("%(num)s day overdue", "%(num)s days overdue", -days)
    return _("today") if days == 0 else ngettext("%(num)s day left", "%(num)s days left", days)


def left_of(due: datetime) -> str:
    """Days, hours or minutes until an instant."""
    minutes = int((due - clock.now()).total_seconds() // 60)
    if minutes <= 0:
        return _("time over")
    if minutes < 60:
        return ngettext("%(num)s minute left", "%(num)s minutes left", minutes)
    if minutes < 48 * 60:
        return ngettext("%(num)s hour left", "%(num)s hours left", minutes // 60)
    return ngettext("%(num)s day left", "%(num)s days left", minutes // (24 * 60))


def within_days(due: date, days: int = SOON_DAYS) -> bool:
    return (due - clock.today()).days <= days
