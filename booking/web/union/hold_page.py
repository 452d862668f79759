"""The page on which a hold is made, drawn with whatever is known so far."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, quotas, stays
from booking.money import tiers_with_dates
from booking.people import Standing
from booking.quotas import Applying
from booking.stays import NoOperatorYet
from booking.web import showing
from booking.web.offers.wait_link import OF_ROOM
from booking.web.union.hold_form import ROOMS, HoldForm, rooms_typed
from booking.web.union.hold_offer import HoldOffer, offer_for
from sites import listings, search
from sites.calendar.free_nights import HELD
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.errors import Refusal
from sites.foundation.formats import moment
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, viewer_of
from sites.foundation.rendering import href
from sites.foundation.words import say
from sites.listings import SiteProfile
from sites.listings.shapes import stored
from sites.search import Failure

PAGE, LOST, UNRUN = (
    "pages/union/hold.html",
    "pages/union/hold_lost.html",
    "pages/union/hold_unrun.html",
)
FIELDS = {"rooms": "", "check_in": "check_in", "workers": "workers", "nights": "nights"}


def draw_lost(request: Request) -> Response:
    """No base is named, or none that exists: the way back to the search."""
    return page(request, LOST, status=404)


async def draw_hold(
    request: Request, filled: Filled[HoldForm], *, refusal: Refusal | None = None
) -> Response:
    """The form as typed, with rooms and price for it; no form where nobody could answer. Refused: SiteUnknown."""
    code = filled.raw.get("site", "")
    site = await listings.profile(code)
    if not site.card.has_operator:
        return page(request, UNRUN, status=NoOperatorYet().status, site=site)
    typed, _wrong = rooms_typed(filled, site.room_types)
    offer = await offer_for(code, filled.value, rooms=typed)
    if refusal is not None:
        filled = filled.with_error(FIELDS.get(refusal.field or "", ""), say(refusal))
    status = refusal.status if refusal else 422 if _is_wrong(request, filled) else 200
    return page(
        request, PAGE, status=status, form=filled, wait=_wait(filled, offer, refusal),
        **await _context(request, filled, offer, typed),
    )  # fmt: skip


def _is_wrong(request: Request, filled: Filled[HoldForm]) -> bool:
    return bool(filled.errors) and (request.method == "POST" or filled.value is None)


async def _context(
    request: Request, filled: Filled[HoldForm], offer: HoldOffer, typed: dict[str, int]
) -> dict[str, Any]:
    actor, viewer = actor_of(request), viewer_of(request)
    standing = await people.standing_of(actor.organisation_id)
    steps = (await people.approval_of(actor.organisation_id)).steps
    applying = await _applying(actor, filled.value, offer.site)
    price = offer.price
    return {
        "site": offer.site,
        "offer": offer,
        "rooms": [_room(kind, offer, typed, filled) for kind in offer.site.room_types],
        "heads": filled.value.heads if filled.value else None,
        "kind": filled.raw.get("kind") or ("option" if steps else "checkout"),
        "contact": filled.raw.get("contact") or (viewer.name if viewer else ""),
        "obstacle": await _obstacle(offer),
        "why_not": _why_not(standing, offer.site, applying),
        "applying": applying,
        "programmes": [(code, _(words)) for code, words in people.PROGRAMMES.items()],
        "by_head": [line.cells for line in showing.by_head(price)] if price else [],
        "by_night": [line.cells for line in showing.by_night(price)] if price else [],
        "tiers": _tiers(offer, filled.value),
        "packages": [(one.offer.code, one.offer.name) for one in offer.packages],
    }


def _room(
    kind: listings.RoomTypeProfile,
    offer: HoldOffer,
    typed: dict[str, int],
    filled: Filled[HoldForm],
) -> dict[str, Any]:
    """One room type: what was typed, else what is proposed, and how many are free."""
    name = ROOMS + kind.code
    shown = (
        filled.raw.get(name, "")
        if typed or filled.raw.get(name)
        else offer.proposed.get(kind.code, 0)
    )
    return {"name": name, "kind": kind, "value": shown, "free": offer.free(kind.id), "error": filled.errors.get(name, "")}  # fmt: skip


FULL = frozenset({
    "nights_taken", "nights_held", "reception_full", "reception_held", "kept_for_waiting",
})  # fmt: skip


def _wait(filled: Filled[HoldForm], offer: HoldOffer, refusal: Refusal | None) -> str:
    """The way to the waiting list, with all that was typed, where nothing but room is lacking."""
    lacks = offer.obstacle is not None and offer.obstacle.code in OF_ROOM
    if filled.value is None or not (lacks or (refusal and refusal.code in FULL)):
        return ""
    typed = {name: text for name, text in filled.raw.items() if name.startswith(ROOMS)}
    form = filled.value
    return href(
        "/union/waiting/new", site=offer.site.code, check_in=form.check_in, nights=form.nights,
        workers=form.workers, family=form.family, crew=form.crew, package=form.package,
        contact=form.contact, **typed,
    )  # fmt: skip


async def _obstacle(offer: HoldOffer) -> str:
    """What stops this group; where others hold what is missing, when the first of their holds ends."""
    stop = offer.obstacle
    if stop is None:
        return ""
    words = search.say(Failure(stop.code, stop.night, stop.left, stop.asked))
    until = await stays.first_hold_end(offer.site.id, stop.night) if stop.code == HELD else None
    if until is None:
        return words
    return words + " " + _("The first of these holds ends at %(until)s.", until=moment(until))


async def _applying(actor: Actor, form: HoldForm | None, site: SiteProfile) -> list[Applying]:
    """The quotas that holding would draw from, as far as the form says enough."""
    if form is None:
        return []
    asked = quotas.Asked(
        union_id=actor.organisation_id, site_id=site.id, district_code=site.card.district_code,
        programme=form.programme, check_in=form.check_in, nights=form.nights, workers=form.workers,
    )  # fmt: skip
    return await quotas.applying(asked)


def _why_not(standing: Standing, site: SiteProfile, applying: list[Applying]) -> str:
    """Why holding is closed just now; empty where it is open. Asking is open to everybody."""
    if site.card.booking_mode == "ask":
        return ""
    if standing.standing != "verified":
        return _(
            "Your union is not verified yet. Until then you may look at prices and free rooms."
        )
    if standing.open_holds >= standing.hold_limit:
        return _("Your union has %(limit)s open holds, the most allowed. Submit one or give one back first.", limit=standing.hold_limit)  # fmt: skip
    said = (say(one.why_not) for one in applying if one.why_not)
    return next(said, "")


def _tiers(offer: HoldOffer, form: HoldForm | None) -> tuple[showing.TierLine, ...]:
    if form is None or offer.price is None:
        return ()
    terms = {**stored(offer.site.terms), "check_in_hour": offer.site.check_in_hour}
    price: Money = offer.price.total
    return tuple(
        showing.tier_line(tier)
        for tier in tiers_with_dates(terms, price=price, check_in=form.check_in)
    )
