"""One line: what it says, what it may be, and the acts that put it in its place."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import Part
from booking.web.banking.door import root_of
from booking.web.people.again import again
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, MaybeFen, NeededLine, fill
from sites.foundation.identifiers import clean_reference, is_public_id
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

ONE = "pages/banking/line.html"
Why = Annotated[Line, Field(max_length=200)]


class ApplicationForm(Form):
    """`charge` are public ids or payment references, `amount` how much goes to each, in the same order."""

    charge: Annotated[list[Line], Field(max_length=20)]
    amount: Annotated[list[MaybeFen], Field(max_length=20)]
    why: Why = ""


class LinkForm(Form):
    to: NeededLine
    why: Why = ""


class WhyForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    return page(request, ONE, form=Filled[Any](), **await _context(request))


async def apply(request: Request) -> Response:
    async def act(given: ApplicationForm, line: str) -> None:
        context = await money.line_page(line, by=actor_of(request))
        parts = _parts(given, context.line.amount.currency)
        await money.apply_line(line, parts, why=given.why, by=actor_of(request), key=await form_key(request))  # fmt: skip

    return await _do(request, ApplicationForm, act)


async def link(request: Request) -> Response:
    async def act(given: LinkForm, line: str) -> None:
        await money.link_line(line, to=given.to, why=given.why, by=actor_of(request), key=await form_key(request))  # fmt: skip

    return await _do(request, LinkForm, act)


async def send_back(request: Request) -> Response:
    async def act(given: WhyForm, line: str) -> None:
        await money.return_line(line, why=given.why, by=actor_of(request), key=await form_key(request))  # fmt: skip

    return await _do(request, WhyForm, act)


async def set_aside(request: Request) -> Response:
    async def act(given: WhyForm, line: str) -> None:
        await money.set_line_aside(line, why=given.why, by=actor_of(request), key=await form_key(request))  # fmt: skip

    return await _do(request, WhyForm, act)


async def approve(request: Request) -> Response:
    await money.approve_share(request.path_params["decision"], by=actor_of(request))
    return redirect_saying(request, f"{root_of(request)}/lines", _("Done: two people have agreed."))


async def undo(request: Request) -> Response:
    filled = await fill(request, WhyForm)
    why = filled.value.why if filled.value else ""
    await money.undo_share(request.path_params["decision"], why=why, by=actor_of(request))
    words = _("Undone: the money lies on the work list again.")
    return redirect_saying(request, f"{root_of(request)}/lines", words)


async def _do(
    request: Request, model: type[Any], act: Callable[[Any, str], Awaitable[None]]
) -> Response:
    line, filled = request.path_params["line"], await fill(request, model)
    context = await _context(request)
    if filled.value is None:
        return again(request, ONE, filled, **context)
    try:
        await act(filled.value, line)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN and not refusal.field:
            raise
        return again(request, ONE, filled, refusal, **context)
    after = await money.line_page(line, by=actor_of(request))
    waits = any(one.done_at is None and one.undone_at is None for one in after.decisions)
    words = _("Proposed: a second person must agree.") if waits else _("Done.")
    to = f"/lines/{line}" if after.left else "/lines"
    return redirect_saying(request, root_of(request) + to, words)


def _parts(given: ApplicationForm, currency: str) -> list[Part]:
    named = zip(given.charge, given.amount, strict=False)
    return [
        Part(one if is_public_id(one) else clean_reference(one), Money(fen, currency))
        for one, fen in named
        if one and fen
    ]


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    found = await money.line_page(request.path_params["line"], by=by)
    about: tuple[Any, ...] = (*found.payable, *found.papers, *found.decisions)
    groups = await stays.lines_by_id({one.stay_id for one in about if one.stay_id})
    return {
        "root": root_of(request), "found": found, "line": found.line, "groups": groups,
        "findings": money.FINDING, "may_decide": by.may("money.record"), "me": by.user_id,
        "may_agree": by.may("money.approve"), "limit": await money.limit_of(by.organisation_id),
    }  # fmt: skip
