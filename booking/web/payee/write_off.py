"""What nobody will pay is written off: one person proposes and sees what it does, another one agrees or says no."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.operator.owing import after, charge_of
from booking.web.payee.door import desk_of, payee_routes
from booking.web.people.again import again
from booking.web.side import Side
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Fen, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

NEW, ONE = "pages/payee/write_off_new.html", "pages/payee/write_off.html"
union_route = Side("union")


class NewForm(Form):
    seen: Fen
    why: Annotated[NeededLine, Field(max_length=200)]


class RefusalForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show_new(request: Request) -> Response:
    return page(request, NEW, form=Filled[NewForm](), **await _new(request))


async def propose(request: Request) -> Response:
    by, context = actor_of(request), await _new(request)
    filled = await fill(request, NewForm)
    if filled.value is None:
        return again(request, NEW, filled, **context)
    given, key = filled.value, await form_key(request)
    seen = Money(given.seen, context["preview"].owed.currency)
    try:
        await money.propose_write_off(
            request.path_params["charge"], seen=seen, why=given.why, by=by, key=key
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, NEW, filled, refusal, **context)
    words = _("It waits for a second person. Nothing is written off before.")
    return redirect_saying(request, after(request, context["found"].stay), words)


async def show(request: Request) -> Response:
    return page(request, ONE, form=Filled[RefusalForm](), **await _one(request))


async def agree(request: Request) -> Response:
    return await _answered(
        request, money.agree_to_write_off, _("Written off; the statement shows it.")
    )


async def withdraw(request: Request) -> Response:
    return await _answered(request, money.withdraw_write_off, _("The proposal is taken back; the money stays owed."))  # fmt: skip


async def refuse(request: Request) -> Response:
    filled, context = await fill(request, RefusalForm), await _one(request)
    if filled.value is None:
        return again(request, ONE, filled, **context)
    try:
        await money.refuse_write_off(_id(request), why=filled.value.why, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, ONE, filled, refusal, **context)
    return redirect_saying(request, _here(request), _("You said no; the money stays owed."))


async def _answered(request: Request, verb: Callable[..., Awaitable[None]], words: str) -> Response:
    await verb(_id(request), by=actor_of(request))
    return redirect_saying(request, _here(request), words)


async def _new(request: Request) -> dict[str, Any]:
    charge, by = request.path_params["charge"], actor_of(request)
    found = await charge_of(charge, by=by)
    preview = await money.preview_write_off(charge, by=by)
    return {"found": found, "preview": preview, "root": f"{desk_of(request)}/money"}


async def _one(request: Request) -> dict[str, Any]:
    view = await money.write_off_of(_id(request), by=actor_of(request))
    lines = await stays.lines_by_id([view.stay_id])
    return {"one": view, "line": lines[view.stay_id], "root": _root(request)}


def _root(request: Request) -> str:
    return "/union" if actor_of(request).kind == "union" else f"{desk_of(request)}/money"


def _here(request: Request) -> str:
    return f"{_root(request)}/write-offs/{_id(request)}"


def _id(request: Request) -> str:
    given = request.path_params
    return str(given.get("write_off") or given["forgone"])


PATH = "/money/write-offs/{write_off}"
ROUTES = [
    *payee_routes("/money/charges/{charge}/write-off", needs="money.record", get=show_new, post=propose),
    *payee_routes(PATH, needs="money.see", get=show),
    *payee_routes(f"{PATH}/agreement", needs="money.approve", get=show, post=agree),
    *payee_routes(f"{PATH}/refusal", needs="money.approve", get=show, post=refuse),
    *payee_routes(f"{PATH}/withdrawal", needs="money.record", get=show, post=withdraw),
    union_route("/union/write-offs/{forgone}", needs="money.see", get=show),
    union_route("/union/write-offs/{forgone}/agreement", needs="money.pay", get=show, post=agree),
    union_route("/union/write-offs/{forgone}/refusal", needs="money.pay", get=show, post=refuse),
]  # fmt: skip
