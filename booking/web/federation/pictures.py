"""Photographs that wait for the federation: each is looked at before the public sees it."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking.web.federation.door import federation_route
from sites.foundation.errors import Refusal
from sites.foundation.forms import Filled, Form, clean_text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings.pictures import PictureJudged, judge_picture, waiting_pictures

PAGE = "pages/federation/pictures.html"


class JudgementForm(Form):
    verdict: Literal["approve", "refuse"]
    why: Annotated[str, BeforeValidator(clean_text), Field(max_length=200)] = ""


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def judge(request: Request) -> Response:
    filled = await fill(request, JudgementForm)
    form = filled.value
    if form is None:
        return await _draw(request, filled)
    if form.verdict == "refuse" and not form.why:
        return await _draw(request, filled.with_error("why", _("Say why, so that the operator can send a better one.")))  # fmt: skip
    picture, approves = request.path_params["picture"], form.verdict == "approve"
    try:
        await judge_picture(picture, approves=approves, why=form.why, by=actor_of(request))
    except PictureJudged as refusal:
        return await _draw(request, filled, refusal)
    words = (
        _("Approved: the public sees it now.")
        if approves
        else _("Refused; the operator reads why.")
    )
    return redirect_saying(request, "/federation/pictures", words)


async def _draw(
    request: Request, filled: Filled[JudgementForm], refusal: Refusal | None = None
) -> Response:
    if refusal:
        filled = filled.with_error("", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    found = await waiting_pictures()
    return page(request, PAGE, status=status, form=filled, pictures=found)


ROUTES = [
    federation_route("/federation/pictures", needs="pictures.judge", get=show),
    federation_route(
        "/federation/pictures/{picture}", needs="pictures.judge", get=show, post=judge
    ),
]
