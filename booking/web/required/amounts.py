"""An amount for each kind of paper; an empty line asks for nothing."""

from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking.stays import deciding
from booking.web.people.again import again
from booking.web.side import Side
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, MaybeFen, judge, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/required/amounts.html"


class AmountForm(Form):
    fen: MaybeFen = None


class AmountsForm(Form):
    """The lines are named by their kinds."""


async def show(request: Request) -> Response:
    kept = await deciding.required_by(actor_of(request).organisation_id)
    raw = {kind: f"{fen / 100:.2f}" for kind, fen in kept.items()}
    return page(request, PAGE, form=Filled[AmountsForm](None, raw), **_context(request))


async def keep(request: Request) -> Response:
    form = await posted(request)
    raw = {kind: str(form.get(kind) or "").strip()[:40] for kind in deciding.KINDS}
    read = {kind: judge(QueryParams({"fen": typed}), AmountForm) for kind, typed in raw.items()}
    errors = {kind: one.errors["fen"] for kind, one in read.items() if one.value is None}
    filled = Filled[AmountsForm](None, raw, errors=errors)
    if errors:
        return again(request, PAGE, filled, **_context(request))
    wanted = {kind: one.value.fen for kind, one in read.items() if one.value and one.value.fen is not None}  # fmt: skip
    try:
        await deciding.set_required_papers(wanted, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.FORBIDDEN:
            raise
        return again(request, PAGE, filled, refusal, **_context(request))
    words = _("Kept. Groups that lack one of these papers say so from now on.")
    return redirect_saying(request, _address(request), words)


def _context(request: Request) -> dict[str, Any]:
    is_union = actor_of(request).kind == "union"
    return {
        "kinds": {kind: _(words) for kind, words in deciding.KINDS.items()},
        "is_union": is_union,
        "address": _address(request),
    }


def _address(request: Request) -> str:
    return f"/{actor_of(request).kind}/required-papers"


ROUTES = [
    Side("union")("/union/required-papers", needs="team.manage", get=show, post=keep),
    Side("federation")("/federation/required-papers", needs="rules.write", get=show, post=keep),
]
