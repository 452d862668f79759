"""Signing up on the phone, without an account: the trip, what happens with the data, the form, and on to the own page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.rosters import DIETS, DOCUMENTS
from booking.rosters.enrolling import PARAGRAPHS
from booking.rosters.secret_links import secret_of
from booking.stays import enrolling
from booking.stays.enrolling import OpenTrip
from booking.web.enrolment.form import FAMILY, SignUpForm, entry_of
from booking.web.people.again import again
from booking.web.people.entering import address_of
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, form_key, page, redirect_saying, route

PAGE = "pages/enrolment/sign_up.html"
# In a quarter of an hour: a link is posted to a whole factory, and a factory has one address.
MOST_BY_LINK, MOST_FROM_ADDRESS = 120, 60


async def show(request: Request) -> Response:
    return _private(page(request, PAGE, form=Filled[SignUpForm](), **await _context(request)))


async def sign_up(request: Request) -> Response:
    """What was typed stays in the form where something is wrong; nothing of it is kept before all of it is sound."""
    context, secret = await _context(request), _secret(request)
    filled = await fill(request, SignUpForm)
    try:
        await people.admit_guess(
            f"enrolment|{secret}", most=MOST_BY_LINK, address=address_of(request),
            most_from_address=MOST_FROM_ADDRESS,
        )  # fmt: skip
        if filled.value is None:
            return _private(again(request, PAGE, filled, **context))
        made = await enrolling.sign_up(secret, entry_of(filled.value), key=await form_key(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return _private(again(request, PAGE, filled, refusal, **context))
    own = secret_of("application", made)
    return redirect_saying(request, f"/enrolment/entries/{own}", _("Sent. Keep the address of this page: it is yours alone."))  # fmt: skip


async def _context(request: Request) -> dict[str, Any]:
    trip = await enrolling.open_trip(_secret(request))
    return {
        "trip": trip, "secret": _secret(request), "consent": consent_words(trip),
        "family": FAMILY[: trip.family_most], "departments": [(one, one) for one in trip.departments],
        "diets": [(code, _(words)) for code, words in DIETS.items()],
        "documents": [(code, _(words)) for code, words in DOCUMENTS.items()],
    }  # fmt: skip


def consent_words(trip: OpenTrip) -> list[str]:
    """What the member agrees to, with the union's own name and days."""
    values = {"union": trip.union_name, "days": trip.retention_days}
    return [_(words, **values) for words in PARAGRAPHS]


def _secret(request: Request) -> str:
    return str(request.path_params["link"])


def _private(response: Response) -> Response:
    """What stands on it, or was typed into it, is nobody's to keep."""
    response.headers["Cache-Control"] = "no-store"
    return response


ROUTES = [route("/enrolment/{link}", needs=PUBLIC, get=show, post=sign_up)]
