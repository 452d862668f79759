"""Prices by season: a price for some nights cuts into those that stood there; every other night keeps its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import N_
from sites.packages.editing import PackageUnknown, own_package, own_site
from sites.packages.models import Package, PackagePrice
from sites.packages.offers import SeasonPrice

LONGEST_DAYS = 1100


class PriceSpanUnfit(Refusal):
    code = "price_span_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a first night from today on and a last night after it, within three years.")


class PricesChanged(Refusal):
    code = "prices_changed"
    words = N_("Meanwhile somebody changed these prices. Look at them again.")


@dataclass(frozen=True)
class PriceStretch:
    """Nights of one kind from `starts_on` until before `ends_on`. None: no price stands there."""

    starts_on: date
    ends_on: date
    before: int | None
    after: int

    @property
    def nights(self) -> int:
        return (self.ends_on - self.starts_on).days

    @property
    def last_night(self) -> date:
        return self.ends_on - timedelta(days=1)


async def prices_of(site_id: int, code: str, *, by: Actor) -> tuple[SeasonPrice, ...]:
    """Every price from today on, in order. Refused: SiteUnknown, PackageUnknown."""
    await own_site(site_id, by=by)
    package = await Package.get_or_none(site_id=site_id, code=code)
    if package is None:
        raise PackageUnknown
    return await _standing(package, clock.today(), date.max)


async def preview_price(
    site_id: int, code: str, price: SeasonPrice, *, by: Actor
) -> tuple[PriceStretch, ...]:
    """Before and after, stretch by stretch. Changes nothing. Refused: SiteUnknown, PackageUnknown, PriceSpanUnfit."""
    await own_site(site_id, by=by)
    package = await Package.get_or_none(site_id=site_id, code=code)
    if package is None:
        raise PackageUnknown
    return _stretches(await _standing(package, price.starts_on, price.ends_on), _fit(price))


@transaction
async def set_price(
    site_id: int, code: str, price: SeasonPrice, *, seen: tuple[PriceStretch, ...], by: Actor
) -> None:
    """Let these nights cost this; what stays have frozen does not change. `seen` is the preview that was shown.

    Refused: SiteUnknown, PackageUnknown, PriceSpanUnfit, PricesChanged.
    """
    package = await own_package(site_id, code, by=by)
    standing = await _standing(package, price.starts_on, price.ends_on)
    if _stretches(standing, _fit(price)) != seen:
        raise PricesChanged
    overlapping = PackagePrice.filter(
        package_id=package.id, starts_on__lt=price.ends_on, ends_on__gt=price.starts_on
    )
    await overlapping.delete()
    for one in (*_remnants(standing, price), price):
        await PackagePrice.create(
            package_id=package.id, season=one.season, starts_on=one.starts_on,
            ends_on=one.ends_on, per_person=one.fen,
        )  # fmt: skip


def _fit(price: SeasonPrice) -> SeasonPrice:
    length = (price.ends_on - price.starts_on).days
    if price.starts_on < clock.today() or not 1 <= length <= LONGEST_DAYS:
        raise PriceSpanUnfit(field="last_night")
    return price


async def _standing(package: Package, first: date, until: date) -> tuple[SeasonPrice, ...]:
    rows = await PackagePrice.filter(
        package_id=package.id, starts_on__lt=until, ends_on__gt=first
    ).order_by("starts_on")
    return tuple(SeasonPrice(r.season, r.starts_on, r.ends_on, r.per_person) for r in rows)


def _stretches(standing: tuple[SeasonPrice, ...], price: SeasonPrice) -> tuple[PriceStretch, ...]:
    found: list[PriceStretch] = []
    at = price.starts_on
    for one in standing:
        if one.starts_on > at:
            found.append(PriceStretch(at, one.starts_on, None, price.fen))
        begins, ends = max(one.starts_on, price.starts_on), min(one.ends_on, price.ends_on)
        found.append(PriceStretch(begins, ends, one.fen, price.fen))
        at = ends
    if at < price.ends_on:
        found.append(PriceStretch(at, price.ends_on, None, price.fen))
    return tuple(found)


def _remnants(standing: tuple[SeasonPrice, ...], price: SeasonPrice) -> list[SeasonPrice]:
    """What of the prices that stood there lies outside the new one."""
    before = [
        SeasonPrice(one.season, one.starts_on, price.starts_on, one.fen)
        for one in standing
        if one.starts_on < price.starts_on
    ]
    after = [
        SeasonPrice(one.season, price.ends_on, one.ends_on, one.fen)
        for one in standing
        if one.ends_on > price.ends_on
    ]
    return [*before, *after]
