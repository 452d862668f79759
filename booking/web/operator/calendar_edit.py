"""Changing nights: what would change and what stays, then all of it at once, and back within half a minute."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.calendar import show
from booking.web.operator.door import operator_route
from booking.web.operator.edit_form import EditForm, change_of, checked, selection_of
from booking.web.operator.edit_words import (
    PRICE,
    act_words,
    cells_in_words,
    changed_in_words,
    choices,
    kinds_in_words,
    weekday_choices,
)
from booking.web.operator.own_site import own_site
from booking.web.operator.price_form import CARRIED
from booking.web.people.again import again
from sites import calendar
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, judge
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile

PREVIEW = "pages/operator/calendar_edit.html"


async def preview(request: Request) -> Response:
    """What the edit would do, asked by address, so that it can be looked at again."""
    site = await own_site(request)
    if not request.query_params:
        return redirect(f"/operator/sites/{site.code}/calendar")
    if request.query_params.get("act") == PRICE:
        return _to_prices(request, site)
    filled = checked(judge(request.query_params, EditForm), site)
    if filled.value is None:
        return _again(request, site, filled)
    selection, change = selection_of(filled.value, site), change_of(filled.value)
    try:
        seen = await calendar.preview_edit(selection, change, by=actor_of(request))
    except Refusal as refusal:
        return _again(request, site, filled, refusal)
    kinds = {0: _("People"), **{kind.id: kind.name for kind in site.room_types}}
    return page(
        request, PREVIEW, site=site, form=filled, asked=filled.value, seen=seen, kinds=kinds,
        act=act_words(change.act, change.value, change.note), cells=cells_in_words(seen.cells),
        rooms=kinds_in_words(site, () if change.act == calendar.RECEIVE else tuple(selection.room_types)),
        **_choices(site),
    )  # fmt: skip


def _to_prices(request: Request, site: SiteProfile) -> Response:
    """A price belongs to a package and its season: the same nights and weekdays are asked for there."""
    asked = request.query_params
    named = [("first_night", asked.get("from", "")), ("last_night", asked.get("to", ""))]
    named += [("fen", asked.get("value", ""))]
    named += [(n, v) for n in CARRIED for v in asked.getlist(n)]
    kept = urlencode([(n, v) for n, v in named if v])
    return redirect(f"/operator/site/{site.code}/prices?{kept}")


async def confirm(request: Request) -> Response:
    site, by = await own_site(request), actor_of(request)
    filled = checked(await fill(request, EditForm), site)
    if filled.value is None:
        return _again(request, site, filled)
    selection, change = selection_of(filled.value, site), change_of(filled.value)
    try:
        made = await calendar.edit(selection, change, key=await form_key(request), by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return _again(request, site, filled, refusal)
    line = await calendar.edit_line(made)
    words = _("Changed: %(cells)s.", cells=changed_in_words(line.cells, line.booked))
    to = f"/operator/sites/{site.code}/calendar?from={filled.value.first}"
    return redirect_saying(request, to, words)


async def undo(request: Request) -> Response:
    """Too late, or changed since, is said on the calendar, where the nights can be changed again."""
    site = await own_site(request)
    path = f"/operator/sites/{site.code}/calendar"
    try:
        await calendar.undo(request.path_params["edit"], by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return redirect_saying(request, path, say(refusal), kind="refused")
    return redirect_saying(request, path, _("Undone: the nights are as they were."))


def _again(
    request: Request, site: SiteProfile, filled: Filled[EditForm], refusal: Refusal | None = None
) -> Response:
    return again(
        request, PREVIEW, filled, refusal, site=site, asked=None, seen=None, **_choices(site)
    )


def _choices(site: SiteProfile) -> dict[str, Any]:
    types = [(kind.code, kind.name) for kind in site.room_types]
    return {
        "types": types, "acts": choices(), "weekdays": weekday_choices(), "today": clock.today(),
    }  # fmt: skip


ROUTES = [
    operator_route(
        "/operator/sites/{site}/calendar/edit", needs="calendar.edit", get=preview, post=confirm
    ),
    operator_route(
        "/operator/sites/{site}/calendar/edits/{edit}/undo",
        needs="calendar.edit",
        get=show,
        post=undo,
    ),
]
