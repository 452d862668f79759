"""The papers of one stay, drawn up from what is on record: for its union and for its operator."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from booking import documents, stays
from booking.documents import Document
from booking.web.documents import full
from booking.web.documents.showing import file_of, shown
from booking.web.side import Side
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

LIST = "pages/documents/list.html"


async def show_list(request: Request) -> Response:
    stay, by = request.path_params["stay"], actor_of(request)
    found = await stays.page_of(stay, by=by)
    offered = await documents.documents_of(stay, by=by)
    return page(
        request, LIST, line=found.line, papers=found.papers, offered=offered, root=_root(request)
    )


async def show(request: Request) -> Response:
    document, of = await _document(request), request.query_params.get("of", "")
    address = f"{_root(request)}/documents/{document.name}.pdf"
    back = (_("Papers of this group"), href(f"{_root(request)}/documents"))
    return shown(request, document, back=back, pdf=href(address, of=of))


async def fetch(request: Request) -> Response:
    return await file_of(await _document(request))


async def _document(request: Request) -> Document:
    """`?of=` names one charge or receipt. Refused: as `draw_up`."""
    return await documents.draw_up(
        request.path_params["document"], request.path_params["stay"],
        of=request.query_params.get("of", ""), is_example=request.app.state.settings.demo,
        by=actor_of(request),
    )  # fmt: skip


def _root(request: Request) -> str:
    return f"/{actor_of(request).kind}/stays/{request.path_params['stay']}"


def _routes(kind: str) -> list[Route]:
    side, root = Side(kind), f"/{kind}/stays/{{stay}}/documents"
    return [
        side(root, needs="stays.see", get=show_list),
        side(f"{root}/{{document}}.pdf", needs="stays.see", get=fetch),
        side(f"{root}/{{document}}", needs="stays.see", get=show),
        side(f"{root}/roster/full", needs="rosters.reveal", get=full.ask, post=full.fetch),
        side(f"{root}/insurance/full", needs="rosters.reveal", get=full.ask, post=full.fetch),
    ]


ROUTES = [*_routes("union"), *_routes("operator")]
