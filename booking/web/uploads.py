"""A file that somebody sends with a form, kept outside the web root; and handed out again, never shown inline."""

import re
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import PaperUnfit
from booking.stays.papers import LARGEST
from sites.foundation.forms import posted
from sites.foundation.language import _

UPLOADS = "uploads"
# As large as a file may be, and the rest of its form.
MAX_BODY = 7 * 1024 * 1024
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class KeptFile(NamedTuple):
    """`stored_name` is its random name in the folder of uploads."""

    shown_name: str
    stored_name: str
    media_type: str
    size: int


async def kept_file(request: Request, field: str = "file") -> KeptFile:
    """The PDF, JPEG or PNG of that field, judged by its first bytes and kept. Refused: PaperUnfit."""
    given = (await posted(request)).get(field)
    content = await given.read(LARGEST + 1) if isinstance(given, UploadFile) else b""
    try:
        media_type = stays.media_type_of(content)
    except PaperUnfit:
        raise PaperUnfit(field=field) from None
    name = given.filename or "" if isinstance(given, UploadFile) else ""
    folder = request.app.state.settings.data_dir / UPLOADS
    stored = await run_in_threadpool(stays.store, folder, content)
    return KeptFile(_shown(name, media_type), stored, media_type, len(content))


async def maybe_kept_file(request: Request, field: str = "file") -> KeptFile | None:
    """As `kept_file`; None where no file was chosen."""
    given = (await posted(request)).get(field)
    is_empty = not isinstance(given, UploadFile) or (not given.filename and not given.size)
    return None if is_empty else await kept_file(request, field)


async def handed_out(
    request: Request, *, shown_name: str, stored_name: str, media_type: str
) -> Response:
    """Always a download: whatever a file pretends to be, it never runs in the reader's session."""
    path = request.app.state.settings.data_dir / UPLOADS / stored_name
    content = await run_in_threadpool(path.read_bytes)
    disposition = f"attachment; filename*=UTF-8''{quote(shown_name, safe='')}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _shown(name: str, media_type: str) -> str:
    """A name without paths, controls and direction marks, its ending that of what the file is."""
    base = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    plain = "".join(c for c in base if c.isalnum() or c in " -_()（）·").strip()[:80]
    return (plain or _("paper")) + ENDINGS[media_type]
