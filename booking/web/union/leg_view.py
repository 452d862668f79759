"""One stay of the hold form as the page shows it: its fields, rooms, what stands against it, and its price."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from booking import stays
from booking.money import tiers_with_dates
from booking.web import showing
from booking.web.union.hold_form import EXTRA, ROOMS
from booking.web.union.hold_legs import OWN, LegForm
from booking.web.union.hold_offer import HoldOffer, offer_for
from sites import search
from sites.calendar.free_nights import HELD
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, deadline
from sites.foundation.language import _
from sites.listings import RoomTypeProfile, SiteProfile
from sites.listings.shapes import stored
from sites.packages import Quote
from sites.packages.extras import WAY_WORDS
from sites.search import Failure


@dataclass(frozen=True)
class LegView:
    """`raw` and `errors` by plain names; `prefix` stands before each name on the page."""

    prefix: str
    title: str
    site: SiteProfile
    offer: HoldOffer
    raw: dict[str, str]
    errors: dict[str, str]
    packages: list[tuple[str, str]]
    rooms: list[dict[str, Any]]
    obstacle: str
    tiers: tuple[showing.TierLine, ...]
    extras: list[dict[str, Any]]

    @property
    def price(self) -> Quote | None:
        return self.offer.price


async def leg_view(
    leg: LegForm, *, before: Sequence[Quote] = (), programme: str = "", by: Actor, group: int = 0
) -> LegView:
    """`before` are the prices of the trip's stays before this one: ceilings and subsidies are the trip's, as is
    the `programme` of one that stands. `group` is how many all unions together may be, where this one is of a pooled group.
    """
    form = leg.filled.value
    allowance = None
    if form:
        allowance = await stays.allowance_after(
            by.organisation_id, programme=programme or form.programme, check_in=form.check_in,
            before=before,
        )  # fmt: skip
    offer = await offer_for(
        leg.site.code, form, rooms=leg.rooms, extras=leg.extras, allowance=allowance, group=group
    )
    raw = {name: leg.filled.raw.get(name, "") for name in OWN}
    days = showing.span(form.check_in, form.check_out) if form else ""
    return LegView(
        leg.prefix, _("%(site)s, %(days)s", site=leg.site.name, days=days) if days else leg.site.name,
        leg.site, offer, raw, {name: words for name in OWN if (words := leg.error(name))},
        [(one.offer.code, one.offer.name) for one in offer.packages],
        [_room(kind, leg, offer) for kind in leg.site.room_types], await _obstacle(offer),
        _tiers(leg, offer), _extras(leg, offer),
    )  # fmt: skip


def _room(kind: RoomTypeProfile, leg: LegForm, offer: HoldOffer) -> dict[str, Any]:
    """One room type: what was typed, else what is proposed, and how many are free."""
    name = ROOMS + kind.code
    typed = leg.filled.raw.get(name, "")
    return {
        "name": leg.prefix + name, "kind": kind, "free": offer.free(kind.id), "error": leg.error(name),
        "value": typed if leg.rooms or typed else offer.proposed.get(kind.code, 0),
    }  # fmt: skip


def _extras(leg: LegForm, offer: HoldOffer) -> list[dict[str, Any]]:
    """What the chosen package may have added, each with a tick of its own."""
    return [
        {
            "name": f"{leg.prefix}{EXTRA}{one.code}", "words": one.shown_name, "ticked": one.code in leg.extras,
            "price": _("%(each)s yuan %(per)s", each=amount(Money(one.fen)), per=_(WAY_WORDS[one.per])),
        }
        for one in (offer.package.extras if offer.package else ())
    ]  # fmt: skip


async def _obstacle(offer: HoldOffer) -> str:
    """What stops this group; where others hold what is missing, when the first of their holds ends."""
    stop = offer.obstacle
    if stop is None:
        return ""
    words = search.say(Failure(stop.code, stop.night, stop.left, stop.asked))
    until = await stays.first_hold_end(offer.site.id, stop.night) if stop.code == HELD else None
    if until is None:
        return words
    return words + " " + _("The first of these holds ends at %(until)s.", until=deadline(until))


def _tiers(leg: LegForm, offer: HoldOffer) -> tuple[showing.TierLine, ...]:
    if leg.filled.value is None or offer.price is None:
        return ()
    terms = {**stored(leg.site.terms), "check_in_hour": leg.site.check_in_hour}
    dated = tiers_with_dates(terms, price=offer.price.total, check_in=leg.filled.value.check_in)
    return tuple(showing.tier_line(tier) for tier in dated)
