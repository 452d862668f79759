"""Prices of a package for some nights: what would change, then all of it at once, and back within half a minute."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.edit_words import weekday_choices
from booking.web.operator.own_site import own_site
from booking.web.operator.price_form import PriceForm, lines_of, mark_of, nights_in
from sites import packages
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, judge
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, page, redirect, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile
from sites.packages.vocabulary import SEASON, SEASONS

PRICES, CHOICE = "pages/operator/prices.html", "pages/operator/price_choice.html"
ASKED = ("first_night", "last_night", "weekday", "type", "fen")


async def choose(request: Request) -> Response:
    """Which package's prices: the nights that the calendar chose go along."""
    site, by = await own_site(request), actor_of(request)
    codes = await packages.codes_of(site.id)
    if not codes:
        return redirect("/operator/site/packages")
    asked = urlencode([(n, v) for n, v in request.query_params.multi_items() if n in ASKED])
    root = f"/operator/site/{site.code}/packages"
    if len(codes) == 1:
        return redirect(f"{root}/{codes[0]}/prices{'?' if asked else ''}{asked}")
    own = [
        (f"{root}/{code}/prices?{asked}", await packages.terms_of(site.id, code, by=by))
        for code in codes
    ]
    query = request.query_params
    return page(
        request, CHOICE, site=site, own=own, rooms=_kinds(site, query.getlist("type")),
        nights=(query.get("first_night", ""), query.get("last_night", "")),
    )  # fmt: skip


async def show(request: Request) -> Response:
    query = request.query_params
    if "season" not in query:  # nothing asked yet; the calendar may have named the nights
        lists = {name: query.getlist(name) for name in query}
        return await _draw(request, Filled(None, dict(query), lists))
    return await _draw(request, judge(query, PriceForm))


async def set_price(request: Request) -> Response:
    site, by = await own_site(request), actor_of(request)
    filled = await fill(request, PriceForm)
    if filled.value is None:
        return await _draw(request, filled)
    form, code = filled.value, request.path_params["package"]
    try:
        seen = await packages.preview_price(
            site.id, code, form.price(), weekdays=form.weekdays, by=by
        )
        if filled.raw.get("seen", "") != mark_of(seen):
            raise packages.PricesChanged
        await packages.set_price(
            site.id, code, form.price(), weekdays=form.weekdays, seen=seen, by=by
        )
    except Refusal as refusal:
        return await _draw(request, filled, refusal)
    nights = len(nights_in(seen))
    words = ngettext("Changed: %(num)s night. Whoever books from now on pays this.", "Changed: %(num)s nights. Whoever books from now on pays this.", nights)  # fmt: skip
    return redirect_saying(request, f"/operator/site/{site.code}/packages/{code}/prices", words)


async def undo(request: Request) -> Response:
    """Too late, or changed since, is said on the page of prices."""
    site, code = await own_site(request), request.path_params["package"]
    path = f"/operator/site/{site.code}/packages/{code}/prices"
    edit, by = request.path_params["price_edit"], actor_of(request)
    try:
        await packages.undo_price(site.id, code, edit, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return redirect_saying(request, path, say(refusal), kind="refused")
    return redirect_saying(request, path, _("Undone: the prices are as they were."))


async def _draw(
    request: Request, filled: Filled[PriceForm], refusal: Refusal | None = None
) -> Response:
    site, by, code = await own_site(request), actor_of(request), request.path_params["package"]
    terms = await packages.terms_of(site.id, code, by=by)
    seen: dict[str, Any] = {"lines": [], "nights": 0, "seen": "", "kept": 0}
    if filled.value and not (refusal and refusal.kind is Kind.BAD_INPUT):
        try:
            seen = await _preview(request, site, filled.value)
        except Refusal as fault:
            refusal = refusal or fault
    form = filled.with_error(refusal.field or "", say(refusal)) if refusal else filled
    status = refusal.status if refusal else 422 if form.errors else 200
    return page(
        request, PRICES, status=status, form=form, site=site, code=code, terms=terms, seasons=SEASON,
        choices=[(t.code, t.say()) for t in SEASONS], weekdays=weekday_choices(), today=clock.today(),
        prices=await packages.prices_of(site.id, code, by=by),
        undoable=await packages.undoable_price(site.id, code, by=by),
        rooms=_kinds(site, filled.lists.get("type", [])),
        others=len(await packages.codes_of(site.id)) > 1, **seen,
    )  # fmt: skip


async def _preview(request: Request, site: SiteProfile, form: PriceForm) -> dict[str, Any]:
    code = request.path_params["package"]
    stretches = await packages.preview_price(
        site.id, code, form.price(), weekdays=form.weekdays, by=actor_of(request)
    )
    nights = nights_in(stretches)
    return {
        "lines": lines_of(stretches), "nights": len(nights), "seen": mark_of(stretches),
        "kept": await stays.frozen_on(code, site.id, nights),
    }  # fmt: skip


def _kinds(site: SiteProfile, codes: list[str]) -> str:
    """The room types that the calendar had selected, where they are not all: a price knows none of them."""
    chosen = [kind.name for kind in site.room_types if kind.code in codes]
    return _(", ").join(chosen) if len(chosen) < len(site.room_types) else ""


ROOT = "/operator/site/{site}"
ROUTES = [
    operator_route(f"{ROOT}/prices", needs="calendar.edit", get=choose),
    operator_route(
        f"{ROOT}/packages/{{package}}/prices", needs="calendar.edit", get=show, post=set_price
    ),
    operator_route(
        f"{ROOT}/packages/{{package}}/prices/{{price_edit}}/undo",
        needs="calendar.edit",
        get=show,
        post=undo,
    ),
]
