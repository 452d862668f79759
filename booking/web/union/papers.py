"""Papers of a stay: sent up as PDF, JPEG or PNG, handed out as an attachment and never shown inline."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.acting import done_or_again
from booking.web.union.door import UPLOAD, stay_id, union_route
from booking.web.union.hub import draw_hub
from booking.web.uploads import handed_out, kept_file
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of


class PaperForm(Form):
    kind: Literal["approval", "contract", "minutes", "other"]


async def add(request: Request) -> Response:
    """The file is judged by its first bytes and kept under a random name, then the row is written."""
    await stays.page_of(stay_id(request), by=actor_of(request))
    filled = await fill(request, PaperForm)
    if filled.value is None:
        return await draw_hub(request, filled=filled)
    try:
        file = await kept_file(request)
    except Refusal as refusal:
        return await draw_hub(request, filled=filled, refusal=refusal)
    verb = stays.add_paper(
        stay_id(request), kind=filled.value.kind, by=actor_of(request), **file._asdict()
    )
    return await done_or_again(
        request,
        verb,
        words=_("The paper is kept with the stay."),
        filled=Filled(),
        anchor="#papers",
    )


async def fetch(request: Request) -> Response:
    paper = await stays.paper_of(
        stay_id(request), request.path_params["paper"], by=actor_of(request)
    )
    return await handed_out(
        request, shown_name=paper.shown_name, stored_name=paper.stored_name, media_type=paper.media_type
    )  # fmt: skip


ROUTES = [
    union_route("/union/stays/{stay}/papers", needs="stays.book", post=add, max_body=UPLOAD),
    union_route("/union/stays/{stay}/papers/{paper}", needs="stays.see", get=fetch),
]
