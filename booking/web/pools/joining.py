"""Joining a pooled group: people and rooms, priced and judged before anything is held, then the union's own hold."""

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.stays import pooling
from booking.stays.pooling import Joining, PoolLine, PoolPage
from booking.web import showing
from booking.web.pools.door import pool_id
from booking.web.pools.offer import offer_of
from booking.web.pools.words import facts_of, people_of
from booking.web.union.door import union_route
from booking.web.union.hold_form import EXTRA, ROOMS, from_address
from booking.web.union.hold_legs import LegForm, legs_of, without_tight_rooms
from booking.web.union.leg_view import leg_view
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying, viewer_of
from sites.foundation.words import say

PAGE = "pages/union/pool_joining.html"
TYPED = ("workers", "family", "crew", "contact", "note")


async def show(request: Request) -> Response:
    found = await pooling.pool_page(pool_id(request), by=actor_of(request))
    return await _draw(request, found, await _leg(found.line, request.query_params))


async def act(request: Request) -> Response:
    """Join, or with the other button work out rooms and price anew."""
    found = await pooling.pool_page(pool_id(request), by=actor_of(request))
    form = await posted(request)
    leg = await _leg(found.line, QueryParams([(k, v) for k, v in form.items() if isinstance(v, str)]))  # fmt: skip
    if form.get("act") or not leg.is_sound:
        return await _draw(request, found, without_tight_rooms(leg), is_asked=bool(form.get("act")))
    asked = leg.filled.sound
    joining = Joining(leg.rooms, asked.heads, asked.contact, asked.note, leg.extras)
    try:
        made = await pooling.join_pool(
            pool_id(request), joining, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, found, leg, refusal=refusal)
    words = _("You have joined. Your rooms are held under your own union.")
    return redirect_saying(request, f"/union/stays/{made}", words)


async def _leg(line: PoolLine, typed: QueryParams) -> LegForm:
    """The form of a hold whose base, package and dates are the group's."""
    own = {
        name: text for name, text in typed.items()
        if name in TYPED or name.startswith((ROOMS, EXTRA))
    }  # fmt: skip
    fixed = {
        "site": line.site_code, "package": line.package_code, "check_in": line.check_in.isoformat(),
        "nights": str(line.nights),
    }  # fmt: skip
    return (await legs_of(from_address(QueryParams({**own, **fixed}))))[0]


async def _draw(
    request: Request, found: PoolPage, leg: LegForm, *, refusal: Refusal | None = None,
    is_asked: bool = False,
) -> Response:  # fmt: skip
    by, viewer, line = actor_of(request), viewer_of(request), found.line
    form = leg.filled
    if refusal is not None:
        form = form.with_error(refusal.field if refusal.field in TYPED else "", say(refusal))
    view = await leg_view(leg, by=by, group=line.most)
    is_wrong = bool(form.errors) or (request.method == "POST" and form.value is None)
    status = refusal.status if refusal else 422 if is_wrong and not is_asked else 200
    price = view.price
    return page(
        request, PAGE, status=status, pool=found, line=line, form=form, leg=view,
        offer=view.offer, heads=leg.filled.value.heads if leg.filled.value else None,
        contact=form.raw.get("contact") or (viewer.name if viewer else ""),
        judged=await offer_of(request, line), facts=facts_of(line), people=people_of(line),
        why_not=await _why_not(found, by.organisation_id), days=showing.span(line.check_in, line.check_out),
        by_head=[one.cells for one in showing.by_head(price)] if price else [],
        by_night=[one.cells for one in showing.by_night(price)] if price else [],
        parts=[one.cells for one in showing.parts(price)] if price else [],
    )  # fmt: skip


async def _why_not(found: PoolPage, organisation_id: int) -> str:
    """Why joining is closed just now; empty where it is open."""
    if found.own:
        return _("Your union is in this group already.")
    if not found.line.is_open:
        return _("This group takes nobody in any more.")
    standing = await people.standing_of(organisation_id)
    if standing.standing != "verified":
        return _(
            "Your union is not verified yet. Until then you may look at prices and free rooms."
        )
    if standing.open_holds >= standing.hold_limit:
        return _("Your union has %(limit)s open holds, the most allowed. Submit one or give one back first.", limit=standing.hold_limit)  # fmt: skip
    return ""


ROUTES = [
    union_route("/union/pools/{pool}/joining", needs="stays.book", get=show, post=act),
]
