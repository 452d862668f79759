"""Every paper of every group of the union in one list."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.door import union_route
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href

PAGE = "pages/union/documents.html"
KINDS = {
    "": N_("All papers"),
    "approval": N_("Signed approval"),
    "contract": N_("Sealed contract"),
    "minutes": N_("Minutes of the meeting"),
    "insurance": N_("Insurance"),
    "other": N_("Other paper"),
    "dispute": N_("Paper of a dispute"),
}


async def show(request: Request) -> Response:
    """`?kind=` is one of the kinds of papers, anything else all of them; `?page=` from 1."""
    wanted = request.query_params.get("kind", "")
    kind = wanted if wanted in KINDS else ""
    number = number_from(request.query_params.get("page"))
    found = await stays.papers_of(actor_of(request), kind=kind, number=number)
    return page(
        request, PAGE, found=found, kinds={name: _(words) for name, words in KINDS.items()},
        tabs=[(_(words), href("/union/documents", kind=name), name == kind, "") for name, words in KINDS.items()],
        previous=href("/union/documents", kind=kind, page=number - 1) if number > 1 else "",
        following=href("/union/documents", kind=kind, page=number + 1) if number < found.last else "",
    )  # fmt: skip


ROUTES = [union_route("/union/documents", needs="stays.see", get=show)]
