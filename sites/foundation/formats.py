"""Dates, moments, numbers and money in the reader's language, always in Shanghai's time."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, get_currency_precision

from sites.foundation.amounts import Money
from sites.foundation.clock import SHANGHAI
from sites.foundation.language import choose, is_english, locale


def day(value: date) -> str:
    return _date(value, "d MMMM" if is_english() else "M月d日", locale())


def full_day(value: date) -> str:
    return _date(value, "d MMMM y" if is_english() else "y年M月d日", locale())


def weekday(value: date) -> str:
    return _date(value, "EEE", locale())


def month(value: date) -> str:
    return _date(value, "MMMM y" if is_english() else "y年M月", locale())


def moment(value: datetime) -> str:
    return _moment(value, "d MMMM y, HH:mm" if is_english() else "y年M月d日 HH:mm")


def short_moment(value: datetime) -> str:
    return _moment(value, "d MMM HH:mm" if is_english() else "M月d日 HH:mm")


def to_the_second(value: datetime) -> str:
    """The time of day, for what is over within the minute."""
    return _moment(value, "HH:mm:ss")


def deadline(value: datetime) -> str:
    """A moment at which something ends. Midnight is 24:00 of the day that is over then: nobody reads a day too many."""
    if ended := _day_ended_by(value):
        return _date(ended, "d MMMM y, '24:00'" if is_english() else "y年M月d日 '24:00'", locale())
    return moment(value)


def short_deadline(value: datetime) -> str:
    if ended := _day_ended_by(value):
        return _date(ended, "d MMM '24:00'" if is_english() else "M月d日 '24:00'", locale())
    return short_moment(value)


def _moment(value: datetime, pattern: str) -> str:
    return format_datetime(value, pattern, tzinfo=SHANGHAI, locale=locale())


def _day_ended_by(value: datetime) -> date | None:
    local = value.astimezone(SHANGHAI)
    return local.date() - timedelta(days=1) if (local.hour, local.minute) == (0, 0) else None


def number(value: int) -> str:
    return format_decimal(value, locale=locale())


def yuan(value: Money | int) -> str:
    """¥2,380, or ¥476.50 where there are fen; HKD 476.50 of another currency. An integer is taken as fen."""
    if isinstance(value, Money) and value.currency != "CNY":
        return _foreign(value)
    minor = value.minor if isinstance(value, Money) else value
    pattern = "#,##0" if minor % 100 == 0 else "#,##0.00"
    sign = "-" if minor < 0 else ""
    return f"{sign}¥{_decimal(abs(minor), pattern)}"


def _foreign(value: Money) -> str:
    """With its code, and as many places as its currency has."""
    places = get_currency_precision(value.currency)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return f"{value.currency}\N{NO-BREAK SPACE}{format_decimal(Decimal(value.minor).scaleb(-places), pattern, locale=locale())}"


def amount(value: Money | int) -> str:
    """2,380.00, for columns whose head names the unit once."""
    minor = value.minor if isinstance(value, Money) else value
    sign = "-" if minor < 0 else ""
    return sign + _decimal(abs(minor), "#,##0.00")


# What a refusal calls the moments at which something ends.
ENDS = ("until", "closes")


def written(value: object, name: str = "") -> str:
    """A refusal's parameter as words: the kinds of values that refusals carry, each in one way."""
    if isinstance(value, Money):
        return yuan(value)
    if isinstance(value, datetime):
        return deadline(value) if name in ENDS else moment(value)
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, tuple) and len(value) == 2:
        return choose(str(value[0]), str(value[1]))
    return number(value) if isinstance(value, int) else str(value)


def _decimal(minor: int, pattern: str) -> str:
    # The quotient is exact text: whole yuan and two digits, never a float.
    whole, fen = divmod(minor, 100)
    grouped = _grouped(whole, locale())
    return grouped if pattern == "#,##0" else f"{grouped}.{fen:02d}"


# The same dates and prices stand on a page again and again, and a locale is not parsed in no time.
@lru_cache(maxsize=4000)
def _date(value: date, pattern: str, language: str) -> str:
    return format_date(value, pattern, locale=language)


@lru_cache(maxsize=4000)
def _grouped(whole: int, language: str) -> str:
    return format_decimal(whole, "#,##0", locale=language)
