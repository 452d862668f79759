"""Mail addresses as account names: one spelling, a plausible shape, nothing that could steer a mail header."""

import re
import unicodedata

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

_SHAPE = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")


class EmailMalformed(Refusal):
    code = "email_malformed"
    kind = Kind.BAD_INPUT
    words = N_("Enter a mail address, for example name@unit.cn")


def account_of(email: str) -> str:
    """The one spelling under which an account is kept and looked for."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def checked_email(email: str, *, field: str = "email") -> str:
    account = account_of(email)
    if len(account) > 160 or not _SHAPE.fullmatch(account):
        raise EmailMalformed(field=field)
    return account
