"""What stands beside the form of a hold: the way to the waiting list, and the quotas that it would draw from."""

from collections.abc import Sequence

from booking import quotas
from booking.quotas import Applying
from booking.web.offers.wait_link import OF_ROOM
from booking.web.union.hold_form import ROOMS
from booking.web.union.hold_legs import LegForm
from booking.web.union.hold_offer import HoldOffer
from sites.foundation.actor import Actor
from sites.foundation.errors import Refusal
from sites.foundation.rendering import href

FULL = frozenset({
    "nights_taken", "nights_held", "reception_full", "reception_held", "kept_for_waiting",
})  # fmt: skip


def way_to_wait(leg: LegForm, offer: HoldOffer, refusal: Refusal | None) -> str:
    """The way to the waiting list, with all that was typed, where nothing but room is lacking."""
    lacks = offer.obstacle is not None and offer.obstacle.code in OF_ROOM
    form = leg.filled.value
    if form is None or not (lacks or (refusal and refusal.code in FULL)):
        return ""
    typed = {name: text for name, text in leg.filled.raw.items() if name.startswith(ROOMS)}
    return href(
        "/union/waiting/new", site=offer.site.code, check_in=form.check_in, nights=form.nights,
        workers=form.workers, family=form.family, crew=form.crew, package=form.package,
        contact=form.contact, **typed,
    )  # fmt: skip


async def applying_to(legs: Sequence[LegForm], *, by: Actor) -> list[Applying]:
    """The quotas that holding all these stays would draw from, as far as the form says enough."""
    if not all(leg.is_sound for leg in legs):
        return []
    first, *then = [_of_quota(leg) for leg in legs]
    form = legs[0].filled.sound
    asked = quotas.Asked(
        union_id=by.organisation_id, site_id=first.site_id, district_code=first.district_code,
        programme=form.programme, check_in=first.check_in, nights=first.nights, workers=first.workers,
        then=tuple(then),
    )  # fmt: skip
    return await quotas.applying(asked)


def _of_quota(leg: LegForm) -> quotas.Leg:
    form = leg.filled.sound
    return quotas.Leg(
        leg.site.id, leg.site.card.district_code, form.check_in, form.nights, form.workers
    )
