"""Groups from a spreadsheet: the template, the file with every fault, and storing only what was confirmed."""

import base64
import json
import zlib
from typing import Any

from pydantic import TypeAdapter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import receptions
from booking.receptions import GroupList, ListedGroup
from booking.web.receptions.door import ledger_routes, root_of
from booking.web.showing.download import download
from sites.foundation import shield
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import posted
from sites.foundation.language import _, ngettext
from sites.foundation.pages import FormOutOfDate, actor_of, page, redirect_saying
from sites.foundation.words import say

UPLOAD = "pages/receptions/import.html"
MAX_FILE = 2 * 1024 * 1024
GROUPS = TypeAdapter(tuple[ListedGroup, ...])


async def show(request: Request) -> Response:
    return _page(request)


async def empty(_request: Request) -> Response:
    return await download(_("Reception ledger"), receptions.template())


async def preview(request: Request) -> Response:
    file = (await posted(request)).get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    if not data:
        return _page(request, status=422, error=_("Choose a file"))
    try:
        listed = await receptions.preview_groups(data, by=actor_of(request))
    except Refusal as refusal:
        return _page(request, status=refusal.status, error=say(refusal))
    sound = bool(listed.groups) and not listed.faults
    draft = _seal(request, listed) if sound else ""
    return _page(request, status=200 if sound else 422, listed=listed, draft=draft)


async def confirm(request: Request) -> Response:
    """What was shown comes back signed, for the person to whom it was shown, and is judged anew."""
    draft = (await posted(request)).get("draft")
    groups = _unseal(request, draft if isinstance(draft, str) else "")
    stored = await receptions.import_groups(groups, by=actor_of(request))
    said = ngettext("%(num)s group is on record.", "%(num)s groups are on record.", stored)
    return redirect_saying(request, f"{root_of(request)}", said)


def _page(
    request: Request, *, status: int = 200, listed: GroupList | None = None, draft: str = "",
    error: str = "",
) -> Response:  # fmt: skip
    return page(
        request, UPLOAD, status=status, listed=listed, draft=draft, error=error,
        root=root_of(request), origin_name=receptions.origin_name,
    )  # fmt: skip


def _seal(request: Request, listed: GroupList) -> str:
    rows = GROUPS.dump_python(listed.groups, mode="json")
    text = json.dumps([_owner(actor_of(request)), rows], ensure_ascii=False)
    packed = base64.b64encode(zlib.compress(text.encode())).decode()
    return shield.sign(packed, secret=request.app.state.settings.secret_key)


def _unseal(request: Request, draft: str) -> tuple[ListedGroup, ...]:
    packed = shield.unsign(draft, secret=request.app.state.settings.secret_key)
    # Only what this house signed is unpacked.
    text = zlib.decompress(base64.b64decode(packed)) if packed else b'["", []]'
    owner, rows = json.loads(text)
    if owner != _owner(actor_of(request)):
        raise FormOutOfDate
    read: Any = GROUPS.validate_python(rows)
    return tuple(read)


def _owner(actor: Actor) -> str:
    return f"groups|{actor.user_id}|{actor.organisation_id}"


ROUTES = [
    *ledger_routes("/import", needs="receptions.record", get=show, post=preview, max_body=MAX_FILE),
    *ledger_routes("/import/confirmation", needs="receptions.record", get=show, post=confirm),
    *ledger_routes("/import/template.xlsx", needs="receptions.record", get=empty),
]
