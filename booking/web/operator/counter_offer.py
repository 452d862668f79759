"""A counter-offer: before and after to the room and the fen, then sending it; and taking it back."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import State, StayPage
from booking.web.operator.door import operator_route
from booking.web.operator.offer_form import OfferForm, as_asked, deadlines, rooms_of, spoken
from booking.web.operator.requests import answer_clock
from booking.web.operator.sight import seen
from booking.web.operator.stay_page import draw_refused, draw_stay
from booking.web.operator.today import by_code
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, judge
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile, profiles_of
from sites.packages import PackageProfile, packages

PAGE = "pages/operator/counter_offer.html"


async def show(request: Request) -> Response:
    query = request.query_params
    if "check_in" not in query:
        stay, _site, _offers = await _read(request)
        return await _draw(request, as_asked(stay, stay.line.package_code))
    return await _draw(request, judge(query, OfferForm), compares=True)


async def send(request: Request) -> Response:
    """Proposed on a submission; on an inquiry it is the yes itself, to these terms."""
    by, stay_id = actor_of(request), request.path_params["stay"]
    stay, site, _offers = await _read(request)
    rooms, filled = rooms_of(await fill(request, OfferForm), site)
    if filled.value is None:
        return await _draw(request, filled)
    offer, total = filled.value.offer(rooms), Money(filled.value.total_seen)
    try:
        if stay.line.state is State.INQUIRY:
            await stays.grant(stay_id, offer=offer, total_seen=total, by=by)
        else:
            await stays.propose(
                stay_id, offer, total_seen=total, by=by, key=await form_key(request)
            )
    except Refusal as refusal:
        if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
            raise
        return await _draw(request, filled, refusal, compares=True)
    words = _("Sent. The rooms are kept; the union sees both side by side.")
    return redirect_saying(request, f"/operator/stays/{stay_id}", words)


async def withdraw(request: Request) -> Response:
    stay_id = request.path_params["stay"]
    try:
        await stays.withdraw_counter_offer(stay_id, by=actor_of(request))
    except Refusal as refusal:
        return await draw_refused(request, refusal)
    words = _("Taken back. The request stands as it was, and your time to answer goes on.")
    return redirect_saying(request, f"/operator/stays/{stay_id}", words)


async def _read(request: Request) -> tuple[StayPage, SiteProfile, tuple[PackageProfile, ...]]:
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    site = by_code(await profiles_of(by.organisation_id))[stay.line.site_code]
    line = stay.line
    return stay, site, await packages(site.id, first=line.check_in, until=line.check_out)


async def _draw(
    request: Request, filled: Filled[OfferForm], refusal: Refusal | None = None, *, compares: bool = False
) -> Response:  # fmt: skip
    stay, site, offers = await _read(request)
    rooms, filled = rooms_of(filled, site)
    compared: dict[str, Any] = {"terms": None, "until": "", "total_seen": 0}
    if compares and filled.value:
        compared, fresh = await _compared(request, filled.value, rooms)
        refusal = refusal or fresh
    if refusal:
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, PAGE, status=status, form=filled, stay=stay, site=site,
        is_open=_is_open(stay), is_inquiry=stay.line.state is State.INQUIRY,
        options=[(one.offer.code, one.offer.name) for one in offers], deadlines=deadlines(stay),
        clock=answer_clock(stay.line, site), **compared,
    )  # fmt: skip


async def _compared(
    request: Request, form: OfferForm, rooms: dict[str, int]
) -> tuple[dict[str, Any], Refusal | None]:
    stay_id, by = request.path_params["stay"], actor_of(request)
    nothing = {"terms": None, "until": "", "total_seen": 0}
    offer = form.offer(rooms)
    try:
        change = await stays.preview_counter_offer(stay_id, offer, by=by)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN and refusal.code == stays.StayUnknown.code:
            raise
        return nothing, refusal
    terms = await stays.compare(stay_id, change, by=by)
    until = spoken(offer.until) if offer.until else ""
    return {"terms": terms, "until": until, "total_seen": change.quote.total.minor}, None


def _is_open(stay: StayPage) -> bool:
    line, due = stay.line, stay.line.answer_due_at
    asked = line.state is State.INQUIRY
    waits = line.state is State.SUBMITTED and line.accepted_at is None
    return asked or (waits and due is not None and due > clock.now())


ROOT = "/operator/stays/{stay}/counter-offer"
ROUTES = [
    operator_route(ROOT, needs="stays.answer", get=show, post=send),
    operator_route(f"{ROOT}/withdrawal", needs="stays.answer", get=draw_stay, post=withdraw),
]
