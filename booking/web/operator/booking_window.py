"""When the nights of a base may be booked: from so many days before each of them, until so many days before."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from booking.web.operator.own_site import own_site
from booking.web.people.again import again
from sites import calendar
from sites.calendar import BookingWindow
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import full_day
from sites.foundation.forms import Count, Filled, Form, MaybeCount, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.listings import SiteProfile

PAGE = "pages/operator/booking_window.html"


class WindowForm(Form):
    earliest: MaybeCount = None
    latest: Count = 0


async def show(request: Request) -> Response:
    site = await own_site(request)
    raw = {"earliest": str(site.book_from or ""), "latest": str(site.book_until)}
    return page(request, PAGE, form=Filled[WindowForm](raw=raw), **_context(site))


async def declare(request: Request) -> Response:
    site = await own_site(request)
    filled = await fill(request, WindowForm)
    if filled.value is None:
        return again(request, PAGE, filled, **_context(site))
    window = BookingWindow(filled.value.earliest, filled.value.latest)
    try:
        await calendar.declare_window(site.id, window, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, **_context(site))
    words = _("Kept. %(today)s What is booked stays booked.", today=today_in_words(window))
    return redirect_saying(request, f"/operator/sites/{site.code}/booking-window", words)


def _context(site: SiteProfile) -> dict[str, Any]:
    window = BookingWindow(site.book_from, site.book_until)
    return {"site": site, "today": today_in_words(window), "most": calendar.LONGEST_AHEAD}


def today_in_words(window: BookingWindow) -> str:
    """Which nights somebody may book today, where they say nothing else."""
    today = clock.today()
    first = full_day(today + timedelta(days=window.latest))
    if window.earliest is None:
        return _("Today every opened night from %(first)s on can be booked.", first=first)
    last = full_day(today + timedelta(days=window.earliest))
    return _("Today the nights from %(first)s to %(last)s can be booked.", first=first, last=last)


ROUTES = [
    operator_route(
        "/operator/sites/{site}/booking-window", needs="calendar.edit", get=show, post=declare
    )
]
