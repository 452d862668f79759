"""One recorded group with its history; its paper; and its withdrawal."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from booking import receptions
from booking.receptions import GroupUnknown
from booking.web.people.again import again
from booking.web.receptions.door import ledger_routes, root_of
from booking.web.uploads import UPLOADS
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Count, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

GROUP = "pages/receptions/group.html"


class WithdrawalForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]
    seen: Count


async def show(request: Request) -> Response:
    return page(request, GROUP, form=Filled[WithdrawalForm](), **await _context(request))


async def withdraw(request: Request) -> Response:
    filled, context = await fill(request, WithdrawalForm), await _context(request)
    if filled.value is None:
        return again(request, GROUP, filled, **context)
    group = request.path_params["group"]
    try:
        await receptions.withdraw(
            group, why=filled.value.why, seen=filled.value.seen, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, GROUP, filled, refusal, **context)
    said = _("The record is withdrawn. It counts no more; its history stays.")
    return redirect_saying(request, f"{root_of(request)}/{group}", said)


async def proof(request: Request) -> Response:
    found = await receptions.group_page(request.path_params["group"], by=actor_of(request))
    paper = found.line.proof
    if paper is None:
        raise GroupUnknown
    return FileResponse(
        request.app.state.settings.data_dir / UPLOADS / paper.stored_name,
        media_type=paper.media_type,
        filename=paper.shown_name,
        headers={"Cache-Control": "no-store"},
    )


async def _context(request: Request) -> dict[str, Any]:
    found = await receptions.group_page(request.path_params["group"], by=actor_of(request))
    return {
        "group": found, "line": found.line, "root": root_of(request), "acts": receptions.ACT,
        "senders": receptions.SENDER, "origin_name": receptions.origin_name,
    }  # fmt: skip


ROUTES = [
    *ledger_routes("/{group}", needs="receptions.see", get=show),
    *ledger_routes("/{group}/proof", needs="receptions.see", get=proof),
    *ledger_routes("/{group}/withdrawal", needs="receptions.record", get=show, post=withdraw),
]
