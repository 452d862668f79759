"""Tokens and keys of forms, made when a form is drawn: a page without one has nothing of anybody's on it."""

from starlette.requests import Request

from sites.foundation import shield
from sites.foundation.identifiers import public_id


class Token:
    """The proof that a form is ours. `visitor` is the cookie that it needs, empty where there was one already."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.visitor = ""

    def __str__(self) -> str:
        basis = basis_of(self.request) or self.visitor
        if not basis:
            basis = self.visitor = public_id()
        self.request.state.is_personal = True
        return shield.token_for(basis, secret=self.request.app.state.settings.secret_key)


class FreshKey:
    """An idempotency key, the same wherever it stands on one page."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.key = public_id()

    def __str__(self) -> str:
        self.request.state.is_personal = True
        return self.key


def basis_of(request: Request) -> str:
    """What a form's token is bound to: the session, or the cookie of a visitor without one."""
    https = bool(request.app.state.settings.is_https)
    for name in ("session", "visitor"):
        found = str(request.cookies.get(shield.cookie_name(name, https=https), ""))
        if found:
            return found
    return ""
