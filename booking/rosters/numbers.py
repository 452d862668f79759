"""Numbers of documents: judged by GB 11643 where they are resident numbers, and masked for the screen."""

import re
import unicodedata
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from booking.rosters.refusals import DocumentNumberUnsound, ResidentNumberUnsound
from sites.foundation import clock

# GB/T 2260 provinces and the codes of residence permits. Districts are not judged: lists of them age.
PROVINCES = {
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
    71, 81, 82, 83, *range(91, 100),
}  # fmt: skip
OLDEST = 1900


def resident_number(text: str) -> str:
    """The 18 places in capitals. Refused: ResidentNumberUnsound."""
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number) or int(number[:2]) not in PROVINCES:
        raise ResidentNumberUnsound(field="number")
    if number[-1] != ric.calc_check_digit(number):
        raise ResidentNumberUnsound(field="number")
    born_on(number)
    return number


def born_on(number: str) -> date:
    """Refused: ResidentNumberUnsound for a date that never was or has not come."""
    try:
        born: date = ric.get_birth_date(number)
    except ValidationError:
        raise ResidentNumberUnsound(field="number") from None
    if not date(OLDEST, 1, 1) <= born <= clock.today():
        raise ResidentNumberUnsound(field="number")
    return born


def sex_of(number: str) -> str:
    return "m" if int(number[16]) % 2 else "f"


def other_number(text: str) -> str:
    """A passport's or permit's number in capitals. Refused: DocumentNumberUnsound."""
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()
    if not re.fullmatch(r"[0-9A-Z()]{5,20}", number):
        raise DocumentNumberUnsound(field="number")
    return number


def masked(number: str) -> str:
    """Enough to recognise one's own: four places in front and two behind, of short numbers fewer."""
    front, behind = (4, 2) if len(number) >= 15 else (2, 1)
    return number[:front] + "*" * (len(number) - front - behind) + number[-behind:]
