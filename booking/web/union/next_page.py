"""The page that asks to which base a trip goes on, before rooms there are looked at."""

from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.stays import TripPage
from booking.web import showing
from booking.web.union.next_bases import NextBase, next_bases
from sites import listings
from sites.foundation.forms import Form, Line, MaybeDay, clean_number, judge
from sites.foundation.pages import page
from sites.foundation.rendering import href

PAGE = "pages/union/next_base.html"


class NextForm(Form):
    check_in: MaybeDay = None
    nights: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=14)] = 2
    named: Line = ""


async def draw_next(request: Request, trip: TripPage) -> Response:
    """`?check_in=`, `?nights=` and `?named=` narrow the list; at first it is for the nights after the trip."""
    asked = judge(request.query_params, NextForm)
    form = asked.value or NextForm()
    check_in = form.check_in or trip.ends_on
    until = check_in + timedelta(days=form.nights)
    found = await _found(trip, form) if trip.may_grow else []
    return page(
        request, PAGE, status=422 if asked.errors else 200, trip=trip, form=asked, check_in=check_in,
        nights=form.nights, days=showing.span(check_in, until),
        bases=[(one, _to(trip, one, form)) for one in found],
    )  # fmt: skip


async def _found(trip: TripPage, form: NextForm) -> list[NextBase]:
    """Near the stay before these nights, or near the first one."""
    check_in = form.check_in or trip.ends_on
    before = [line for line in trip.standing if line.check_out <= check_in] or trip.standing[:1]
    after = (await listings.profile(before[-1].site_code)).card
    return await next_bases(
        after, check_in=check_in, nights=form.nights, heads=trip.heads.total, named=form.named
    )


def _to(trip: TripPage, base: NextBase, form: NextForm) -> str:
    check_in = form.check_in or trip.ends_on
    return href("/union/hold", trip=trip.public_id, site=base.code, check_in=check_in, nights=form.nights)  # fmt: skip
