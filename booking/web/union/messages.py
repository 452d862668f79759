"""Writing to the base about one stay."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.web.union.acting import done_or_again
from booking.web.union.door import stay_id, union_route
from booking.web.union.hub import draw_hub
from sites.foundation.forms import Form, clean_text, fill, filled_in
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key


class MessageForm(Form):
    text: Annotated[
        str, BeforeValidator(clean_text), Field(max_length=2000), AfterValidator(filled_in)
    ]


async def act(request: Request) -> Response:
    filled = await fill(request, MessageForm)
    if filled.value is None:
        return await draw_hub(request, filled=filled)
    verb = stays.write_message(
        stay_id(request),
        text=filled.value.text,
        by=actor_of(request),
        key=await form_key(request),
    )
    return await done_or_again(request, verb, words=_("Sent."), filled=filled, anchor="#messages")


ROUTES = [union_route("/union/stays/{stay}/messages", needs="stays.message", post=act)]
