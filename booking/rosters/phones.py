"""Telephone numbers in one form (E.164), however they were typed, and masked for the screen."""

import re
import unicodedata

from booking.rosters.refusals import PhoneUnsound

MOBILE = r"1[3-9][0-9]{9}"
LANDLINE = r"0[1-9][0-9]{1,2}[0-9]{7,8}"
ABROAD = r"\+[1-9][0-9]{6,14}"


def phone_number(text: str) -> str:
    """`+86...` or another country's number; an empty one stays empty. Refused: PhoneUnsound."""
    plain = re.sub(r"[\s().\-]", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return ""
    plain = re.sub(r"^(0086|\+86)", "", plain)
    if re.fullmatch(MOBILE, plain):
        return "+86" + plain
    if re.fullmatch(LANDLINE, plain):
        return "+86" + plain[1:]
    if re.fullmatch(ABROAD, plain):
        return plain
    raise PhoneUnsound(field="phone")


def masked_phone(number: str) -> str:
    """138****1234, without the country where it is China."""
    local = number.removeprefix("+86")
    return local[:3] + "*" * max(0, len(local) - 7) + local[-4:] if local else ""
