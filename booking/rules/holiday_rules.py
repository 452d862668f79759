"""What a notice about holidays must be like before it is put on record. Pure."""

from datetime import date, timedelta

from booking.rules.refusals import HolidaysUnfit
from booking.rules.working_days import HolidayYear, weekdays_among
from sites.foundation.language import N_, _

# A notice is published in autumn for the next year; nobody knows more.
AHEAD = 2
FIRST_YEAR = 2020
LONGEST_SPAN = timedelta(days=40)


def is_notice_year(year: int, *, today: date) -> bool:
    return FIRST_YEAR <= year <= today.year + AHEAD


def demand_sound_notice(notice: HolidayYear, *, today: date) -> None:
    """Refused: HolidaysUnfit with the day that is wrong and why."""
    if not is_notice_year(notice.year, today=today):
        raise HolidaysUnfit(field="off", fault=_(N_("The year lies too far away")))
    for name in ("document", "source"):
        if not getattr(notice, name):
            raise HolidaysUnfit(field=name, fault=_(N_("Fill in this field")))
    _demand_spans(notice)
    for day in notice.on:
        _demand_worked(day, notice)


def _demand_spans(notice: HolidayYear) -> None:
    if not notice.off:
        raise HolidaysUnfit(field="off", fault=_(N_("Name at least one day off")))
    for first, last in notice.off:
        if not timedelta(0) <= last - first <= LONGEST_SPAN:
            raise _unfit("off", first, N_("%(day)s: the last day comes before the first, or too long after it"))  # fmt: skip
        _demand_near("off", first, notice.year)
        _demand_near("off", last, notice.year)
    days = notice.days_off
    for day in days:
        if days.count(day) > 1:
            raise _unfit("off", day, N_("%(day)s stands there twice"))


def _demand_worked(day: date, notice: HolidayYear) -> None:
    _demand_near("on", day, notice.year)
    if weekdays_among([day]):
        raise _unfit("on", day, N_("%(day)s is neither a Saturday nor a Sunday"))
    if day in notice.days_off:
        raise _unfit("on", day, N_("%(day)s is a day off as well"))
    if notice.on.count(day) > 1:
        raise _unfit("on", day, N_("%(day)s stands there twice"))


def _demand_near(field: str, day: date, year: int) -> None:
    """A notice about a year may begin with the last days of the year before."""
    if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        raise _unfit(field, day, N_("%(day)s does not belong to that year"))


def _unfit(field: str, day: date, words: str) -> HolidaysUnfit:
    return HolidaysUnfit(field=field, fault=_(words, day=day.isoformat()))
