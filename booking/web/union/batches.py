"""Several batches of one plan in one form: the same base and package on several dates, held together or those that fit."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, plans, stays
from booking.stays import MOST_BATCHES
from booking.web.union.batch_form import BatchForm, BatchRow, faults, rows_of
from booking.web.union.batch_result import result_path
from booking.web.union.batch_view import RowView, views_of, whole_price
from booking.web.union.door import union_route
from booking.web.union.hold_page import draw_lost
from sites import listings
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.formats import full_day
from sites.foundation.forms import Filled, fill, judge
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect, viewer_of
from sites.foundation.words import say
from sites.listings import SiteProfile, SiteUnknown
from sites.packages import packages

PAGE = "pages/union/batches.html"
RECOUNT, MORE = "recount", "more"


async def show(request: Request) -> Response:
    filled = judge(request.query_params, BatchForm)
    told = {name: words for name, words in filled.errors.items() if name in filled.raw}
    return await _drawn(request, Filled(filled.value, filled.raw, filled.lists, told))


async def act(request: Request) -> Response:
    """Hold the batches, or with the other buttons only work them out anew or give one more row."""
    filled = await fill(request, BatchForm)
    pressed = filled.raw.get("act", "")
    if pressed == MORE:
        shown = {**filled.raw, "rows": str(len(await _rows(filled)) + 1)}
        return await _drawn(request, Filled(filled.value, shown, filled.lists, {}))
    rows = await _rows(filled)
    wrong = faults(filled, rows)
    if pressed == RECOUNT or wrong or filled.value is None:
        return await _drawn(request, Filled(filled.value, filled.raw, filled.lists, wrong))
    return await _hold(request, filled, rows)


async def _rows(filled: Filled[BatchForm]) -> list[BatchRow]:
    try:
        return rows_of(filled.raw, await listings.profile(filled.raw.get("site", "")))
    except SiteUnknown:
        return []


async def _hold(request: Request, filled: Filled[BatchForm], rows: Sequence[BatchRow]) -> Response:
    try:
        site = await listings.profile(filled.sound.site)
    except SiteUnknown:
        return draw_lost(request)
    asked = [view for view in await views_of(rows, site) if not view.row.is_empty]
    orders = [view.row.order(view.wanted) for view in asked]
    whole = filled.sound.how == "whole"
    try:
        held = await stays.hold_batches(
            orders, whole=whole, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await _drawn(request, filled.with_error("", say(refusal)), status=refusal.status)
    if not any(batch.stay for batch in held):
        missed = {
            view.row.prefix + "check_in": say(batch.refusal)
            for view, batch in zip(asked, held, strict=True)
            if batch.refusal
        }
        return await _drawn(request, Filled(None, filled.raw, filled.lists, missed), status=409)
    return redirect(result_path(held))


async def _drawn(request: Request, form: Filled[BatchForm], *, status: int = 0) -> Response:
    try:
        site = await listings.profile(form.raw.get("site", ""))
    except SiteUnknown:
        return draw_lost(request)
    rows = await views_of(rows_of(form.raw, site), site)
    wrong = bool(form.errors) and (request.method == "POST" or form.value is None)
    return page(
        request, PAGE, status=status or (422 if wrong else 200), form=form, site=site, rows=rows,
        most=MOST_BATCHES, **await _context(request, form, site, rows),
    )  # fmt: skip


async def _context(
    request: Request, form: Filled[BatchForm], site: SiteProfile, rows: Sequence[RowView]
) -> dict[str, Any]:
    actor, viewer = actor_of(request), viewer_of(request)
    standing = await people.standing_of(actor.organisation_id)
    steps = (await people.approval_of(actor.organisation_id)).steps
    asked = sum(view.fits is not None for view in rows)
    left = standing.hold_limit - standing.open_holds
    return {
        "packages": [(one.offer.code, one.offer.name) for one in await packages(site.id, first=clock.today(), until=clock.today())],
        "kind": form.raw.get("kind") or ("option" if steps else "checkout"),
        "contact": form.raw.get("contact") or (viewer.name if viewer else ""),
        "planned": await _planned(actor), "asked": asked, "fitting": sum(bool(view.fits) for view in rows), "left": left,
        "limit": standing.hold_limit, "total": whole_price(rows),
        "why_not": _why_not(standing.standing, left, asks=site.card.booking_mode == "ask"),
    }  # fmt: skip


async def _planned(actor: Actor) -> list[tuple[str, str]]:
    """Batches of the approved plans that are still to come, for each row to be one of them."""
    return [
        (one.id, _("%(year)s, batch %(number)s: %(day)s, %(people)s people", year=year, number=number, day=full_day(one.day), people=one.people))
        for year, number, one in await plans.batches_to_hold(by=actor)
    ]  # fmt: skip


def _why_not(standing: str, left: int, *, asks: bool) -> str:
    if asks:
        return _("This base is asked before it holds rooms: send it an inquiry for each batch.")
    if standing != "verified":
        return _(
            "Your union is not verified yet. Until then you may look at prices and free rooms."
        )
    return (
        ""
        if left > 0
        else _("Your union has no open hold left. Submit one or give one back first.")
    )


ROUTES = [union_route("/union/batches", needs="stays.book", get=show, post=act)]
