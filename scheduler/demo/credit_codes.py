"""Invented unified social credit codes whose check digits are right, so that forms accept them.

The organisation part begins with 00000, which no real organisation has.
"""

from stdnum.cn import uscc

GRASSROOTS_UNION, COMPANY = "81", "91"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(number: int, *, kind: str, region_code: str) -> str:
    """18 characters: registrar and kind, region, invented organisation number, check digit."""
    body = kind + region_code + _organisation(number)
    return body + str(uscc.calc_check_digit(body))


def _organisation(number: int) -> str:
    digits = f"{number:08d}"
    rest = 11 - sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11
    return digits + {10: "X", 11: "0"}.get(rest, str(rest))
