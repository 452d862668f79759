"""The file of an invoice: PDF, OFD or a picture, judged by what it holds and kept under a random name."""

import io
import zipfile
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request

from booking import stays
from booking.money import InvoiceFile
from booking.stays.papers import LARGEST
from booking.web.uploads import UPLOADS
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import posted
from sites.foundation.language import N_

OFD = "application/ofd"
ENDINGS = {"application/pdf": ".pdf", OFD: ".ofd", "image/jpeg": ".jpg", "image/png": ".png"}


class InvoiceFileUnfit(Refusal):
    code = "invoice_file_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Upload the invoice as PDF, OFD, JPEG or PNG of at most 6 MB.")


async def keep_file(request: Request, *, named: str) -> InvoiceFile:
    """Store what was sent as `file`; it is shown under the invoice's number. Refused: InvoiceFileUnfit."""
    given = (await posted(request)).get("file")
    content = await given.read(LARGEST + 1) if isinstance(given, UploadFile) else b""
    media_type = await run_in_threadpool(media_type_of, content)
    stored = await run_in_threadpool(stays.store, folder_of(request), content)
    plain = "".join(c for c in named if c.isalnum() or c in "-_")[:60] or "invoice"
    return InvoiceFile(plain + ENDINGS[media_type], stored, media_type, len(content))


async def drop_file(request: Request, file: InvoiceFile) -> None:
    """What a verb refused to keep."""
    path = folder_of(request) / file.stored_name
    await run_in_threadpool(path.unlink, missing_ok=True)


def folder_of(request: Request) -> Path:
    return Path(request.app.state.settings.data_dir / UPLOADS)


def media_type_of(content: bytes) -> str:
    """By its first bytes; an OFD is an archive that says so inside. Refused: InvoiceFileUnfit."""
    if content.startswith(b"PK\x03\x04") and len(content) <= LARGEST and _is_ofd(content):
        return OFD
    try:
        return stays.media_type_of(content)
    except stays.PaperUnfit:
        raise InvoiceFileUnfit(field="file") from None


def _is_ofd(content: bytes) -> bool:
    """Only the list of names is read; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "OFD.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
