"""The rows of a package's prices: read over a time, replaced whole, kept with an edit."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sites.foundation.database import demand_transaction
from sites.packages.models import PackagePrice
from sites.packages.offers import SeasonPrice
from sites.packages.price_spans import Prices


async def standing(package_id: int, first: date, until: date) -> Prices:
    """Every price that reaches into this time, by its first night."""
    rows = await PackagePrice.filter(
        package_id=package_id, starts_on__lt=until, ends_on__gt=first
    ).order_by("starts_on")
    return tuple(SeasonPrice(r.season, r.starts_on, r.ends_on, r.per_person) for r in rows)


async def replace(package_id: int, old: Prices, new: Iterable[SeasonPrice]) -> None:
    """Take the old rows away and put the new ones there."""
    demand_transaction()
    first_nights = [one.starts_on for one in old]
    await PackagePrice.filter(package_id=package_id, starts_on__in=first_nights).delete()
    await PackagePrice.bulk_create([
        PackagePrice(
            package_id=package_id, season=one.season, starts_on=one.starts_on, ends_on=one.ends_on,
            per_person=one.fen,
        )
        for one in new
    ])  # fmt: skip


def kept_as(prices: Prices) -> list[list[Any]]:
    return [[p.season, str(p.starts_on), str(p.ends_on), p.fen] for p in prices]


def read_back(kept: list[list[Any]]) -> Prices:
    return tuple(
        SeasonPrice(season, date.fromisoformat(first), date.fromisoformat(until), fen)
        for season, first, until, fen in kept
    )
