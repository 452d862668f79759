"""The page on which a hold is made, drawn with whatever is known so far."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.people import Standing
from booking.quotas import Applying
from booking.stays import MOST_LEGS, NoOperatorYet, TripPage
from booking.web import showing
from booking.web.union.hold_beside import applying_to, way_to_wait
from booking.web.union.hold_form import HoldForm
from booking.web.union.hold_legs import LegForm, prefix_of, untimely
from booking.web.union.leg_view import LegView, leg_view
from booking.web.union.next_bases import NextBase
from booking.web.union.trip_price import TripPrice, price_of
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, viewer_of
from sites.foundation.rendering import href
from sites.foundation.words import say

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
    request: Request,
    legs: Sequence[LegForm],
    *,
    refusal: Refusal | None = None,
    next_bases: Sequence[NextBase] | None = None,
) -> Response:
    """The form as typed, with rooms and price for it; no form where nobody could answer. `next_bases` are bases
    to which the trip could go on. Refused: TripUnknown where it is to join one.
    """
    if not legs[0].site.card.has_operator:
        return page(request, UNRUN, status=NoOperatorYet().status, site=legs[0].site)
    form = _together(legs)
    if refusal is not None:
        field = FIELDS.get(refusal.field or "", "") if len(legs) == 1 else ""
        form = form.with_error(field, say(refusal))
    status = refusal.status if refusal else 422 if _is_wrong(request, form) else 200
    trip = await _joined(request, form.raw.get("trip", ""))
    views = await _views(legs, trip, by=actor_of(request))
    context = await _context(request, form, legs, views, trip)
    wait = "" if trip or len(legs) > 1 else way_to_wait(legs[0], views[0].offer, refusal)
    return page(
        request, PAGE, status=status, form=form, next_bases=next_bases, wait=wait, **context
    )  # fmt: skip


async def _views(legs: Sequence[LegForm], trip: TripPage | None, *, by: Actor) -> list[LegView]:
    """Each priced after those before it, as it would be held."""
    before = list(await stays.quotes_of_trip(trip.public_id, by=by)) if trip else []
    programme = trip.programme if trip else ""
    views: list[LegView] = []
    for leg in legs:
        views.append(await leg_view(leg, before=before, programme=programme, by=by))
        before += [views[-1].price] if views[-1].price else []
    return views


def _together(legs: Sequence[LegForm]) -> Filled[HoldForm]:
    """One form with the fields and faults of all stays, as the page names them."""
    first = legs[0].filled
    errors = dict(first.errors)
    for leg in legs[1:]:
        errors |= {
            leg.prefix + name: leg.error(name) for name in leg.filled.errors if leg.error(name)
        }
    value = first.value if all(leg.is_sound for leg in legs) else None
    return Filled(value, first.raw, first.lists, errors)


def _is_wrong(request: Request, form: Filled[HoldForm]) -> bool:
    return bool(form.errors) and (request.method == "POST" or form.value is None)


async def _joined(request: Request, trip: str) -> TripPage | None:
    return await stays.trip_page(trip, by=actor_of(request)) if trip else None


async def _context(
    request: Request, form: Filled[HoldForm], legs: Sequence[LegForm], views: list[LegView],
    trip: TripPage | None,
) -> dict[str, Any]:  # fmt: skip
    actor, viewer = actor_of(request), viewer_of(request)
    standing = await people.standing_of(actor.organisation_id)
    steps = (await people.approval_of(actor.organisation_id)).steps
    first, asks = views[0], views[0].site.card.booking_mode == "ask"
    price = first.price
    late = untimely(legs) if len(legs) > 1 else None
    applying = await applying_to(legs, by=actor)
    return {
        "site": first.site, "offer": first.offer, "leg": first, "further": views[1:], "trip": trip,
        "asks": asks, "may_go_on": not asks and trip is None and len(views) < MOST_LEGS,
        "batches": _batches(legs[0]), "untimely": say(late) if late else "", "prefixes": [prefix_of(n) for n in range(len(views))],
        "heads": legs[0].filled.value.heads if legs[0].filled.value else None,
        "kind": form.raw.get("kind") or ("option" if steps else "checkout"),
        "contact": form.raw.get("contact") or (viewer.name if viewer else ""),
        "why_not": _why_not(standing, trip, applying, asks=asks), "applying": applying,
        "programmes": [(code, _(words)) for code, words in people.PROGRAMMES.items()],
        "by_head": [line.cells for line in showing.by_head(price)] if price else [],
        "by_night": [line.cells for line in showing.by_night(price)] if price else [],
        "parts": [part.cells for part in showing.parts(price)] if price else [],
        "whole": _whole(legs, views, trip), "pool": "" if trip or asks or len(legs) > 1 else _way_to_pool(legs[0], first),
    }  # fmt: skip


def _way_to_pool(leg: LegForm, view: LegView) -> str:
    """The way to a pooled group, with all that was typed, where the group is too small for the package alone."""
    form, chosen = leg.filled.value, view.offer.package
    if form is None or chosen is None or form.heads.total >= chosen.offer.min_group:
        return ""
    return href(
        "/union/pools/new", site=form.site, check_in=form.check_in, nights=form.nights, package=chosen.offer.code,
        workers=form.workers, family=form.family, crew=form.crew, programme=form.programme,
    )  # fmt: skip


def _batches(leg: LegForm) -> str:
    """The form of several batches at this base, with what stands here as its first row."""
    raw = leg.filled.raw
    rows = {
        f"1-{name}": raw[name]
        for name in ("check_in", "workers", "family", "crew")
        if raw.get(name)
    }
    kept = {name: raw.get(name, "") for name in ("site", "package", "nights")}
    return href("/union/batches", **kept, **rows)


def _whole(
    legs: Sequence[LegForm], views: list[LegView], trip: TripPage | None
) -> TripPrice | None:
    """What all stays of the trip cost together, those that stand too; None for this one alone, and while
    one of them has no price.
    """
    known = [
        (view.title, view.price, leg.filled.sound)
        for leg, view in zip(legs, views, strict=True)
        if view.price and leg.is_sound
    ]
    if len(known) < len(views) or (len(views) == 1 and trip is None):
        return None
    return price_of(trip.standing if trip else (), known)


def _why_not(
    standing: Standing, trip: TripPage | None, applying: Sequence[Applying], *, asks: bool
) -> str:
    """Why holding is closed just now; empty where it is open. Asking is open to everybody."""
    if asks and trip is None:
        return ""
    if standing.standing != "verified":
        return _(
            "Your union is not verified yet. Until then you may look at prices and free rooms."
        )
    is_counted = trip is not None and bool(trip.held)
    if standing.open_holds >= standing.hold_limit and not is_counted:
        return _("Your union has %(limit)s open holds, the most allowed. Submit one or give one back first.", limit=standing.hold_limit)  # fmt: skip
    return next((say(one.why_not) for one in applying if one.why_not), "")
