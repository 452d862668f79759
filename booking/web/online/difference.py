"""One thing that provider and house see differently, and the two answers to it."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.money import online
from booking.money.vocabulary import DIFFERENCE
from booking.web.banking.door import root_of
from booking.web.people.again import again
from sites.foundation.forms import Filled, Form, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/online/difference.html"


class SettledForm(Form):
    note: Annotated[NeededLine, Field(max_length=200)]


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[SettledForm](), **await _context(request))


async def take(request: Request) -> Response:
    await online.take_as_it_came(_id(request), by=actor_of(request))
    return _back(request, _("The payment is applied to its charge."))


async def settle(request: Request) -> Response:
    filled = await fill(request, SettledForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    await online.settle_difference(_id(request), note=filled.value.note, by=actor_of(request))
    return _back(request, _("It is off your list; what you wrote is kept."))


async def _context(request: Request) -> dict[str, Any]:
    one = await online.difference_of(_id(request), by=actor_of(request))
    lines = await stays.lines_by_id([one.stay_id] if one.stay_id else [])
    return {
        "one": one, "line": lines.get(one.stay_id or 0), "root": root_of(request),
        "difference_words": DIFFERENCE,
    }  # fmt: skip


def _id(request: Request) -> str:
    return str(request.path_params["difference"])


def _back(request: Request, words: str) -> Response:
    return redirect_saying(request, f"{root_of(request)}/online", words)
