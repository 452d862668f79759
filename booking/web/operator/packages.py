"""An operator's packages and their prices by season: what is sold, and what a change would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.package_form import PriceForm, TermsForm, terms_from, typed_as
from sites import packages
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, judge
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile, SiteUnknown, profiles_of
from sites.packages import PackageTerms, PriceStretch, SeasonPrice
from sites.packages.vocabulary import EXCLUDED, INCLUDED, SEASON, SEASONS, THEMES

LIST, TERMS, PRICES = (f"pages/operator/{name}.html" for name in ("packages", "package", "prices"))


@dataclass(frozen=True, slots=True)
class Sold:
    """A package with its prices from today on."""

    code: str
    name: str
    terms: PackageTerms
    prices: tuple[SeasonPrice, ...]


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = [(site, await _sold(site, request)) for site in await profiles_of(by.organisation_id)]
    return page(request, LIST, own=found, seasons=SEASON)


async def _sold(site: SiteProfile, request: Request) -> list[Sold]:
    by = actor_of(request)
    codes = await packages.codes_of(site.id)
    terms = [await packages.terms_of(site.id, code, by=by) for code in codes]
    prices = [await packages.prices_of(site.id, code, by=by) for code in codes]
    return [
        Sold(code, one.shown_name, one, kept)
        for code, one, kept in zip(codes, terms, prices, strict=True)
    ]


async def show_new(request: Request) -> Response:
    blank = {"min_nights": "2", "max_nights": "5", "min_group": "10", "max_group": "200", "is_offered": "1"}  # fmt: skip
    return await _draw_terms(request, Filled(None, blank))


async def add(request: Request) -> Response:
    site, by = await _own(request), actor_of(request)
    terms, filled = terms_from(await fill(request, TermsForm))
    if terms is None or filled.value is None:
        return await _draw_terms(request, filled, status=422)
    try:
        code = await packages.add_package(site.id, terms, by=by)
    except Refusal as refusal:
        return await _draw_terms(request, filled, refusal)
    words = _("The package is on file. Set its prices: without one no night of it can be booked.")
    return redirect_saying(request, f"/operator/site/{site.code}/packages/{code}/prices", words)


async def show_terms(request: Request) -> Response:
    site = await _own(request)
    code = request.path_params["package"]
    return await _draw_terms(
        request, typed_as(await packages.terms_of(site.id, code, by=actor_of(request)))
    )


async def change(request: Request) -> Response:
    site, by = await _own(request), actor_of(request)
    terms, filled = terms_from(await fill(request, TermsForm))
    if terms is None or filled.value is None:
        return await _draw_terms(request, filled, status=422)
    try:
        await packages.change_package(
            site.id, request.path_params["package"], terms, seen=filled.value.seen, by=by
        )
    except packages.PackageChanged as refusal:
        return await _side_by_side(request, filled, refusal)
    except Refusal as refusal:
        return await _draw_terms(request, filled, refusal)
    return redirect_saying(
        request, "/operator/site/packages", _("Kept. Stays made until now keep what they froze.")
    )


async def _side_by_side(request: Request, filled: Filled[TermsForm], refusal: Refusal) -> Response:
    """What is on file by now beside what was typed; kept again, it replaces."""
    site, code = await _own(request), request.path_params["package"]
    now = typed_as(await packages.terms_of(site.id, code, by=actor_of(request)))
    mine = Filled[TermsForm](None, {**filled.raw, "seen": now.raw["seen"]}, filled.lists)
    return await _draw_terms(request, mine, refusal, meanwhile=now.raw)


async def show_prices(request: Request) -> Response:
    query = request.query_params
    if "fen" not in query:  # nothing asked yet; the calendar may have named the nights
        return await _draw_prices(request, Filled(None, dict(query)))
    return await _draw_prices(request, judge(query, PriceForm))


async def set_price(request: Request) -> Response:
    site, by = await _own(request), actor_of(request)
    filled = await fill(request, PriceForm)
    if filled.value is None:
        return await _draw_prices(request, filled)
    code, price = request.path_params["package"], filled.value.price()
    try:
        seen = await packages.preview_price(site.id, code, price, by=by)
        if filled.raw.get("seen", "") != mark_of(seen):
            raise packages.PricesChanged
        await packages.set_price(site.id, code, price, seen=seen, by=by)
    except Refusal as refusal:
        return await _draw_prices(request, filled, refusal)
    path = f"/operator/site/{site.code}/packages/{code}/prices"
    return redirect_saying(request, path, _("Kept. These nights cost this for whoever books from now on."))  # fmt: skip


def mark_of(stretches: tuple[PriceStretch, ...]) -> str:
    """Names what the person saw, so that a price changed meanwhile is noticed."""
    return ".".join(f"{s.starts_on}_{s.before or 0}_{s.after}" for s in stretches)


async def _own(request: Request) -> SiteProfile:
    own = await profiles_of(actor_of(request).organisation_id)
    found = [site for site in own if site.code == request.path_params["site"]]
    if not found:
        raise SiteUnknown
    return found[0]


async def _draw_terms(
    request: Request, filled: Filled[TermsForm], refusal: Refusal | None = None, *, status: int = 200,
    meanwhile: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    site, code = await _own(request), request.path_params.get("package", "")
    if refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise refusal
        filled = filled.with_error(refusal.field or "", say(refusal))
    if code:
        await packages.terms_of(site.id, code, by=actor_of(request))
    return page(
        request, TERMS, status=refusal.status if refusal else status, form=filled, site=site, code=code,
        themes=[(t.code, t.say()) for t in THEMES], included=INCLUDED,
        excluded=[(t.code, t.say()) for t in EXCLUDED], meanwhile=meanwhile,
    )  # fmt: skip


async def _draw_prices(
    request: Request, filled: Filled[PriceForm], refusal: Refusal | None = None
) -> Response:
    site, by, code = await _own(request), actor_of(request), request.path_params["package"]
    terms = await packages.terms_of(site.id, code, by=by)
    seen: dict[str, Any] = {"stretches": (), "seen": "", "kept": 0}
    if filled.value and not (refusal and refusal.kind is Kind.BAD_INPUT):
        price = filled.value.price()
        try:
            stretches = await packages.preview_price(site.id, code, price, by=by)
            kept = await stays.frozen_within(
                code, site.id, first=price.starts_on, until=price.ends_on
            )
            seen = {"stretches": stretches, "seen": mark_of(stretches), "kept": kept}
        except Refusal as fault:
            refusal = refusal or fault
    form = filled.with_error(refusal.field or "", say(refusal)) if refusal else filled
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PRICES, status=status, form=form, site=site, code=code, terms=terms, seasons=SEASON,
        choices=[(t.code, t.say()) for t in SEASONS], today=clock.today(),
        prices=await packages.prices_of(site.id, code, by=by), **seen,
    )  # fmt: skip


ROOT = "/operator/site/{site}"
ROUTES = [
    operator_route("/operator/site/packages", needs="calendar.edit", get=show),
    operator_route(f"{ROOT}/packages/new", needs="calendar.edit", get=show_new, post=add),
    operator_route(
        f"{ROOT}/packages/{{package}}", needs="calendar.edit", get=show_terms, post=change
    ),
    operator_route(
        f"{ROOT}/packages/{{package}}/prices",
        needs="calendar.edit",
        get=show_prices,
        post=set_price,
    ),
]
