"""A package's price for a group, read from the prices on file."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sites.foundation.database import fetch, read_day, read_json
from sites.packages.extras import Extra, chosen, extras_from
from sites.packages.offers import Offer, SeasonPrice
from sites.packages.quote import Heads, Quote, Rooms, quote
from sites.packages.shares import Allowance

# With every hold, so without the ORM's way round. A package without a price for these nights is one row without it.
_OFFER = (
    "SELECT p.id, p.site_id, p.code, p.name, p.name_en, p.theme, p.min_nights, p.max_nights, p.min_group, "
    "p.max_group, p.single_supplement, p.odd_pays, p.extras, c.season, c.starts_on, c.ends_on, c.per_person "
    "FROM packages p LEFT JOIN package_prices c ON c.package_id = p.id AND c.starts_on < $1 AND c.ends_on > $2 "
    "WHERE p.id = $3 ORDER BY c.starts_on"
)


async def quote_for(
    package_id: int, *, check_in: date, nights: int, heads: Heads, rooms: Iterable[Rooms],
    extras: Iterable[str] = (), allowance: Allowance | None = None, group: int = 0,
) -> Quote:  # fmt: skip
    """The quote for these nights, heads and rooms, with the extras of these codes. Refuses as `quote` does, and
    ExtraUnknown.
    """
    offer, offered = await _offer(package_id, check_in, check_in + timedelta(days=nights))
    return quote(
        offer, check_in=check_in, nights=nights, heads=heads, rooms=rooms,
        extras=chosen(offered, extras), allowance=allowance, group=group,
    )  # fmt: skip


async def _offer(package_id: int, first: date, until: date) -> tuple[Offer, tuple[Extra, ...]]:
    rows = [[*row.values()] for row in await fetch(_OFFER, until, first, package_id)]
    prices = tuple(
        SeasonPrice(season, read_day(starts), read_day(ends), fen)
        for *_, season, starts, ends, fen in rows
        if season is not None
    )
    row = rows[0]
    offer = replace(Offer(*row[:11]), prices=prices, odd_pays=bool(row[11]))
    return offer, extras_from(read_json(row[12]))
