"""Joining waiting lists: the form with what is fair there, then the entry."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.stays import waiting
from booking.web import showing
from booking.web.union.door import union_route
from booking.web.union.hold_form import rooms_typed
from booking.web.union.hold_page import draw_lost
from booking.web.union.wait_form import ROOMS, WaitForm, from_address, others_near, programmes
from sites import calendar, listings, packages
from sites.calendar import FreeRooms
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying, viewer_of
from sites.foundation.words import say
from sites.listings import SiteProfile, SiteUnknown

PAGE = "pages/union/wait_join.html"
FIELDS = {"site": "also_2", "rooms": "rooms"}


async def show(request: Request) -> Response:
    filled = from_address(request.query_params)
    try:
        site = await listings.profile(filled.raw.get("site", ""))
    except SiteUnknown:
        return draw_lost(request)
    return await _draw(request, filled, site)


async def act(request: Request) -> Response:
    filled = await fill(request, WaitForm)
    try:
        site = await listings.profile(filled.raw.get("site", ""))
    except SiteUnknown:
        return draw_lost(request)
    rooms, wrong = rooms_typed(filled, site.room_types)
    for name, words in wrong.items():
        filled = filled.with_error(name, words)
    if filled.value is None:
        return await _draw(request, filled, site)
    try:
        made = await waiting.join(
            filled.value.order(rooms), by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await _draw(request, filled, site, refusal)
    words = _("You stand on the waiting list. Nothing is held yet.")
    return redirect_saying(request, f"/union/waiting/{made}", words)


async def _draw(
    request: Request, filled: Filled[WaitForm], site: SiteProfile, refusal: Refusal | None = None
) -> Response:
    if refusal is not None:
        field = FIELDS.get(refusal.field or "", refusal.field or "")
        filled = filled.with_error(field, say(refusal))
    wrong = filled.errors and (request.method == "POST" or filled.value is None)
    status = refusal.status if refusal else 422 if wrong else 200
    viewer = viewer_of(request)
    return page(
        request, PAGE, status=status, form=filled, site=site, rooms=_rooms(site, filled),
        rule=showing.rule_in_words(site.waiting), offer=showing.offer_in_words(site.waiting),
        others=await others_near(site.card), programmes=programmes(), earliest=clock.today(),
        packages=await _packages(site), contact=filled.raw.get("contact") or (viewer.name if viewer else ""),
        why_not=await _why_not(request),
    )  # fmt: skip


async def _packages(site: SiteProfile) -> list[tuple[str, str]]:
    today = clock.today()
    sold = await packages.packages(site.id, first=today, until=clock.today())
    return [(one.offer.code, one.offer.name) for one in sold]


def _rooms(site: SiteProfile, filled: Filled[WaitForm]) -> list[dict[str, Any]]:
    """What was typed, else a proposal from the empty house: nobody knows yet what comes free."""
    house = [FreeRooms(kind.id, kind.code, kind.beds, kind.rooms) for kind in site.room_types]
    heads = filled.value.heads.total if filled.value else 0
    proposed = calendar.propose(heads, house) if heads else {}
    typed = any(filled.raw.get(ROOMS + kind.code) for kind in site.room_types)
    return [
        {
            "name": ROOMS + kind.code, "kind": kind, "free": None,
            "value": filled.raw.get(ROOMS + kind.code, "") if typed else proposed.get(kind.id, 0),
            "error": filled.errors.get(ROOMS + kind.code, ""),
        }
        for kind in site.room_types
    ]  # fmt: skip


async def _why_not(request: Request) -> str:
    """Why joining is closed just now; empty where it is open."""
    standing = await people.standing_of(actor_of(request).organisation_id)
    if standing.standing != "verified":
        return _("Your union is not verified yet. To stand on a waiting list, wait for your federation's answer.")  # fmt: skip
    return ""


ROUTES = [union_route("/union/waiting/new", needs="stays.book", get=show, post=act)]
