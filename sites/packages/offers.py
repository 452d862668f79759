"""The packages of bases with their prices, as pages and searches read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sites.foundation.database import fetch
from sites.foundation.editions import CATALOGUE, kept
from sites.foundation.language import choose
from sites.packages.drafts import IncludedItem, ProgrammeDay
from sites.packages.extras import Extra, extras_from
from sites.packages.models import Package

_OFFERED = (
    "SELECT id, site_id, code, name AS name_zh, name_en, theme, min_nights, max_nights, min_group, "
    "max_group, single_supplement, odd_pays FROM packages WHERE is_offered ORDER BY site_id, position, id"
)
_PRICES = (
    "SELECT package_id, season, starts_on, ends_on, per_person FROM package_prices "
    "WHERE ends_on > $1 AND starts_on < $2 ORDER BY package_id, starts_on"
)


@dataclass(frozen=True, slots=True)
class SeasonPrice:
    """Fen per person for each night from `starts_on` until before `ends_on`."""

    season: str
    starts_on: date
    ends_on: date
    fen: int

    @property
    def last_night(self) -> date:
        return self.ends_on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A package in short: for how long, for how many, at what price."""

    id: int
    site_id: int
    code: str
    name_zh: str
    name_en: str
    theme: str
    min_nights: int
    max_nights: int
    min_group: int
    max_group: int
    single_supplement: int
    prices: tuple[SeasonPrice, ...] = ()
    odd_pays: bool = False

    @property
    def name(self) -> str:
        return choose(self.name_zh, self.name_en)

    def is_for_nights(self, nights: int) -> bool:
        return self.min_nights <= nights <= self.max_nights

    def is_for_group(self, heads: int) -> bool:
        return self.min_group <= heads <= self.max_group

    def price_of(self, check_in: date, nights: int) -> int | None:
        """Fen per person for the whole stay: the sum of its nights. None where a night has no price."""
        first, last = self.season_on(check_in), check_in + timedelta(days=nights - 1)
        if first is not None and last < first.ends_on:
            return first.fen * nights
        total = 0
        for n in range(nights):
            price = self.season_on(check_in + timedelta(days=n))
            if price is None:
                return None
            total += price.fen
        return total

    def season_on(self, night: date) -> SeasonPrice | None:
        for price in self.prices:
            if price.starts_on <= night < price.ends_on:
                return price
        return None


@dataclass(frozen=True, slots=True)
class PackageProfile:
    """A package whole, for the base's own page."""

    offer: Offer
    included: tuple[IncludedItem, ...] = field(default=())
    excluded: tuple[str, ...] = field(default=())
    programme: tuple[ProgrammeDay, ...] = field(default=())
    extras: tuple[Extra, ...] = field(default=())


async def offers(
    *, first: date, until: date, site_ids: Sequence[int] | None = None
) -> dict[int, tuple[Offer, ...]]:
    """What bases sell (all where none are named), with the prices of nights from `first` until before `until`."""
    if site_ids is None:
        return await _every_offer(first, until)
    return await _some_offers(first, until, tuple(site_ids))


@kept(CATALOGUE, most=80)
async def _some_offers(
    first: date, until: date, site_ids: tuple[int, ...]
) -> dict[int, tuple[Offer, ...]]:
    return await _offers(first, until, site_ids)


@kept(CATALOGUE, most=12)
async def _every_offer(first: date, until: date) -> dict[int, tuple[Offer, ...]]:
    return await _offers(first, until, None)


async def _offers(
    first: date, until: date, site_ids: Sequence[int] | None
) -> dict[int, tuple[Offer, ...]]:
    rows = await fetch(_OFFERED.replace(" ORDER", _within("site_id", site_ids) + " ORDER"))
    ids = None if site_ids is None else [row["id"] for row in rows]
    prices = _by_package(await _prices(ids, first, until))
    found: dict[int, list[Offer]] = {}
    for row in rows:
        found.setdefault(row["site_id"], []).append(
            Offer(**{**row, "odd_pays": bool(row["odd_pays"])}, prices=prices.get(row["id"], ()))
        )
    return {site_id: tuple(kept) for site_id, kept in found.items()}


@kept(CATALOGUE, most=80)
async def packages(site_id: int, *, first: date, until: date) -> tuple[PackageProfile, ...]:
    """What one base sells, in its own order, with the prices of those nights."""
    rows = await Package.filter(site_id=site_id, is_offered=True).order_by("position", "id")
    ids = [row.id for row in rows]
    prices = _by_package(await _prices(ids, first, until))
    return tuple(_profile(row, prices.get(row.id, ())) for row in rows)


async def _prices(ids: Sequence[int] | None, first: date, until: date) -> list[dict[str, Any]]:
    own = _PRICES.replace(" ORDER", _within("package_id", ids) + " ORDER")
    return await fetch(own, first, until)


def _within(column: str, ids: Sequence[int] | None) -> str:
    # Own integers, never text from outside.
    return "" if ids is None else f" AND {column} IN ({', '.join(str(int(i)) for i in ids) or '0'})"


def _by_package(rows: Iterable[Mapping[str, Any]]) -> dict[int, tuple[SeasonPrice, ...]]:
    found: dict[int, list[SeasonPrice]] = {}
    for row in rows:
        price = SeasonPrice(
            row["season"], _day(row["starts_on"]), _day(row["ends_on"]), row["per_person"]
        )
        found.setdefault(row["package_id"], []).append(price)
    return {id_: tuple(kept) for id_, kept in found.items()}


def _day(value: date | str) -> date:
    # Raw rows carry dates as text on SQLite.
    return date.fromisoformat(value) if isinstance(value, str) else value


def _profile(row: Package, prices: Sequence[SeasonPrice]) -> PackageProfile:
    offer = Offer(
        row.id, row.site_id, row.code, row.name, row.name_en, row.theme, row.min_nights,
        row.max_nights, row.min_group, row.max_group, row.single_supplement, tuple(prices),
        row.odd_pays,
    )  # fmt: skip
    return PackageProfile(
        offer,
        tuple(IncludedItem(**item) for item in row.included),
        tuple(row.excluded),
        tuple(ProgrammeDay(**{**day, "meals": tuple(day["meals"])}) for day in row.programme),
        extras_from(row.extras),
    )
