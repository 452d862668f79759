"""What the federation gives for each programme: the present amounts, those that come, and a form for another."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money, people
from booking.money import PER, REACHES, RateDraft, RateUnknown
from booking.people import area_of
from booking.web.people.again import again
from booking.web.subsidies.door import ROOT, federation_route
from booking.web.subsidies.words import ON_PAGES
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Day, Fen, Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE, PATH = "pages/subsidies/rates.html", f"{ROOT}/rates"


class RateForm(Form):
    programme: str
    per: Literal["trip", "day"] = "trip"
    amount: Fen
    starts_on: Day
    document: Annotated[NeededLine, Field(max_length=200)]
    reaches: Literal["city", "everyone"] = "city"


class EndForm(Form):
    ends_on: Day


async def show(request: Request) -> Response:
    drawn = {"starts_on": clock.today().isoformat(), "per": "trip", "reaches": "city"}
    return page(request, PAGE, form=Filled[RateForm](None, drawn), **await _context(request))


async def keep(request: Request) -> Response:
    filled = await fill(request, RateForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    given = filled.value
    draft = RateDraft(
        given.programme, given.per, Money(given.amount), given.starts_on, given.document, given.reaches
    )  # fmt: skip
    try:
        await money.set_rate(draft, by=actor_of(request))
    except Refusal as refusal:
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(
        request, PATH, _("Set. Prices that were held until now keep what they froze.")
    )


async def end(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, EndForm)
    if request.path_params["rate"] not in {one.id for one in context["rates"]}:
        raise RateUnknown
    if filled.value is None:
        return again(request, PAGE, filled, **context)
    try:
        await money.end_rate(
            request.path_params["rate"], ends_on=filled.value.ends_on, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(request, PATH, _("It ends. What was held before keeps it."))


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    return {
        "rates": await money.rates_of(by.organisation_id), "path": PATH, "root": ROOT,
        "programmes": [(code, _(words)) for code, words in people.PROGRAMMES.items()],
        "pers": [(one.code, one.say()) for one in PER.values()],
        "reaches": [(one.code, one.say()) for one in REACHES.values()] if (await area_of(by.organisation_id)).is_host else [],
        "reach_words": {one.code: one.say() for one in REACHES.values()},
        "today": clock.today(), **ON_PAGES,
    }  # fmt: skip


ROUTES = [
    federation_route(PATH, needs="subsidies.see", get=show),
    federation_route(f"{PATH}/new", needs="subsidies.decide", post=keep),
    federation_route(f"{PATH}/{{rate}}/end", needs="subsidies.decide", post=end),
]
