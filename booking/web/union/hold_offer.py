"""What a base offers for the group in the form: free rooms, a proposal of rooms, and the price of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from booking.web.union.hold_form import HoldForm
from sites import calendar, listings
from sites.calendar import Fit, FreeRooms, Obstacle
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.words import say
from sites.listings import SiteProfile
from sites.packages import Allowance, PackageProfile, Quote, Rooms, packages, quote

WINDOW = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class HoldOffer:
    """`fit` and `price` are None where the form does not say enough; `why_no_price` says why in words."""

    site: SiteProfile
    packages: tuple[PackageProfile, ...]
    package: PackageProfile | None
    fit: Fit | None
    proposed: Mapping[str, int]
    price: Quote | None
    why_no_price: str

    @property
    def obstacle(self) -> Obstacle | None:
        return self.fit.obstacle if self.fit else None

    def free(self, room_type_id: int) -> int | None:
        return self.fit.rooms.get(room_type_id, 0) if self.fit else None


async def offer_for(
    code: str, form: HoldForm | None, *, rooms: Mapping[str, int], extras: Collection[str] = (),
    allowance: Allowance | None = None, group: int = 0,
) -> HoldOffer:  # fmt: skip
    """Refused: SiteUnknown. Without `rooms` the proposed ones are priced."""
    site = await listings.profile(code)
    first = form.check_in if form else clock.today()
    until = first + timedelta(days=form.nights) if form else first + WINDOW
    offered = await packages(site.id, first=first, until=until)
    chosen = _chosen(offered, form)
    if form is None:
        return HoldOffer(site, offered, chosen, None, {}, None, "")
    fit = (await _fits(site, form))[site.id]
    proposed = _proposed(site, fit, form)
    price, why = _price(
        site, chosen, form, rooms or proposed, extras=extras, allowance=allowance, group=group
    )
    return HoldOffer(site, offered, chosen, fit, proposed, price, why)


def _chosen(offered: tuple[PackageProfile, ...], form: HoldForm | None) -> PackageProfile | None:
    """The one that was asked for, else the first that suits the nights and the group."""
    if form and form.package:
        return next((one for one in offered if one.offer.code == form.package), None)
    if form:
        fitting = (
            one for one in offered
            if one.offer.is_for_nights(form.nights) and one.offer.is_for_group(form.heads.total)
        )  # fmt: skip
        return next(fitting, offered[0] if offered else None)
    return offered[0] if offered else None


async def _fits(site: SiteProfile, form: HoldForm) -> dict[int, Fit]:
    return await calendar.free_places(
        [site.id], check_in=form.check_in, nights=form.nights, heads=form.heads.total
    )


def _proposed(site: SiteProfile, fit: Fit, form: HoldForm) -> dict[str, int]:
    free = [
        FreeRooms(kind.id, kind.code, kind.beds, fit.rooms.get(kind.id, 0))
        for kind in site.room_types
    ]
    found = calendar.propose(form.heads.total, free)
    return {kind.code: found[kind.id] for kind in site.room_types if kind.id in found}


def _price(
    site: SiteProfile, chosen: PackageProfile | None, form: HoldForm, rooms: Mapping[str, int],
    *, extras: Collection[str], allowance: Allowance | None, group: int,
) -> tuple[Quote | None, str]:  # fmt: skip
    if chosen is None:
        return None, ""
    asked = [Rooms(rooms[kind.code], kind.beds) for kind in site.room_types if rooms.get(kind.code)]
    try:
        return quote(
            chosen.offer, check_in=form.check_in, nights=form.nights, heads=form.heads, rooms=asked,
            extras=[one for one in chosen.extras if one.code in extras], allowance=allowance, group=group,
        ), ""  # fmt: skip
    except Refusal as refusal:
        return None, say(refusal)
