"""One pooled group: to look at before joining, or as one of its unions, with the acts of the one that leads."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.stays import pooling
from booking.web.pools.door import pool_id, pool_path
from booking.web.pools.offer import offer_of
from booking.web.pools.words import facts_of, people_of, state_of
from booking.web.showing import span
from booking.web.union.door import union_route
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, clean_text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/pool.html"


class ReasonForm(Form):
    reason: Annotated[str, BeforeValidator(clean_text), Field(max_length=300)] = ""


async def show(request: Request) -> Response:
    return await _draw(request)


async def _draw(
    request: Request, *, refusal: Refusal | None = None, form: Filled[ReasonForm] | None = None,
    place: int = 0,
) -> Response:  # fmt: skip
    """`place` is the party whose form was refused."""
    by = actor_of(request)
    found = await pooling.pool_page(pool_id(request), by=by)
    line = found.line
    status = refusal.status if refusal else 422 if form and form.errors else 200
    return page(
        request, PAGE, status=status, refusal=say(refusal) if refusal else "", pool=found, line=line,
        offer=await offer_of(request, line), facts=facts_of(line), people=people_of(line),
        state=state_of(line), days=span(line.check_in, line.check_out), form=form or Filled(), place=place,
        books=by.may("stays.book"), sees_names=by.may("rosters.see"),
    )  # fmt: skip


async def close(request: Request) -> Response:
    """End the time to join; the job of the closing date is done at once."""
    try:
        number = await pooling.close_now(pool_id(request), by=actor_of(request))
    except Refusal as refusal:
        return await _refused(request, refusal)
    await pooling.close_pool(number)
    return redirect_saying(request, pool_path(request), _("The group is closed. Each union now submits its own stay."))  # fmt: skip


async def turn_away(request: Request) -> Response:
    place = _place(request)
    filled = await fill(request, ReasonForm)
    if filled.value is None:
        return await _draw(request, form=filled, place=place)
    try:
        await pooling.turn_away(
            pool_id(request), place, reason=filled.value.reason, by=actor_of(request)
        )
    except Refusal as refusal:
        return await _refused(request, refusal, form=filled, place=place)
    return redirect_saying(request, pool_path(request), _("That union was told. Its rooms went back."))  # fmt: skip


def _place(request: Request) -> int:
    """Which of the pool's unions; what is no number names none of them."""
    typed = str(request.path_params["place"])
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


async def _refused(
    request: Request, refusal: Refusal, *, form: Filled[ReasonForm] | None = None, place: int = 0
) -> Response:
    if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
        raise refusal
    return await _draw(request, refusal=refusal, form=form, place=place)


ROOT = "/union/pools/{pool}"
ROUTES = [
    union_route(ROOT, needs="stays.see", get=show),
    union_route(f"{ROOT}/closing", needs="stays.book", get=show, post=close),
    union_route(f"{ROOT}/parties/{{place}}/refusal", needs="stays.book", get=show, post=turn_away),
]  # fmt: skip
