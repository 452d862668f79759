"""Quotas from a spreadsheet: the file with every fault or all that it would do, and storing only what was confirmed."""

import base64
import json
import zlib
from typing import Any

from pydantic import TypeAdapter
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import quotas, stays
from booking.quotas import ListedQuota, Trial
from booking.web.quotas.door import ROOT, federation_route
from booking.web.quotas.form import Why
from booking.web.quotas.words import UNITS
from sites.foundation import shield
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import Form, fill, posted
from sites.foundation.language import _, ngettext
from sites.foundation.pages import FormOutOfDate, actor_of, page, redirect_saying
from sites.foundation.words import say

UPLOAD = "pages/quotas/import.html"
MAX_FILE = 2 * 1024 * 1024
ROWS = TypeAdapter(tuple[ListedQuota, ...])


class ConfirmationForm(Form):
    why: Why


async def show(request: Request) -> Response:
    return _page(request)


async def preview(request: Request) -> Response:
    file = (await posted(request)).get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    if not data:
        return _page(request, status=422, error=_("Choose a file"))
    try:
        trial = await quotas.preview_import(data, trips=stays.trips_taking, by=actor_of(request))
    except Refusal as refusal:
        return _page(request, status=refusal.status, error=say(refusal))
    changes = any(one.does for one in trial.tried)
    draft = _seal(request, trial) if changes and not trial.faults else ""
    return _page(request, status=422 if trial.faults else 200, trial=trial, draft=draft)


async def confirm(request: Request) -> Response:
    """What was shown comes back signed, for the person to whom it was shown, and is judged anew."""
    draft = (await posted(request)).get("draft")
    text = draft if isinstance(draft, str) else ""
    rows = _unseal(request, text)
    filled = await fill(request, ConfirmationForm)
    if filled.value is None:
        return _page(request, status=422, draft=text, wrong=filled.errors)
    stored = await quotas.import_quotas(
        rows, why=filled.value.why, trips=stays.trips_taking, by=actor_of(request)
    )
    said = ngettext("%(num)s quota is stored.", "%(num)s quotas are stored.", stored)
    return redirect_saying(request, ROOT, said)


def _page(
    request: Request, *, status: int = 200, trial: Trial | None = None, draft: str = "",
    error: str = "", wrong: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    return page(
        request, UPLOAD, status=status, trial=trial, draft=draft, error=error, wrong=wrong or {},
        root=ROOT, unit_words=UNITS,
    )  # fmt: skip


def _seal(request: Request, trial: Trial) -> str:
    rows = ROWS.dump_python(trial.rows, mode="json")
    text = json.dumps([_owner(actor_of(request)), rows], ensure_ascii=False)
    packed = base64.b64encode(zlib.compress(text.encode())).decode()
    return shield.sign(packed, secret=request.app.state.settings.secret_key)


def _unseal(request: Request, draft: str) -> tuple[ListedQuota, ...]:
    packed = shield.unsign(draft, secret=request.app.state.settings.secret_key)
    # Only what this house signed is unpacked.
    text = zlib.decompress(base64.b64decode(packed)) if packed else b'["", []]'
    owner, rows = json.loads(text)
    if owner != _owner(actor_of(request)):
        raise FormOutOfDate
    read: Any = ROWS.validate_python(rows)
    return tuple(read)


def _owner(actor: Actor) -> str:
    return f"quotas|{actor.user_id}|{actor.organisation_id}"


ROUTES = [
    federation_route(f"{ROOT}/import", needs="quotas.manage", get=show, post=preview, max_body=MAX_FILE),
    federation_route(f"{ROOT}/import/confirmation", needs="quotas.manage", get=show, post=confirm),
]  # fmt: skip
