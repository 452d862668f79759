"""The union's side of what is held about a person: a link for them, and the answer to what they ask to have corrected."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.people import Issued
from booking.stays import held_data
from booking.web.people.link_page import show_link
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.person_page import draw_person
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, clean_text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying
from sites.foundation.words import say


class AnswerForm(Form):
    act: Literal["correct", "refuse"]
    why: Annotated[str, BeforeValidator(clean_text), Field(max_length=300)] = ""


async def make_link(request: Request) -> Response:
    """The link stands on this one page; nothing of the person is in it."""
    try:
        made = await held_data.make_held_link(
            stay_id(request), _traveller(request), by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await draw_person(request, filled=Filled(errors={"": say(refusal)}), status=refusal.status)  # fmt: skip
    issued = Issued(0, f"/my-data/{made.token}", made.expires_at)
    back = stay_path(request, f"/roster/{_traveller(request)}")
    return show_link(request, issued, title=_("What is held, for the person"), back=back)


async def answer(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    if filled.value is None:
        return await draw_person(request, filled=filled)
    form = filled.value
    try:
        await held_data.answer_correction(
            stay_id(request), _traveller(request), corrected=form.act == "correct", why=form.why, by=actor_of(request)
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        again = filled.with_error(refusal.field or "", say(refusal))
        return await draw_person(request, filled=again, status=refusal.status)
    words = _("Corrected as asked.") if form.act == "correct" else _("Refused; your reason is kept for the member.")  # fmt: skip
    return redirect_saying(request, stay_path(request, f"/roster/{_traveller(request)}"), words)


def _traveller(request: Request) -> str:
    return str(request.path_params["traveller"])


PERSON = "/union/stays/{stay}/roster/{traveller}"
ROUTES = [
    union_route(f"{PERSON}/link", needs="rosters.reveal", post=make_link),
    union_route(f"{PERSON}/correction", needs="rosters.write", post=answer),
]
