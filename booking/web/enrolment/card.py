"""The trip card on a participant's phone: opened by name and eight digits, then kept open for half a day by a signed cookie."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.cases import KINDS as CASE_KINDS
from booking.stays import surveying, trip_card
from booking.stays.trip_card.refusals import NotRecognised
from booking.web.people.entering import address_of
from sites.foundation import clock, shield
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import (
    Filled,
    Form,
    NeededLine,
    clean_line,
    clean_text,
    empty_is_none,
    fill,
    filled_in,
)
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, form_key, page, redirect, redirect_saying, route
from sites.foundation.words import say

PAGE, DOOR = "pages/enrolment/card.html", "pages/enrolment/card_door.html"
COOKIE, OPEN_FOR = "card", timedelta(hours=12)
# In a quarter of an hour: of one name, and from one address. A coach shares one.
MOST_FOR_NAME, MOST_FROM_ADDRESS = 5, 60
End = Annotated[str, BeforeValidator(clean_line), Field(max_length=8), AfterValidator(filled_in)]


class DoorForm(Form):
    name: NeededLine
    phone_end: End
    number_end: End


Stars = Annotated[int | None, BeforeValidator(empty_is_none), Field(ge=1, le=5)]


class SurveyForm(Form):
    stay: NeededLine
    overall: Annotated[int, Field(ge=1, le=5)]
    route: Stars = None
    meals: Stars = None
    sights: Stars = None
    lodging: Stars = None
    service: Stars = None


class WordForm(Form):
    kind: Literal["question", "complaint", "incident"] = "question"
    text: Annotated[str, BeforeValidator(clean_text), Field(max_length=2000)] = ""
    named: bool = False


async def show(request: Request) -> Response:
    """The card where this phone has opened it, else the door."""
    await trip_card.card_by(_secret(request))
    traveller = _holder(request)
    if traveller:
        try:
            return await _draw(request, traveller, Filled())
        except NotRecognised:
            pass
    return _private(page(request, DOOR, form=Filled[DoorForm](), secret=_secret(request)))


async def open_it(request: Request) -> Response:
    """Tries are limited and on record; whatever does not fit is answered alike."""
    secret, filled = _secret(request), await fill(request, DoorForm)
    if filled.value is None:
        return _door(request, filled, 422)
    form = filled.value
    try:
        await people.admit_guess(
            f"card|{secret}|{form.name}", most=MOST_FOR_NAME, address=address_of(request),
            most_from_address=MOST_FROM_ADDRESS,
        )  # fmt: skip
        traveller = await trip_card.open_card(
            secret, name=form.name, phone_end=form.phone_end, number_end=form.number_end
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return _door(request, filled.with_error(refusal.field or "", say(refusal)), refusal.status)
    response = redirect(f"/trip-card/{secret}")
    _keep(request, response, traveller)
    return response


async def leave(request: Request) -> Response:
    """Close it on this phone, for whoever borrowed one."""
    response = redirect(f"/trip-card/{_secret(request)}")
    shield.set_cookie(response, COOKIE, "", https=request.app.state.settings.is_https, max_age=0)
    return response


async def say_something(request: Request) -> Response:
    traveller, filled = _holder(request), await fill(request, WordForm)
    if not traveller:
        return redirect(f"/trip-card/{_secret(request)}")
    if filled.value is None:
        return await _draw(request, traveller, filled, status=422)
    form = filled.value
    try:
        number = await trip_card.say_on_card(
            _secret(request), traveller, kind=form.kind, text=form.text, is_named=form.named,
            key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        again = filled.with_error(refusal.field or "", say(refusal))
        return await _draw(request, traveller, again, status=refusal.status)
    words = _("Sent as case %(number)s. Your union and the federation read it; ask your union for the answer.", number=number)  # fmt: skip
    return redirect_saying(request, f"/trip-card/{_secret(request)}", words)


async def answer(request: Request) -> Response:
    """One answer for each participant and base; a second one changes nothing."""
    traveller, filled = _holder(request), await fill(request, SurveyForm)
    if not traveller:
        return redirect(f"/trip-card/{_secret(request)}")
    if filled.value is None:
        return await _draw(request, traveller, filled, status=422)
    form = filled.value
    parts = {part: stars for part in surveying.PARTS if (stars := getattr(form, part)) is not None}
    try:
        await surveying.answer_survey(
            _secret(request), traveller, form.stay, overall=form.overall, parts=parts
        )
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        again = filled.with_error(refusal.field or "", say(refusal))
        return await _draw(request, traveller, again, status=refusal.status)
    return redirect_saying(request, f"/trip-card/{_secret(request)}", _("Thank you. Your answer counts without your name."))  # fmt: skip


async def _draw(
    request: Request, traveller: str, form: Filled[Any], *, status: int = 200
) -> Response:
    card = await trip_card.shown_card(_secret(request), traveller)
    kinds = [(kind, _(words)) for kind, words in CASE_KINDS.items()]
    return _private(
        page(
            request, PAGE, status=status, form=form, card=card, kinds=kinds, secret=_secret(request),
            surveys=await surveying.surveys_on_card(_secret(request), traveller),
            parts=[(part, _(words)) for part, words in surveying.PARTS.items()],
        )
    )  # fmt: skip


def _door(request: Request, filled: Filled[Any], status: int) -> Response:
    return _private(page(request, DOOR, status=status, form=filled, secret=_secret(request)))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _secret(request: Request) -> str:
    return str(request.path_params["card"])


def _keep(request: Request, response: Response, traveller: str) -> None:
    settings = request.app.state.settings
    until = (clock.now() + OPEN_FOR).isoformat()
    signed = shield.sign(f"card|{_secret(request)}|{traveller}|{until}", secret=settings.secret_key)
    shield.set_cookie(
        response, COOKIE, signed, https=settings.is_https, max_age=int(OPEN_FOR.total_seconds())
    )


def _holder(request: Request) -> str:
    """Who opened this card on this phone; empty where nobody did, or too long ago."""
    settings = request.app.state.settings
    cookie = request.cookies.get(shield.cookie_name(COOKIE, https=settings.is_https), "")
    text = shield.unsign(cookie, secret=settings.secret_key) if cookie else None
    kind, secret, traveller, until = ((text or "") + "|||").split("|")[:4]
    if (kind, secret) != ("card", _secret(request)):
        return ""
    return traveller if clock.now() < datetime.fromisoformat(until) else ""


CARD = "/trip-card/{card}"
ROUTES = [
    route(CARD, needs=PUBLIC, get=show, post=open_it),
    route(f"{CARD}/words", needs=PUBLIC, post=say_something),
    route(f"{CARD}/survey", needs=PUBLIC, post=answer),
    route(f"{CARD}/leaving", needs=PUBLIC, post=leave),
]
