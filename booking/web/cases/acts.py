"""Acts on a case: writing, taking it on, handing it to the base, and the one answer."""

from collections.abc import Awaitable
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import cases
from booking.web.cases.listing import root_of
from booking.web.cases.one import draw_case, show
from booking.web.side import Side
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, NeededText, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, redirect_saying


class MessageForm(Form):
    text: Annotated[NeededText, Field(max_length=2000)]


class AnswerForm(Form):
    answer: Annotated[NeededText, Field(max_length=2000)]


async def write(request: Request) -> Response:
    filled = await fill(request, MessageForm)
    if filled.value is None:
        return await draw_case(request, filled=filled)
    verb = cases.write_to_case(
        _case(request), text=filled.value.text, by=actor_of(request), key=await form_key(request)
    )
    return await _done(request, verb, _("Sent."), filled)


async def take(request: Request) -> Response:
    return await _done(
        request, cases.take_case(_case(request), by=actor_of(request)), _("The case is yours.")
    )


async def hand(request: Request) -> Response:
    verb = cases.hand_case(_case(request), by=actor_of(request))
    return await _done(request, verb, _("The base sees the case and can write to it."))


async def answer(request: Request) -> Response:
    filled = await fill(request, AnswerForm)
    if filled.value is None:
        return await draw_case(request, filled=filled)
    verb = cases.answer_case(_case(request), answer=filled.value.answer, by=actor_of(request))
    return await _done(request, verb, _("Answered. Whoever asked is told."), filled)


async def _done(
    request: Request, act: Awaitable[Any], words: str, filled: Filled[Any] | None = None
) -> Response:
    try:
        await act
    except Refusal as refusal:
        return await draw_case(request, filled=filled, refusal=refusal)
    return redirect_saying(request, f"{root_of(actor_of(request))}/{_case(request)}", words)


def _case(request: Request) -> str:
    return str(request.path_params["case"])


federation = Side("federation")
ROUTES = [
    *(
        Side(kind)(f"/{kind}/cases/{{case}}/messages", needs="cases.write", get=show, post=write)
        for kind in ("union", "operator", "federation")
    ),
    federation("/federation/cases/{case}/owner", needs="cases.answer", get=show, post=take),
    federation("/federation/cases/{case}/handing", needs="cases.answer", get=show, post=hand),
    federation("/federation/cases/{case}/answer", needs="cases.answer", get=show, post=answer),
]
