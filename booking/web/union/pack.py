"""The reimbursement pack of a group: what does not agree, asking for the file, how far it is, and fetching it."""

from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from booking.documents import pack as reimbursing
from booking.documents.pack import Finding
from booking.stays import packs
from booking.stays.packs import WHY, PackUnderway
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.uploads import UPLOADS
from sites.foundation.actor import Actor
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/pack.html"
WITH_NAMES = {"/roster", "/insurance", "/attendance"}
MEDIA_TYPE = "application/zip"


async def show(request: Request) -> Response:
    return page(request, PAGE, **await _context(request))


async def ask(request: Request) -> Response:
    try:
        await packs.ask_for_pack(
            stay_id(request), by=actor_of(request), key=await form_key(request)
        )
    except PackUnderway as refusal:
        context = await _context(request)
        return page(request, PAGE, status=refusal.status, refusal=say(refusal), **context)
    words = _("The pack is being drawn up; this page says how far it is.")
    return redirect_saying(request, stay_path(request, "/pack"), words)


async def fetch(request: Request) -> Response:
    """Always a download, exactly as it was drawn."""
    row = await packs.pack_file(stay_id(request), request.path_params["pack"], by=actor_of(request))
    path = request.app.state.settings.data_dir / UPLOADS / row.stored_name
    content = await run_in_threadpool(path.read_bytes)
    line = (await reimbursing.consistency_of(stay_id(request), by=actor_of(request))).page.line
    name = quote(f"{_('Reimbursement pack')} {line.reference}.zip", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


async def _context(request: Request) -> dict[str, Any]:
    by, stay = actor_of(request), stay_id(request)
    now = await reimbursing.consistency_of(stay, by=by)
    lines = await packs.packs_of(stay, by=by)
    return {
        "line": now.page.line, "now": now, "differences": [_shown(one, stay, by) for one in now.found],
        "packs": lines, "underway": next((one for one in lines if one.state == "asked"), None),
        "why": {code: _(words) for code, words in WHY.items()}, "sees_names": by.may("rosters.see"), "refusal": "",
    }  # fmt: skip


def _shown(one: Finding, stay: str, by: Actor) -> tuple[str, str, str]:
    """What differs, and where it is mended: in words, and as an address for whom that page opens."""
    opens = one.where not in WITH_NAMES or by.may("rosters.see")
    address = reimbursing.address_of(one, stay) if opens else ""
    return reimbursing.said(one), reimbursing.place_of(one), address


PACK = "/union/stays/{stay}/pack"
ROUTES = [
    union_route(PACK, needs="money.see", get=show, post=ask),
    union_route(f"{PACK}/{{pack}}.zip", needs="money.see", get=fetch),
]
