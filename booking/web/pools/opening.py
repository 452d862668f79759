"""Opening a stay to other unions: one that is held already, or one that is held for it because the group is small."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.stays import State, StayPage, pooling
from booking.web import showing
from booking.web.pools.form import FIELDS, PoolForm
from booking.web.union.door import stay_id, union_route
from booking.web.union.hold_form import from_address
from booking.web.union.hold_legs import LegForm, legs_of, without_tight_rooms
from booking.web.union.hold_page import draw_lost
from booking.web.union.leg_view import LegView, leg_view
from sites import listings
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, judge, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect, redirect_saying, viewer_of
from sites.foundation.words import say
from sites.listings import SiteUnknown
from sites.packages import packages

PAGE, NEW = "pages/union/pool_opening.html", "pages/union/pool_new.html"
ASKED = ("workers", "family", "crew", "check_in", "nights", "package", "programme")


@dataclass(frozen=True)
class Bounds:
    """What the form proposes and allows: the package's group, and the last day on which it may close."""

    least: int
    most: int
    last: date


async def show(request: Request) -> Response:
    if found := await pooling.pool_of_stay(stay_id(request)):
        await stays.page_of(stay_id(request), by=actor_of(request))
        return redirect(f"/union/pools/{found}")
    return await _draw(request)


async def act(request: Request) -> Response:
    filled = await fill(request, PoolForm)
    if filled.value is None:
        return await _draw(request, filled=filled)
    try:
        made = await pooling.open_pool(
            stay_id(request), filled.value.terms, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, filled=filled, refusal=refusal)
    return redirect_saying(request, f"/union/pools/{made}", _("Your stay is open to others now."))


async def _draw(
    request: Request, *, filled: Filled[Any] | None = None, refusal: Refusal | None = None
) -> Response:
    found = await stays.page_of(stay_id(request), by=actor_of(request))
    form: Filled[Any] = filled or Filled()
    if refusal is not None:
        form = _told(form, refusal)
    status = refusal.status if refusal else 422 if form.errors else 200
    line = found.line
    return page(
        request, PAGE, status=status, form=form, stay=found, line=line, why_not=_why_not(found),
        days=showing.span(line.check_in, line.check_out), bounds=await _bounds_of(found),
    )  # fmt: skip


def _told(form: Filled[Any], refusal: Refusal) -> Filled[Any]:
    field = refusal.field if refusal.field in FIELDS or refusal.field in ASKED else ""
    return form.with_error(field or "", say(refusal))


def _why_not(found: StayPage) -> str:
    """Why this stay cannot be opened; empty where it can."""
    line = found.line
    if line.shown_state is not State.HELD:
        return _("Only rooms that are held can be opened to others; this stay is past that or its hold is over.")  # fmt: skip
    if line.hold_kind != "option" or found.others:
        return _("Only rooms that are held for days can be opened to others, for a trip of one stay.")  # fmt: skip
    return ""


async def _bounds_of(found: StayPage) -> Bounds:
    line = found.line
    site = await listings.profile(line.site_code)
    offered = await packages(site.id, first=line.check_in, until=line.check_out)
    ends = line.hold_expires_at or clock.now()
    return _bounds(offered, line.package_code, pooling.last_day(ends))


def _bounds(offered: Any, code: str, last: date) -> Bounds:
    found = next((one.offer for one in offered if one.offer.code == code), None)
    least, most = (found.min_group, found.max_group) if found else (2, 2)
    return Bounds(least, most, last)


async def show_new(request: Request) -> Response:
    try:
        leg = (await legs_of(from_address(request.query_params)))[0]
    except SiteUnknown:
        return draw_lost(request)
    return await _draw_new(request, leg, Filled())


async def act_new(request: Request) -> Response:
    """Hold and open, or with the other button work out rooms and price anew."""
    form = await posted(request)
    typed = QueryParams([(k, v) for k, v in form.items() if isinstance(v, str)])
    try:
        leg = (await legs_of(from_address(typed)))[0]
    except SiteUnknown:
        return draw_lost(request)
    filled = judge(form, PoolForm)
    if form.get("act"):
        return await _draw_new(request, without_tight_rooms(leg), Filled(None, filled.raw))
    if not leg.is_sound or filled.value is None:
        return await _draw_new(request, without_tight_rooms(leg), filled)
    try:
        made = await pooling.hold_open(
            leg.order, filled.value.terms, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await _draw_new(request, leg, filled, refusal=refusal)
    return redirect_saying(request, f"/union/pools/{made}", _("The rooms are held and open to others."))  # fmt: skip


async def _draw_new(
    request: Request, leg: LegForm, filled: Filled[Any], *, refusal: Refusal | None = None
) -> Response:
    by, viewer = actor_of(request), viewer_of(request)
    form: Filled[Any] = Filled(None, {**leg.filled.raw, **filled.raw}, {}, {**leg.filled.errors, **filled.errors})  # fmt: skip
    if refusal is not None:
        form = _told(form, refusal)
    bounds = await _bounds_new(leg)
    view = await leg_view(leg, by=by, group=bounds.most)
    status = refusal.status if refusal else 422 if form.errors else 200
    price = view.price
    standing = await people.standing_of(by.organisation_id)
    return page(
        request, NEW, status=status, form=form, leg=view, site=view.site, offer=view.offer, bounds=bounds,
        heads=leg.filled.value.heads if leg.filled.value else None,
        contact=form.raw.get("contact") or (viewer.name if viewer else ""),
        programmes=[(code, _(words)) for code, words in people.PROGRAMMES.items()],
        why_not=_closed(standing, view), parts=[one.cells for one in showing.parts(price)] if price else [],
        by_head=[one.cells for one in showing.by_head(price)] if price else [],
        by_night=[one.cells for one in showing.by_night(price)] if price else [],
    )  # fmt: skip


def _closed(standing: people.Standing, view: LegView) -> str:
    if view.site.card.booking_mode == "ask":
        return _("This base is asked first; only rooms that are held can be opened to others.")
    if standing.standing != "verified":
        return _(
            "Your union is not verified yet. Until then you may look at prices and free rooms."
        )
    if standing.open_holds >= standing.hold_limit:
        return _("Your union has %(limit)s open holds, the most allowed. Submit one or give one back first.", limit=standing.hold_limit)  # fmt: skip
    return ""


async def _bounds_new(leg: LegForm) -> Bounds:
    first = leg.filled.value.check_in if leg.filled.value else clock.today()
    offered = await packages(leg.site.id, first=first, until=first + timedelta(days=1))
    code = leg.filled.raw.get("package", "") or (offered[0].offer.code if offered else "")
    days = timedelta(days=leg.site.option_days)
    return _bounds(offered, code, min(clock.today() + days, first - timedelta(days=1)))


ROUTES = [
    union_route("/union/pools/new", needs="stays.book", get=show_new, post=act_new),
    union_route("/union/stays/{stay}/pool", needs="stays.book", get=show, post=act),
]
