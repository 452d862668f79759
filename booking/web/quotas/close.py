"""Closing a quota: what goes back and what stays counted, then the act."""

from starlette.requests import Request
from starlette.responses import Response

from booking import quotas
from booking.web.quotas.door import ROOT, federation_route, quota_id, quota_path
from booking.web.quotas.form import ActForm
from booking.web.quotas.words import UNITS
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/quotas/close.html"


async def show(request: Request) -> Response:
    return await _draw(request, Filled[ActForm]())


async def act(request: Request) -> Response:
    filled = await fill(request, ActForm)
    if filled.value is None:
        return await _draw(request, filled)
    try:
        await quotas.close(
            quota_id(request), why=filled.value.why, seen=filled.value.seen, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, filled, refusal=refusal)
    said = _("Closed. Nothing more is taken of it.")
    return redirect_saying(request, quota_path(request), said)


async def _draw(
    request: Request, filled: Filled[ActForm], *, refusal: Refusal | None = None
) -> Response:
    by = actor_of(request)
    standing = await quotas.page_of(quota_id(request), by=by)
    told = None
    if not standing.line.closed_at:
        told = await quotas.preview_close(quota_id(request), by=by)
    if refusal is not None:
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, PAGE, status=status, form=filled, standing=standing, told=told, root=ROOT,
        unit_words=UNITS,
    )  # fmt: skip


ROUTES = [federation_route(f"{ROOT}/{{quota}}/closing", needs="quotas.manage", get=show, post=act)]
