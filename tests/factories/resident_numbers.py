"""Invented resident numbers that are sound by their check character. They belong to nobody known."""

from datetime import date
from itertools import count

from stdnum.cn import ric

_serials = count(1)


def resident_number_for(born: date, *, woman: bool = False) -> str:
    """A new number of somebody born on that day in a district of Hangzhou."""
    serial = (next(_serials) * 2 + (0 if woman else 1)) % 1000
    body = f"330106{born:%Y%m%d}{serial:03d}0"
    return body[:-1] + str(ric.calc_check_digit(body))
