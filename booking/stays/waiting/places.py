"""A base at which somebody wants to wait: what is asked of it, and whether it could ever be had there."""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.stays.refusals import BedsTooFew, OfferUnknown, RoomsUnknown
from booking.stays.waiting.fairness import Stretch
from booking.stays.waiting.look import base_of
from booking.stays.waiting.order import WaitOrder
from booking.stays.waiting.possible import Need, package_for
from booking.stays.waiting.refusals import SiteNeverFits
from sites.listings.models import RoomType, Site


@dataclass(frozen=True)
class PlaceAsked:
    """`rooms` by room type code; none at other bases than the first, where any with beds for all will do."""

    site: Site
    rooms: Mapping[str, int]
    any_rooms: bool
    package: str


async def place_asked(order: WaitOrder, code: str) -> PlaceAsked:
    """Refused: OfferUnknown, RoomsUnknown, BedsTooFew, SiteNeverFits."""
    site = await Site.get_or_none(code=code)
    if site is None or site.operator_id is None:
        raise OfferUnknown(field="site")
    is_first = code == order.sites[0]
    kinds = await RoomType.filter(site_id=site.id)
    rooms = {kind: count for kind, count in order.rooms.items() if count} if is_first else {}
    if is_first:
        _demand_rooms(order, rooms, kinds)
    if not _has_ever(order, site, rooms, kinds):
        raise SiteNeverFits(site=(site.name, site.name_en), field="site")
    package = order.package if is_first else ""
    await _demand_sold(order, site, package)
    return PlaceAsked(site, rooms, order.any_rooms or not is_first, package)


def _demand_rooms(order: WaitOrder, rooms: Mapping[str, int], kinds: list[RoomType]) -> None:
    beds = {kind.code: kind.beds for kind in kinds}
    if not rooms or set(rooms) - set(beds):
        raise RoomsUnknown(field="rooms")
    there = sum(beds[code] * count for code, count in rooms.items())
    if there < order.heads.total:
        raise BedsTooFew(beds=there, heads=order.heads.total, field="rooms")


def _has_ever(
    order: WaitOrder, site: Site, rooms: Mapping[str, int], kinds: list[RoomType]
) -> bool:
    """Whether the empty house would have rooms and places for the group."""
    has_rooms = all(rooms.get(kind.code, 0) <= kind.rooms for kind in kinds)
    has_beds = sum(kind.rooms * kind.beds for kind in kinds) >= order.heads.total
    return has_rooms and has_beds and order.heads.total <= site.reception_limit


async def _demand_sold(order: WaitOrder, site: Site, package: str) -> None:
    base = await base_of(site.id, first=order.starts_on, until=order.ends_on)
    if package and package not in {offer.code for offer in base.offers}:
        raise OfferUnknown(field="package")
    window = Stretch(order.starts_on, order.ends_on)
    need = Need(window, order.nights, order.heads.total, {}, any_rooms=True, package=package)
    sold = package_for(need, base.offers, order.starts_on)
    if sold is None or (package and sold.code != package):
        raise SiteNeverFits(site=(site.name, site.name_en), field="package")
