"""An operator's packages: what is sold, on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from booking.web.operator.extra_form import ROWS
from booking.web.operator.own_site import own_site
from booking.web.operator.package_form import TermsForm, terms_from, typed_as
from sites import packages
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile, profiles_of
from sites.packages import PackageTerms, SeasonPrice
from sites.packages.extras import WAY_WORDS
from sites.packages.vocabulary import EXCLUDED, INCLUDED, SEASON, THEMES

LIST, TERMS = "pages/operator/packages.html", "pages/operator/package.html"


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
    site, by = await own_site(request), actor_of(request)
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
    site = await own_site(request)
    code = request.path_params["package"]
    return await _draw_terms(
        request, typed_as(await packages.terms_of(site.id, code, by=actor_of(request)))
    )


async def change(request: Request) -> Response:
    site, by = await own_site(request), actor_of(request)
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
    site, code = await own_site(request), request.path_params["package"]
    now = typed_as(await packages.terms_of(site.id, code, by=actor_of(request)))
    mine = Filled[TermsForm](None, {**filled.raw, "seen": now.raw["seen"]}, filled.lists)
    return await _draw_terms(request, mine, refusal, meanwhile=now.raw)


async def _draw_terms(
    request: Request, filled: Filled[TermsForm], refusal: Refusal | None = None, *, status: int = 200,
    meanwhile: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    site, code = await own_site(request), request.path_params.get("package", "")
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
        extra_rows=range(1, ROWS + 1), ways=[(code, _(words)) for code, words in WAY_WORDS.items()],
    )  # fmt: skip


ROOT = "/operator/site/{site}"
ROUTES = [
    operator_route("/operator/site/packages", needs="calendar.edit", get=show),
    operator_route(f"{ROOT}/packages/new", needs="calendar.edit", get=show_new, post=add),
    operator_route(
        f"{ROOT}/packages/{{package}}", needs="calendar.edit", get=show_terms, post=change
    ),
]
