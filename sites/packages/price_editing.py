"""Prices by season: a price for some nights cuts into those that stood there; every other night keeps its own."""

from datetime import date

from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import public_id
from sites.foundation.language import N_
from sites.packages.editing import PackageUnknown, own_package, own_site
from sites.packages.models import Package, PriceEdit
from sites.packages.offers import SeasonPrice
from sites.packages.price_rows import kept_as, replace, standing
from sites.packages.price_spans import EVERY_DAY, Prices, PriceStretch, put, spans_of, stretches_of

LONGEST_DAYS = 1100


class PriceSpanUnfit(Refusal):
    code = "price_span_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Choose a first night from today on and a last night after it, within three years.")


class PriceWeekdaysUnfit(Refusal):
    code = "price_weekdays_unfit"
    kind = Kind.BAD_INPUT
    words = N_("None of these nights falls on a chosen weekday. Choose other weekdays or nights.")


class PricesChanged(Refusal):
    code = "prices_changed"
    words = N_("Meanwhile somebody changed these prices. Look at them again.")


async def prices_of(site_id: int, code: str, *, by: Actor) -> Prices:
    """Every price from today on, in order. Refused: SiteUnknown, PackageUnknown."""
    package = await _seen(site_id, code, by=by)
    return await standing(package.id, clock.today(), date.max)


async def preview_price(
    site_id: int, code: str, price: SeasonPrice, *, weekdays: frozenset[int] = EVERY_DAY, by: Actor
) -> tuple[PriceStretch, ...]:
    """Before and after, stretch by stretch. Changes nothing.

    Refused: SiteUnknown, PackageUnknown, PriceSpanUnfit, PriceWeekdaysUnfit.
    """
    package = await _seen(site_id, code, by=by)
    spans = _spans(price, weekdays)
    return tuple(stretches_of(await standing(package.id, price.starts_on, price.ends_on), spans))


@transaction
async def set_price(
    site_id: int, code: str, price: SeasonPrice, *, weekdays: frozenset[int] = EVERY_DAY,
    seen: tuple[PriceStretch, ...], by: Actor,
) -> str:  # fmt: skip
    """Let these nights cost this, all of them or none; what stays have frozen does not change.

    Only nights on `weekdays` (Monday is 0). `seen` is the preview that was shown. Answers the public id of the
    edit, by which it can be undone. Refused: SiteUnknown, PackageUnknown, PriceSpanUnfit, PriceWeekdaysUnfit,
    PricesChanged.
    """
    package = await own_package(site_id, code, by=by)
    before = await standing(package.id, price.starts_on, price.ends_on)
    spans = _spans(price, weekdays)
    if tuple(stretches_of(before, spans)) != seen:
        raise PricesChanged
    after = put(before, spans)
    await replace(package.id, before, after)
    return await _keep(package, before, after, spans, by=by)


async def _keep(
    package: Package, before: Prices, after: Prices, spans: Prices, *, by: Actor
) -> str:
    made = await PriceEdit.create(
        public_id=public_id(), package_id=package.id, organisation_id=by.organisation_id,
        user_id=by.user_id, by_name=by.name, per_person=spans[0].fen,
        starts_on=spans[0].starts_on, ends_on=spans[-1].ends_on,
        nights=sum((span.ends_on - span.starts_on).days for span in spans),
        before=kept_as(before), after=kept_as(after), made_at=clock.now(),
    )  # fmt: skip
    return made.public_id


async def _seen(site_id: int, code: str, *, by: Actor) -> Package:
    await own_site(site_id, by=by)
    package = await Package.get_or_none(site_id=site_id, code=code)
    if package is None:
        raise PackageUnknown
    return package


def _spans(price: SeasonPrice, weekdays: frozenset[int]) -> Prices:
    length = (price.ends_on - price.starts_on).days
    if price.starts_on < clock.today() or not 1 <= length <= LONGEST_DAYS:
        raise PriceSpanUnfit(field="last_night")
    spans = spans_of(price, weekdays)
    if not spans:
        raise PriceWeekdaysUnfit(field="weekday")
    return spans
