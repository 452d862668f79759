"""A package's price for a group, read from the prices on file."""

from collections.abc import Iterable
from datetime import date, timedelta

from sites.packages.models import Package, PackagePrice
from sites.packages.offers import Offer, SeasonPrice
from sites.packages.quote import Heads, Quote, Rooms, quote


async def quote_for(
    package_id: int, *, check_in: date, nights: int, heads: Heads, rooms: Iterable[Rooms]
) -> Quote:
    """The quote for these nights, heads and rooms. Refuses as `quote` does."""
    package = await Package.get(id=package_id)
    return quote(
        await _offer(package, check_in, check_in + timedelta(days=nights)),
        check_in=check_in,
        nights=nights,
        heads=heads,
        rooms=rooms,
    )


async def _offer(row: Package, first: date, until: date) -> Offer:
    prices = await PackagePrice.filter(
        package_id=row.id, starts_on__lt=until, ends_on__gt=first
    ).order_by("starts_on")
    return Offer(
        row.id, row.site_id, row.code, row.name, row.name_en, row.theme, row.min_nights,
        row.max_nights, row.min_group, row.max_group, row.single_supplement,
        tuple(SeasonPrice(p.season, p.starts_on, p.ends_on, p.per_person) for p in prices),
    )  # fmt: skip
