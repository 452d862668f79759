"""What is held about a member, on the phone that opened the link: read, and asked to be corrected. Looking at the address uses nothing."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.rosters import DOCUMENTS, FIELDS, held
from booking.rosters.held import OPEN_FOR, Wish
from booking.stays import held_data
from booking.web.people.entering import address_of
from sites.foundation import clock, shield
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, clean_text, fill
from sites.foundation.language import N_, _
from sites.foundation.pages import PUBLIC, form_key, page, redirect, redirect_saying, route
from sites.foundation.words import say

PAGE, DOOR = "pages/enrolment/own_data.html", "pages/enrolment/own_data_door.html"
COOKIE = "own_data"
# In a quarter of an hour: of one link, and from one address. A factory shares one.
MOST_BY_LINK, MOST_FROM_ADDRESS = 10, 60
OUTCOMES = {"used": N_("you travelled"), "no_show": N_("did not come, which counts as used")}
KINDS = {
    "union": N_("your union"), "operator": N_("the base"), "agency": N_("the travel agency"), "federation": N_("a federation"),
    "platform": N_("the platform"),
}  # fmt: skip


class CorrectionForm(Form):
    name: Line = ""
    document: Literal["resident", "other"] = "resident"
    number: Line = ""
    phone: Line = ""
    department: Line = ""
    word: Annotated[str, BeforeValidator(clean_text), Field(max_length=300)] = ""


async def show(request: Request) -> Response:
    """The data where this phone has opened the link, else the door. Refused: LinkDead."""
    return await _draw(request, Filled())


async def open_it(request: Request) -> Response:
    """Uses the link up: whoever opens it first has it, for an hour."""
    token = _token(request)
    await people.admit_guess(
        f"own-data|{token}", most=MOST_BY_LINK, address=address_of(request), most_from_address=MOST_FROM_ADDRESS
    )  # fmt: skip
    holder = await held.open_link(token)
    response = redirect(_path(request))
    settings = request.app.state.settings
    until = (clock.now() + OPEN_FOR).isoformat()
    signed = shield.sign(f"{COOKIE}|{holder}|{until}", secret=settings.secret_key)
    shield.set_cookie(response, COOKIE, signed, https=settings.is_https, max_age=int(OPEN_FOR.total_seconds()))  # fmt: skip
    return response


async def ask(request: Request) -> Response:
    filled = await fill(request, CorrectionForm)
    if filled.value is None:
        return await _draw(request, filled, status=422)
    wish = Wish(**filled.value.model_dump())
    try:
        await held_data.ask_correction(
            _token(request), _holder(request), wish, key=await form_key(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        again = filled.with_error(refusal.field or "", say(refusal))
        return await _draw(request, again, status=refusal.status)
    return redirect_saying(request, _path(request), _("Sent to your union. Its answer stands on this page; for a later look ask for a new link."))  # fmt: skip


async def leave(request: Request) -> Response:
    """Close it on this phone; the link opens nothing more."""
    response = redirect("/")
    shield.set_cookie(response, COOKIE, "", https=request.app.state.settings.is_https, max_age=0)
    return response


async def _draw(request: Request, form: Filled[Any], *, status: int = 200) -> Response:
    found = await held_data.own_data(_token(request), _holder(request))
    if found is None:
        response = page(request, DOOR, token=_token(request))
    else:
        response = page(
            request, PAGE, status=status, form=form, found=found, token=_token(request), fields=_words(FIELDS),
            outcomes=_words(OUTCOMES), kinds=_words(KINDS), documents=[*_words(DOCUMENTS).items()],
        )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _words(table: dict[str, str]) -> dict[str, str]:
    return {code: _(words) for code, words in table.items()}


def _token(request: Request) -> str:
    return str(request.path_params["own_data"])


def _path(request: Request) -> str:
    return f"/my-data/{_token(request)}"


def _holder(request: Request) -> str:
    """What the phone shows that opened a link; empty where it opened none, or too long ago."""
    settings = request.app.state.settings
    cookie = request.cookies.get(shield.cookie_name(COOKIE, https=settings.is_https), "")
    text = shield.unsign(cookie, secret=settings.secret_key) if cookie else None
    kind, holder, until = ((text or "") + "||").split("|")[:3]
    if kind != COOKIE:
        return ""
    return holder if clock.now() < datetime.fromisoformat(until) else ""


OWN_DATA = "/my-data/{own_data}"
ROUTES = [
    route(OWN_DATA, needs=PUBLIC, get=show, post=open_it),
    route(f"{OWN_DATA}/correction", needs=PUBLIC, post=ask),
    route(f"{OWN_DATA}/leaving", needs=PUBLIC, post=leave),
]
