"""Who collects for whom: the centre proposes, the operator agrees, either side ends it."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.web.operator.door import operator_route
from booking.web.payee.door import centre_route, desk_of, payee_routes
from booking.web.people.again import again
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Count, Day, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying

COLLECTIONS, END = "pages/payee/collections.html", "pages/payee/collection_end.html"


class ProposalForm(Form):
    operator: NeededLine
    starts_on: Day
    commission: Count = 0
    document: Annotated[NeededLine, Field(max_length=200)]


class EndForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    drawn = {"starts_on": clock.today().isoformat(), "commission": "0"}
    return page(request, COLLECTIONS, form=Filled[ProposalForm](None, drawn), **await _context(request))  # fmt: skip


async def propose(request: Request) -> Response:
    filled = await fill(request, ProposalForm)
    if filled.value is None:
        return again(request, COLLECTIONS, filled, **await _context(request))
    given = filled.value
    verb = money.propose_collection(
        given.operator, starts_on=given.starts_on, commission=given.commission, document=given.document,
        by=actor_of(request),
    )  # fmt: skip
    return await _done(
        request, verb, filled, _("Proposed. It is in force once the operator agrees.")
    )


async def agree(request: Request) -> Response:
    verb = money.agree_to_collection(request.path_params["collection"], by=actor_of(request))
    words = _("Agreed. From its first day on the centre collects what unions submit.")
    return await _done(request, verb, Filled[Form](), words)


async def show_end(request: Request) -> Response:
    return page(request, END, form=Filled[EndForm](), **await _one(request))


async def end(request: Request) -> Response:
    filled, context = await fill(request, EndForm), await _one(request)
    if filled.value is None:
        return again(request, END, filled, **context)
    verb = money.end_collection(
        request.path_params["collection"], why=filled.value.why, by=actor_of(request)
    )
    words = _("Ended. What is charged already stays with the centre.")
    return await _done(request, verb, filled, words)


async def _one(request: Request) -> dict[str, Any]:
    for one in await money.collections_of(actor_of(request)):
        if one.id == request.path_params["collection"]:
            return {"one": one, "root": f"{desk_of(request)}/collections"}
    raise PageUnknown


async def _done(request: Request, verb: Any, filled: Filled[Any], words: str) -> Response:
    try:
        await verb
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, COLLECTIONS, filled, refusal, **await _context(request))
    return redirect_saying(request, f"{desk_of(request)}/collections", words)


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    proposes = by.kind == "service_centre" and by.may("money.approve")
    return {
        "lines": await money.collections_of(by), "root": f"{desk_of(request)}/collections",
        "operators": await money.collectable_operators() if proposes else [],
        "states": {"proposed": _("proposed"), "agreed": _("in force"), "ended": _("ended")},
    }  # fmt: skip


ROUTES = [
    *payee_routes("/collections", needs="money.see", get=show),
    centre_route("/centre/collections/proposal", needs="money.approve", post=propose),
    operator_route("/operator/collections/{collection}/agreement", needs="money.approve", post=agree),
    *payee_routes("/collections/{collection}/end", needs="money.approve", get=show_end, post=end),
]  # fmt: skip
