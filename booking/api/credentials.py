"""The bearer token of a request: one header, one sound form, one living program behind it."""

import re

from starlette.requests import Request

from booking import people
from booking.people import Program
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_

REALM = 'Bearer realm="tongxin"'
FORM = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9_-]{43})")


class TokenMissing(Refusal):
    code = "token_missing"
    kind = Kind.UNAUTHENTICATED
    words = N_("Send a token: Authorization: Bearer ...")
    headers = {"WWW-Authenticate": REALM}


class TokenNotValid(Refusal):
    code = "token_not_valid"
    kind = Kind.UNAUTHENTICATED
    words = N_("This token is unknown, revoked or past its last day.")
    headers = {"WWW-Authenticate": f'{REALM}, error="invalid_token"'}


class ScopeMissing(Refusal):
    code = "scope_missing"
    kind = Kind.FORBIDDEN
    words = N_("This token lacks the scope %(scope)s.")

    def __init__(self, *, scope: str) -> None:
        super().__init__(scope=scope)
        told = f'{REALM}, error="insufficient_scope", scope="{scope}"'
        self.headers = {"WWW-Authenticate": told}


async def program_behind(request: Request) -> Program:
    """Refused: TokenMissing, TokenNotValid: malformed, sent twice, unknown, revoked or expired alike."""
    given = request.headers.getlist("authorization")
    if not given:
        raise TokenMissing
    found = FORM.fullmatch(given[0]) if len(given) == 1 else None
    program = await people.program_of(found[1]) if found else None
    if program is None:
        raise TokenNotValid
    return program
