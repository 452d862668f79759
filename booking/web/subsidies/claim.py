"""One claim at the federation: how it comes about, checked by one person, granted by another, paid with the bank's voucher."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, stays
from booking.web.people.again import again
from booking.web.subsidies.door import ROOT, federation_route
from booking.web.subsidies.words import ON_PAGES
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Fen, Filled, Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

PAGE, PATH = "pages/subsidies/claim.html", f"{ROOT}/claims/{{subsidy}}"
Why = Annotated[Line, Field(max_length=300)]


class CheckForm(Form):
    amount: Fen
    why: Why = ""


class SeenForm(Form):
    seen: int = 0


class WhyForm(Form):
    why: Annotated[NeededLine, Field(max_length=300)]


class PaidForm(Form):
    paid_on: Day
    voucher: Annotated[NeededLine, Field(max_length=60)]


async def show(request: Request) -> Response:
    drawn = {"paid_on": clock.today().isoformat()}
    return page(request, PAGE, form=Filled[Form](None, drawn), **await _context(request))


async def check(request: Request) -> Response:
    filled = await fill(request, CheckForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    given = filled.value
    verb = money.check_claim(
        _claim(request), amount=Money(given.amount), why=given.why, by=actor_of(request)
    )
    return await _done(request, filled, verb, _("Checked. Somebody else looks at it and grants it."))  # fmt: skip


async def grant(request: Request) -> Response:
    filled = await fill(request, SeenForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    verb = money.grant_claim(
        _claim(request), amount_seen=Money(filled.value.seen), by=actor_of(request)
    )
    return await _done(request, filled, verb, _("Granted and posted. Transfer it, then record the bank's voucher."))  # fmt: skip


async def turn_down(request: Request) -> Response:
    filled = await fill(request, WhyForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    verb = money.turn_down_claim(_claim(request), why=filled.value.why, by=actor_of(request))
    return await _done(request, filled, verb, _("Turned down. The union reads why."))


async def pay(request: Request) -> Response:
    filled = await fill(request, PaidForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    verb = money.record_subsidy_paid(
        _claim(request), paid_on=filled.value.paid_on, voucher=filled.value.voucher, by=actor_of(request),
        key=await form_key(request),
    )  # fmt: skip
    return await _done(request, filled, verb, _("The payment is on record."))


async def came_back(request: Request) -> Response:
    filled = await fill(request, WhyForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    verb = money.subsidy_came_back(_claim(request), why=filled.value.why, by=actor_of(request))
    return await _done(request, filled, verb, _("On record: it came back, and is to be paid again."))  # fmt: skip


async def _done(request: Request, filled: Filled[Any], verb: Any, words: str) -> Response:
    try:
        await verb
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(request, PATH.replace("{subsidy}", _claim(request)), words)


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    claim = await money.claim_of(_claim(request), by=by)
    account = await money.account_to_pay(claim.union_id) if by.may("subsidies.decide") else None
    return {
        "claim": claim, "account": account, "root": ROOT, "here": f"{ROOT}/claims/{claim.id}",
        "group": (await stays.lines_of_trips([claim.trip_id])).get(claim.trip_id),
        "is_own": claim.checked_by_id == by.user_id, **ON_PAGES,
    }  # fmt: skip


def _claim(request: Request) -> str:
    return str(request.path_params["subsidy"])


ROUTES = [
    federation_route(PATH, needs="subsidies.see", get=show),
    federation_route(f"{PATH}/check", needs="subsidies.decide", post=check),
    federation_route(f"{PATH}/grant", needs="subsidies.approve", post=grant),
    federation_route(f"{PATH}/turn-down", needs="subsidies.decide", post=turn_down),
    federation_route(f"{PATH}/payment", needs="subsidies.decide", post=pay),
    federation_route(f"{PATH}/return", needs="subsidies.decide", post=came_back),
]
