"""Documents from a TOML file: every fault, or what each would do; stored only when somebody confirms."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import rules
from booking.rules import ImportPreview
from booking.web.rules.door import FEDERATION
from booking.web.side import Side
from sites.foundation.errors import Refusal
from sites.foundation.forms import posted
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/rules/import.html"
LARGEST = 200 * 1024


async def show(request: Request) -> Response:
    return _page(request)


async def act(request: Request) -> Response:
    """A file is looked at; its text, sent again with a reason, is checked anew and stored."""
    form = await posted(request)
    file, typed, why = form.get("file"), form.get("text"), form.get("why")
    if isinstance(typed, str) and typed.strip():
        return await _store(request, typed, why=why if isinstance(why, str) else "")
    data = await file.read() if isinstance(file, UploadFile) else b""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or len(data) > LARGEST:
        return _page(
            request, status=422, errors={"file": _("Choose a TOML file in UTF-8 of at most 200 KB")}
        )
    return await _preview(request, text)


async def _preview(
    request: Request, text: str, *, errors: dict[str, str] | None = None
) -> Response:
    preview = await rules.preview_import(text, by=actor_of(request))
    bad = bool(preview.faults or errors)
    return _page(request, status=422 if bad else 200, preview=preview, text=text, errors=errors)


async def _store(request: Request, text: str, *, why: str) -> Response:
    try:
        count = await rules.import_documents(text, why=why, by=actor_of(request))
    except Refusal as refusal:
        return await _preview(request, text, errors={refusal.field or "": say(refusal)})
    words = ngettext("%(num)d document is stored.", "%(num)d documents are stored.", count)
    return redirect_saying(request, FEDERATION, words)


def _page(
    request: Request, *, status: int = 200, preview: ImportPreview | None = None, text: str = "",
    errors: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    return page(
        request,
        PAGE,
        status=status,
        preview=preview,
        text=text,
        errors=errors or {},
        root=FEDERATION,
    )


ROUTES = [
    Side("federation")(
        f"{FEDERATION}/import", needs="rules.write", get=show, post=act, max_body=300 * 1024
    )
]
