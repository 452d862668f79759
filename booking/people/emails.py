"""Mail addresses as account names: one spelling, a plausible shape, nothing that could steer a mail header."""

import re
import unicodedata

from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

LONGEST = 160
_SHAPE = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")


class EmailMalformed(Refusal):
    code = "email_malformed"
    kind = Kind.BAD_INPUT
    words = N_("Enter a mail address, for example name@unit.cn")


def account_of(email: str) -> str:
    """The one spelling under which an account is kept and looked for; empty where none could be so long."""
    account = unicodedata.normalize("NFKC", email).strip().lower()
    return account if len(account) <= LONGEST else ""


def checked_email(email: str, *, field: str = "email") -> str:
    account = account_of(email)
    if not _SHAPE.fullmatch(account):
        raise EmailMalformed(field=field)
    return account
