"""A member's own entry by the personal link: how it stands, what was said, and the way back."""

from starlette.requests import Request
from starlette.responses import Response

from booking.rosters import DIETS
from booking.stays import enrolling
from booking.web.enrolment.words import STATES
from sites.foundation.errors import Kind, Refusal
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, page, redirect_saying, route
from sites.foundation.words import say

PAGE = "pages/enrolment/own.html"


async def show(request: Request) -> Response:
    entry, trip = await enrolling.own_entry(_secret(request))
    response = page(
        request, PAGE, entry=entry, trip=trip, secret=_secret(request), state=_(STATES[entry.state]),
        diet=_(DIETS[entry.diet]) if entry.diet else "",
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


async def withdraw(request: Request) -> Response:
    address = f"/enrolment/entries/{_secret(request)}"
    try:
        await enrolling.withdraw_application(_secret(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return redirect_saying(request, address, say(refusal), kind="refused")
    return redirect_saying(request, address, _("Taken back. Name, numbers and wishes are deleted."))


def _secret(request: Request) -> str:
    return str(request.path_params["application"])


ROUTES = [
    route("/enrolment/entries/{application}", needs=PUBLIC, get=show),
    route("/enrolment/entries/{application}/withdrawal", needs=PUBLIC, post=withdraw),
]
