"""A union changes its stay: looked at before and after, then asked for; and what waits is taken back."""

from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import NewTerms, StayPage, TermsNow
from booking.web.union.amendment_form import (
    BY_NIGHT,
    AmendmentForm,
    as_typed,
    asked_for,
    with_rows,
)
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.hub import draw_hub
from booking.web.union.may import may_of
from sites import listings
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Line, fill, judge
from sites.foundation.forms import Form as AnyForm
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile
from sites.packages import packages

PAGE = "pages/union/amendment.html"
Form = Filled[AmendmentForm]


@dataclass(frozen=True, slots=True)
class Whole:
    """What the page is drawn from."""

    stay: StayPage
    site: SiteProfile
    now: TermsNow


async def show(request: Request) -> Response:
    """As it stands, one fewer (`fewer`), or what the address asks for with its effect."""
    query, whole = request.query_params, await _whole(request)
    if "check_in" in query:
        return await _draw(request, whole, judge(query, AmendmentForm), looks=True)
    fewer = "fewer" in query
    terms = whole.now.fewer() if fewer else whole.now.terms
    raw = as_typed(terms, by_night=bool(terms.apart or whole.now.over or query.get(BY_NIGHT)))
    return await _draw(request, whole, judge(QueryParams(raw), AmendmentForm), looks=fewer)


async def send(request: Request) -> Response:
    whole = await _whole(request)
    terms, filled = asked_for(await fill(request, AmendmentForm), whole.site.room_types)
    if terms is None or filled.value is None:
        return await _draw(request, whole, filled)
    form, by = filled.value, actor_of(request)
    try:
        await stays.amend(
            stay_id(request), terms, total_seen=Money(form.total_seen), note=form.note, by=by,
            key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
            raise
        return await _draw(request, whole, filled, refusal, looks=True)
    waits = await stays.amendment_of(stay_id(request), by=by)
    words = _("Proposed. The base answers; until then everything stands as it was agreed.") if waits else _("Changed. Price and rooms follow.")  # fmt: skip
    return redirect_saying(request, stay_path(request), words)


class WithdrawalForm(AnyForm):
    amendment: Line


async def withdraw(request: Request) -> Response:
    filled = await fill(request, WithdrawalForm)
    amendment = filled.value.amendment if filled.value else ""
    try:
        await stays.withdraw_amendment(stay_id(request), amendment, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
            raise
        return await draw_hub(request, refusal=refusal)
    words = _("Taken back. Everything stands as it was agreed.")
    return redirect_saying(request, stay_path(request), words)


async def _whole(request: Request) -> Whole:
    by, stay = actor_of(request), stay_id(request)
    found = await stays.page_of(stay, by=by)
    site = await listings.profile(found.line.site_code)
    return Whole(found, site, await stays.terms_now(stay, by=by))


async def _draw(
    request: Request, whole: Whole, filled: Form, refusal: Refusal | None = None, *, looks: bool = False
) -> Response:  # fmt: skip
    by, stay = actor_of(request), whole.stay
    waits = await stays.amendment_of(stay.line.public_id, by=by)
    seen: dict[str, Any] = {"preview": None, "obstacle": ""}
    if looks and not waits:
        terms, filled = asked_for(with_rows(filled, whole.site.room_types), whole.site.room_types)
        seen, fresh = await _seen(request, terms)
        refusal = refusal or fresh
    filled = with_rows(filled, whole.site.room_types)
    if refusal:
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    offered = await packages(whole.site.id, first=stay.line.check_in, until=stay.line.check_out)
    return page(
        request, PAGE, status=status, form=filled, stay=stay, line=stay.line, site=whole.site, now=whole.now,
        waits=waits, may=may_of(stay, by=by), rows=_rows(filled, whole.now.terms),
        options=_options(stay, [(one.offer.code, one.offer.name) for one in offered]), **seen,
    )  # fmt: skip


def _options(stay: StayPage, offered: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The packages on offer, and the stay's own where it is no longer among them."""
    own = (stay.line.package_code, stay.line.package_name)
    return offered if own[0] in [code for code, _name in offered] else [own, *offered]


def _rows(filled: Form, now: NewTerms) -> list[Any]:
    """The nights of the table; where the form is not sound, those of the stay as it stands."""
    if filled.raw.get(BY_NIGHT) != "1":
        return []
    again = judge(QueryParams(filled.raw), AmendmentForm).value
    return again.terms({}, {}).dates if again else now.dates


async def _seen(request: Request, terms: NewTerms | None) -> tuple[dict[str, Any], Refusal | None]:
    nothing: dict[str, Any] = {"preview": None, "obstacle": ""}
    if terms is None:
        return nothing, None
    try:
        preview = await stays.preview_amendment(stay_id(request), terms, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN and refusal.code == stays.StayUnknown.code:
            raise
        return nothing, refusal
    obstacle = say(preview.obstacle) if preview.obstacle else ""
    return {"preview": preview, "obstacle": obstacle}, None


ROOT = "/union/stays/{stay}/amendment"
ROUTES = [
    union_route(ROOT, needs="stays.see", get=show, post=send),
    union_route(f"{ROOT}/withdrawal", needs="stays.book", get=show, post=withdraw),
]
