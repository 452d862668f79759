"""A write-off whose payee has no second person, answered by a signed link: no session, one act."""

from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.web.people.again import again
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, page, redirect_saying, route

PAGE, PATH = "pages/people/write_off_link.html", "/write-off-confirmation/{confirmation}"


class RefusalForm(Form):
    why: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    one = await money.write_off_behind(_link(request))
    return page(request, PAGE, one=one, link=_link(request), form=Filled[RefusalForm]())


async def agree(request: Request) -> Response:
    """The page of the link then says that it was agreed to."""
    await money.agree_by_link(_link(request))
    return _back(request, _("Agreed. The payee writes it off."))


async def refuse(request: Request) -> Response:
    one, filled = await money.write_off_behind(_link(request)), await fill(request, RefusalForm)
    if filled.value is None:
        return again(request, PAGE, filled, one=one, link=_link(request))
    try:
        await money.refuse_by_link(_link(request), why=filled.value.why)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return again(request, PAGE, filled, refusal, one=one, link=_link(request))
    return _back(request, _("You said no; the money stays owed."))


def _link(request: Request) -> str:
    return str(request.path_params["confirmation"])


def _back(request: Request, words: str) -> Response:
    return redirect_saying(request, PATH.replace("{confirmation}", _link(request)), words)


ROUTES = [
    route(PATH, needs=PUBLIC, get=show, post=agree),
    route(f"{PATH}/refusal", needs=PUBLIC, get=show, post=refuse),
]
