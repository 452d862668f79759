"""Nights are local dates in half-open ranges: a guest of 18 to 22 May sleeps four nights."""

from datetime import date, timedelta


def nights_between(check_in: date, check_out: date) -> list[date]:
    return [check_in + timedelta(days=n) for n in range((check_out - check_in).days)]
