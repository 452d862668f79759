"""Holding rooms for a group: the form with rooms proposed and priced, then the hold."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.door import union_route
from booking.web.union.hold_form import ROOMS, HoldForm, from_address, rooms_typed
from booking.web.union.hold_page import draw_hold, draw_lost
from sites import listings
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, redirect_saying
from sites.listings import SiteProfile, SiteUnknown

RECOUNT = "recount"


async def show(request: Request) -> Response:
    filled = from_address(request.query_params)
    try:
        return await draw_hold(request, filled)
    except SiteUnknown:
        return draw_lost(request)


async def act(request: Request) -> Response:
    """Make the hold, or with the other button only work out rooms and price anew."""
    filled = await fill(request, HoldForm)
    try:
        site = await listings.profile(filled.raw.get("site", ""))
    except SiteUnknown:
        return draw_lost(request)
    rooms, wrong = rooms_typed(filled, site.room_types)
    for name, words in wrong.items():
        filled = filled.with_error(name, words)
    if filled.raw.get("act") == RECOUNT or filled.value is None:
        return await draw_hold(request, _without_tight_rooms(filled, rooms, site))
    asks = site.card.booking_mode == "ask"
    return await _make(request, filled, rooms, asks=asks)


def _without_tight_rooms(
    filled: Filled[HoldForm], rooms: dict[str, int], site: SiteProfile
) -> Filled[HoldForm]:
    """Where the typed rooms have too few beds for the heads now asked, they are proposed anew."""
    beds = sum(rooms.get(kind.code, 0) * kind.beds for kind in site.room_types)
    if filled.value is None or beds >= filled.value.heads.total:
        return filled
    raw = {name: text for name, text in filled.raw.items() if not name.startswith(ROOMS)}
    return replace(filled, raw=raw)


async def _make(
    request: Request, filled: Filled[HoldForm], rooms: dict[str, int], *, asks: bool
) -> Response:
    """The hold; at a base that wants to be asked first, the inquiry."""
    make = stays.inquire if asks else stays.hold
    try:
        made = await make(
            filled.sound.order(rooms), by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await draw_hold(request, filled, refusal=refusal)
    words = _("The base is asked. Nothing is held yet.") if asks else _("The rooms are held.")
    return redirect_saying(request, f"/union/stays/{made}", words)


ROUTES = [union_route("/union/hold", needs="stays.book", get=show, post=act)]
