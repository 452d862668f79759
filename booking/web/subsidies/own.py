"""The union's side: what may be claimed now, what was, and the claim of one trip with what it comes from."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.money import ClaimLine
from booking.stays import Claimable
from booking.web.people.again import again
from booking.web.showing.download import download
from booking.web.subsidies.words import ON_PAGES, claim_sheet
from booking.web.union.door import union_route
from sites.foundation.amounts import Money, total
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

ROOT, LIST, ONE = "/union/subsidies", "pages/subsidies/own.html", "pages/subsidies/claiming.html"


class ClaimForm(Form):
    seen: int = 0
    note: Annotated[Line, Field(max_length=300)] = ""


async def show(request: Request) -> Response:
    by = actor_of(request)
    claims = await money.claims_of_union(by.organisation_id)
    claimable = await stays.claimables_of(by)
    account = await money.account_to_pay(by.organisation_id)
    return page(
        request, LIST, claims=claims, claimable=claimable, account=account,
        groups=await _groups(claims, claimable), open=total(one.amount for one in claimable),
        paid=total(one.given for one in claims if one.state == "paid"),
        waits=total(one.granted or one.claimed for one in claims if one.is_open), **ON_PAGES,
    )  # fmt: skip


async def sheet(request: Request) -> Response:
    claims = await money.claims_of_union(actor_of(request).organisation_id)
    title = _("Subsidies")
    groups = await stays.lines_of_trips({one.trip_id for one in claims})
    return await download(title, claim_sheet(title, claims, groups, other=_("Federation")))


async def look(request: Request) -> Response:
    return page(request, ONE, form=Filled[ClaimForm](), **await _one(request))


async def claim(request: Request) -> Response:
    filled = await fill(request, ClaimForm)
    if filled.value is None:
        return again(request, ONE, filled, **await _one(request))
    try:
        await stays.claim_subsidy(
            request.path_params["trip"], amount_seen=Money(filled.value.seen), note=filled.value.note,
            by=actor_of(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, ONE, filled, refusal, **await _one(request))
    return redirect_saying(request, ROOT, _("Claimed. The federation checks it and tells you."))


async def withdraw(request: Request) -> Response:
    try:
        await money.withdraw_claim(request.path_params["subsidy"], by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, ONE, Filled[ClaimForm](), refusal, **await _one(request))
    return redirect_saying(request, ROOT, _("The claim is withdrawn. The trip may be claimed anew."))  # fmt: skip


async def _one(request: Request) -> dict[str, Any]:
    """The trip's newest claim where there is one; what could be claimed where none is live."""
    by, trip = actor_of(request), request.path_params["trip"]
    lines = (await stays.trip_page(trip, by=by)).standing
    claims = await money.claims_of_union(by.organisation_id)
    groups = await stays.lines_of_trips({one.trip_id for one in claims})
    own = [one for one in claims if one.trip_id in groups and groups[one.trip_id].trip == trip]
    live = next((one for one in own if one.is_open or one.state == "paid"), None)
    found, why_not = None, ""
    if live is None:
        try:
            found = await stays.preview_subsidy(trip, by=by)
        except Refusal as refusal:
            why_not = say(refusal)
    return {
        "trip": trip, "lines": lines, "live": live, "earlier": [one for one in own if one is not live],
        "found": found, "why_not": why_not, "account": await money.account_to_pay(by.organisation_id), **ON_PAGES,
    }  # fmt: skip


async def _groups(
    claims: tuple[ClaimLine, ...], claimable: list[Claimable]
) -> dict[int, stays.StayLine]:
    trips = {one.trip_id for one in claims} | {one.trip_id for one in claimable}
    return await stays.lines_of_trips(trips)


ROUTES = [
    union_route(ROOT, needs="money.see", get=show),
    union_route(f"{ROOT}.xlsx", needs="money.see", get=sheet),
    union_route(f"{ROOT}/{{trip}}", needs="money.see", get=look),
    union_route(f"{ROOT}/{{trip}}/claim", needs="money.pay", post=claim),
    union_route(f"{ROOT}/{{trip}}/claims/{{subsidy}}/withdrawal", needs="money.pay", post=withdraw),
]
