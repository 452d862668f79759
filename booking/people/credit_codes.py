"""The unified social credit code of a unit (GB 32100-2015): cleaned, checked, and its mistakes explained."""

import unicodedata

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

LENGTH = 18
NEVER_USED = "IOSVZ"
LOOKS_LIKE = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


class CreditCodeLength(Refusal):
    code = "credit_code_length"
    kind = Kind.BAD_INPUT
    words = N_("A unified social credit code has 18 characters; this one has %(got)s.")


class CreditCodeLetter(Refusal):
    code = "credit_code_letter"
    kind = Kind.BAD_INPUT
    words = N_(
        "The letter %(letter)s never stands in a unified social credit code. Look again: it may be %(instead)s."
    )


class CreditCodeShape(Refusal):
    code = "credit_code_shape"
    kind = Kind.BAD_INPUT
    words = N_(
        "A unified social credit code has only digits and capital letters, and begins with two characters for the register and six digits for the region."
    )


class CreditCodeCheck(Refusal):
    code = "credit_code_check"
    kind = Kind.BAD_INPUT
    words = N_(
        "The check character does not fit, so at least one character is wrong. Compare 0 and O, 1 and I, 8 and B with the certificate."
    )


def checked_credit_code(text: str, *, field: str = "credit_code") -> str:
    """The 18 characters in capitals. Refused: length, a letter that is never used, shape, check character."""
    compact = uscc.compact(unicodedata.normalize("NFKC", text))
    if len(compact) != LENGTH:
        raise CreditCodeLength(got=len(compact), field=field)
    for letter in compact:
        if letter in NEVER_USED:
            raise CreditCodeLetter(letter=letter, instead=LOOKS_LIKE[letter], field=field)
    if not compact.isascii() or not compact.isalnum() or not compact[2:8].isdigit():
        raise CreditCodeShape(field=field)
    try:
        uscc.validate(compact)
    except ValidationError:
        raise CreditCodeCheck(field=field) from None
    return str(compact)
