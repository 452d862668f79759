"""What a form carries beside what is typed: its token and its key, and all of it again where its session ended.

Tokens and keys are made when a form is drawn: a page without one has nothing of anybody's on it.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from sites.foundation import clock, sealing, shield
from sites.foundation.identifiers import is_public_id, public_id

KEPT_FOR, PLACE = timedelta(hours=2), "kept form"
# Secrets are typed again, and a token of another session is worth nothing.
NEVER_KEPT = ("csrf", "kept")


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


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent, to be sent once more: its address with the query, and its fields in order."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """What a person wrote or chose, to be read again: without keys and ids."""
        values = (value.strip() for name, value in self.fields if name != "key")
        return tuple(dict.fromkeys(v for v in values if v and not is_public_id(v)))


def kept_form(form: FormData, *, address: str) -> KeptForm | None:
    """What can be kept of a form: nothing of one with a password or a file, or without anything typed."""
    items = form.multi_items()
    if any("password" in name or isinstance(value, UploadFile) for name, value in items):
        return None
    fields = tuple((name, str(value)) for name, value in items if name not in NEVER_KEPT)
    return KeptForm(address, fields) if any(value for _name, value in fields) else None


def sealed_form(kept: KeptForm) -> str:
    """For a hidden field of the page on which somebody signs in: nobody else reads or alters it."""
    text = json.dumps([clock.now().isoformat(), kept.address, kept.fields], ensure_ascii=False)
    return sealing.seal(text, place=PLACE)


def opened_form(sealed: str) -> KeptForm | None:
    """None where it is not ours, or older than two hours."""
    try:
        at, address, fields = json.loads(sealing.unseal(sealed, place=PLACE))
    except (InvalidTag, KeyError, ValueError):
        return None
    if clock.now() - datetime.fromisoformat(at) > KEPT_FOR:
        return None
    return KeptForm(address, tuple((name, value) for name, value in fields))


def is_from_own_page(request: Request) -> bool:
    """Whether the browser itself says that a page of this site sent the form."""
    origin = request.headers.get("origin", "")
    return origin == request.app.state.settings.origin or request.headers.get("sec-fetch-site") == "same-origin"  # fmt: skip
