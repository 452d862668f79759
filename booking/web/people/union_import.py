"""Entering unions from a spreadsheet: sent, shown with every fault, stored only when confirmed."""

import base64
import json
import zlib
from dataclasses import asdict

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from sites.foundation import shield
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import posted
from sites.foundation.language import N_, _
from sites.foundation.pages import FormOutOfDate, actor_of, page, route
from sites.foundation.words import say

UPLOAD = "pages/people/union_import.html"
SLIPS = "pages/people/claim_slips.html"
ADDRESS = "/federation/unions/import"
MAX_FILE = 2 * 1024 * 1024
NO_FILE = N_("Choose a file")


async def show(request: Request) -> Response:
    return page(request, UPLOAD, listed=None, draft="", error="")


async def preview(request: Request) -> Response:
    file = (await posted(request)).get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    if not data:
        return page(request, UPLOAD, status=422, listed=None, draft="", error=_(NO_FILE))
    try:
        listed = await people.preview_unions(data, by=actor_of(request))
    except Refusal as refusal:
        return page(
            request, UPLOAD, status=refusal.status, listed=None, draft="", error=say(refusal)
        )
    sound = bool(listed.unions) and not listed.faults
    draft = _seal(request, listed) if sound else ""
    status = 200 if sound else 422
    return page(request, UPLOAD, status=status, listed=listed, draft=draft, error="", **_words())


async def confirm(request: Request) -> Response:
    """What was shown comes back signed, for the person to whom it was shown, and is judged anew."""
    draft = (await posted(request)).get("draft")
    unions = _unseal(request, draft if isinstance(draft, str) else "")
    slips = await people.import_unions(unions, by=actor_of(request))
    return page(request, SLIPS, slips=slips)


def _seal(request: Request, listed: people.UnionList) -> str:
    rows = [list(asdict(union).values()) for union in listed.unions]
    text = json.dumps([_owner(actor_of(request)), rows], ensure_ascii=False)
    packed = base64.b64encode(zlib.compress(text.encode())).decode()
    return shield.sign(packed, secret=request.app.state.settings.secret_key)


def _unseal(request: Request, draft: str) -> list[people.ListedUnion]:
    packed = shield.unsign(draft, secret=request.app.state.settings.secret_key)
    # Only what this house signed is unpacked.
    text = zlib.decompress(base64.b64decode(packed)) if packed else b'["", []]'
    owner, rows = json.loads(text)
    if owner != _owner(actor_of(request)):
        raise FormOutOfDate
    return [people.ListedUnion(*row) for row in rows]


def _owner(actor: Actor) -> str:
    return f"unions|{actor.user_id}|{actor.organisation_id}"


def _words() -> dict[str, object]:
    return {
        "kinds": {key: _(words) for key, words in people.UNIT_KINDS.items()},
        "region_name": people.region_name,
    }


ROUTES = [
    route(ADDRESS, needs="unions.verify", get=show, post=preview, max_body=MAX_FILE),
    route(f"{ADDRESS}/confirmation", needs="unions.verify", get=show, post=confirm),
]
