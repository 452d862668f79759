"""Holding rooms for a group: the form with rooms proposed and priced, at one base or at several in turn, then the hold."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.door import union_route
from booking.web.union.hold_form import HoldForm, from_address
from booking.web.union.hold_legs import (
    LegForm,
    following,
    legs_of,
    prefix_of,
    with_base,
    without_tight_rooms,
)
from booking.web.union.hold_page import draw_hold, draw_lost
from booking.web.union.next_bases import NextBase, next_bases
from booking.web.union.next_page import draw_next
from sites import listings
from sites.foundation.errors import Refusal
from sites.foundation.forms import fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, redirect_saying
from sites.listings import SiteUnknown

RECOUNT, NEXT, FOLLOW, TAKE, DROP = "recount", "next", "follow", "take:", "drop:"


async def show(request: Request) -> Response:
    """`?trip=` is the trip that the stay joins; without `?site=` beside it, bases for it are shown first."""
    query = request.query_params
    if query.get("trip"):
        trip = await stays.trip_page(query["trip"], by=actor_of(request))
        if not query.get("site"):
            return await draw_next(request, trip)
        heads = {name: str(getattr(trip.heads, name)) for name in ("workers", "family", "crew")}
        query = QueryParams({**query, **heads})
    try:
        return await draw_hold(request, await legs_of(from_address(query)))
    except SiteUnknown:
        return draw_lost(request)


async def act(request: Request) -> Response:
    """Make the hold, or with another button work out rooms and price anew, or change which bases there are."""
    filled = await fill(request, HoldForm)
    try:
        legs = await legs_of(filled)
    except SiteUnknown:
        return draw_lost(request)
    pressed = filled.raw.get("act", "")
    if pressed:
        return await _again(request, legs, pressed)
    if not all(leg.is_sound for leg in legs):
        return await draw_hold(request, [without_tight_rooms(leg) for leg in legs])
    return await _make(request, legs)


async def _again(request: Request, legs: Sequence[LegForm], pressed: str) -> Response:
    """The form with what was pressed done to it. Nothing is held."""
    shown: Sequence[LegForm] = [without_tight_rooms(leg) for leg in legs]
    if pressed == NEXT:
        return await draw_hold(request, shown, next_bases=await _next_bases(shown))
    if pressed == FOLLOW:
        shown = following(shown)
    elif pressed.startswith(DROP):
        shown = _numbered([leg for leg in shown if leg.prefix != pressed.removeprefix(DROP)])
    elif pressed.startswith(TAKE):
        shown = await _with_base(shown, pressed.removeprefix(TAKE))
    return await draw_hold(request, shown or legs[:1])


def _numbered(legs: Sequence[LegForm]) -> list[LegForm]:
    return [replace(leg, prefix=prefix_of(number)) for number, leg in enumerate(legs)]


async def _with_base(legs: Sequence[LegForm], code: str) -> list[LegForm]:
    added = with_base(legs, code, nights=legs[0].filled.raw.get("next-nights", "") or "2")
    if added is None or len(legs) >= stays.MOST_LEGS:
        return [*legs]
    try:
        site = await listings.profile(code)
    except SiteUnknown:
        return [*legs]
    return [*legs, LegForm(prefix_of(len(legs)), site, added, {})]


async def _next_bases(legs: Sequence[LegForm]) -> list[NextBase]:
    """Empty where the stays so far do not say enough."""
    last, raw = legs[-1].filled.value, legs[0].filled.raw
    nights = raw.get("next-nights", "")
    if last is None:
        return []
    return await next_bases(
        legs[-1].site.card, check_in=last.check_out, heads=last.heads.total,
        nights=int(nights) if nights.isdecimal() and nights.isascii() and len(nights) < 3 else 2,
        named=raw.get("next-named", ""),
    )  # fmt: skip


async def _make(request: Request, legs: Sequence[LegForm]) -> Response:
    """The hold of all stays; at a base that wants to be asked first, the inquiry."""
    first = legs[0]
    trip = first.filled.sound.trip
    by, key = actor_of(request), await form_key(request)
    asks = first.site.card.booking_mode == "ask" and len(legs) == 1 and not trip
    try:
        if asks:
            made = await stays.inquire(first.order, by=by, key=key)
            words = _("The base is asked. Nothing is held yet.")
            return redirect_saying(request, f"/union/stays/{made}", words)
        held = await stays.hold_trip([leg.order for leg in legs], trip=trip, by=by, key=key)
    except Refusal as refusal:
        return await draw_hold(request, legs, refusal=refusal)
    to = f"/union/trips/{held.trip}" if trip or len(legs) > 1 else f"/union/stays/{held.stays[0]}"
    return redirect_saying(request, to, _("The rooms are held."))


ROUTES = [union_route("/union/hold", needs="stays.book", get=show, post=act)]
