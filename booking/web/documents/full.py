"""A list with full numbers, for whoever needs them on paper: first what follows and why, then the file alone."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import documents, stays
from booking.documents import DocumentUnknown
from booking.web.documents.showing import file_of
from booking.web.people.again import again
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.pages import actor_of, page

PAGE = "pages/documents/full.html"


class ReasonForm(Form):
    reason: NeededLine


async def ask(request: Request) -> Response:
    return page(request, PAGE, form=Filled[ReasonForm](), **await _context(request))


async def fetch(request: Request) -> Response:
    """The numbers stand in this one file alone, never on a page or in an address."""
    filled = await fill(request, ReasonForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    try:
        document = await documents.draw_up_in_full(
            _code(request), request.path_params["stay"], reason=filled.value.reason,
            is_example=request.app.state.settings.demo, by=actor_of(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return await file_of(document)


async def _context(request: Request) -> dict[str, Any]:
    """Refused: DocumentUnknown for a paper that has no full numbers or is not this person's."""
    stay, by = request.path_params["stay"], actor_of(request)
    found = await stays.page_of(stay, by=by)
    offered = {one.code: one for one in await documents.documents_of(stay, by=by)}
    wanted = offered.get(_code(request))
    if wanted is None or not wanted.opens_numbers:
        raise DocumentUnknown
    root = f"/{by.kind}/stays/{stay}"
    return {"line": found.line, "offered": wanted, "root": root, "heads": found.heads.total}


def _code(request: Request) -> str:
    """The last part but one of the address."""
    return request.url.path.rsplit("/", 2)[-2]
