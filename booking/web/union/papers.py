"""Papers of a stay: sent up as PDF, JPEG or PNG, handed out as an attachment and never shown inline."""

import re
from typing import Literal
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import PaperUnfit
from booking.stays.papers import LARGEST
from booking.web.union.acting import done_or_again
from booking.web.union.door import UPLOAD, stay_id, union_route
from booking.web.union.hub import draw_hub
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of

UPLOADS = "uploads"
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class PaperForm(Form):
    kind: Literal["approval", "contract", "other"]


async def add(request: Request) -> Response:
    """The file is judged by its first bytes and kept under a random name, then the row is written."""
    await stays.page_of(stay_id(request), by=actor_of(request))
    filled = await fill(request, PaperForm)
    if filled.value is None:
        return await draw_hub(request, filled=filled)
    try:
        name, content = await _file(request)
        media_type = stays.media_type_of(content)
    except Refusal as refusal:
        return await draw_hub(request, filled=filled, refusal=refusal)
    folder = request.app.state.settings.data_dir / UPLOADS
    verb = stays.add_paper(
        stay_id(request), kind=filled.value.kind, shown_name=_shown(name, media_type),
        stored_name=await run_in_threadpool(stays.store, folder, content),
        media_type=media_type, size=len(content), by=actor_of(request),
    )  # fmt: skip
    return await done_or_again(
        request,
        verb,
        words=_("The paper is kept with the stay."),
        filled=Filled(),
        anchor="#papers",
    )


async def fetch(request: Request) -> Response:
    """Always a download: whatever a file pretends to be, it never runs in the reader's session."""
    paper = await stays.paper_of(
        stay_id(request), request.path_params["paper"], by=actor_of(request)
    )
    path = request.app.state.settings.data_dir / UPLOADS / paper.stored_name
    content = await run_in_threadpool(path.read_bytes)
    disposition = f"attachment; filename*=UTF-8''{quote(paper.shown_name, safe='')}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type=paper.media_type, headers=headers)


async def _file(request: Request) -> tuple[str, bytes]:
    given = (await posted(request)).get("file")
    if not isinstance(given, UploadFile):
        raise PaperUnfit(field="file")
    content = await given.read(LARGEST + 1)
    try:
        stays.media_type_of(content)
    except PaperUnfit:
        raise PaperUnfit(field="file") from None
    return given.filename or "", content


def _shown(name: str, media_type: str) -> str:
    """A name without paths, controls and direction marks, its ending that of what the file is."""
    base = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    plain = "".join(c for c in base if c.isalnum() or c in " -_()（）·").strip()[:80]
    return (plain or _("paper")) + ENDINGS[media_type]


ROUTES = [
    union_route("/union/stays/{stay}/papers", needs="stays.book", post=add, max_body=UPLOAD),
    union_route("/union/stays/{stay}/papers/{paper}", needs="stays.see", get=fetch),
]
