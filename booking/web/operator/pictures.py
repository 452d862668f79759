"""The operator's photographs: sent, waiting, shown, taken away."""

from typing import Annotated

from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking.web.operator.door import operator_route
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile, SiteUnknown, profiles_of
from sites.listings.picture_encoding import LARGEST_BYTES, PictureUnfit, encode
from sites.listings.pictures import (
    FOLDER,
    MOST,
    SHOWN,
    add_picture,
    keep,
    pictures_of,
    remove_picture,
)

PAGE = "pages/operator/pictures.html"
MOST_BODY = LARGEST_BYTES + 1024 * 1024


class PictureForm(Form):
    caption: Annotated[NeededLine, Field(max_length=80)]
    caption_en: Annotated[Line, Field(max_length=120)] = ""


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def add(request: Request) -> Response:
    """Decoded in a thread, and kept under a random name, then the row is written."""
    site, by = await _own(request), actor_of(request)
    filled = await fill(request, PictureForm)
    if filled.value is None:
        return await _draw(request, filled)
    try:
        encoded = await run_in_threadpool(encode, await _sent(request))
        folder = request.app.state.settings.data_dir / FOLDER
        await add_picture(
            site.id, stored_name=await run_in_threadpool(keep, folder, encoded),
            size=(encoded.width, encoded.height), caption=filled.value.caption,
            caption_en=filled.value.caption_en, by=by,
        )  # fmt: skip
    except Refusal as refusal:
        return await _draw(request, filled, refusal)
    words = _("Sent. The public sees it as soon as the federation has approved it.")
    return redirect_saying(request, f"/operator/site/{site.code}/pictures", words)


async def remove(request: Request) -> Response:
    site = await _own(request)
    await remove_picture(request.path_params["picture"], by=actor_of(request))
    return redirect_saying(
        request, f"/operator/site/{site.code}/pictures", _("The picture is taken away.")
    )


async def _sent(request: Request) -> bytes:
    given = (await posted(request)).get("file")
    if not isinstance(given, UploadFile):
        raise PictureUnfit(field="file")
    return await given.read(LARGEST_BYTES + 1)


async def _own(request: Request) -> SiteProfile:
    own = await profiles_of(actor_of(request).organisation_id)
    found = [site for site in own if site.code == request.path_params["site"]]
    if not found:
        raise SiteUnknown
    return found[0]


async def _draw(
    request: Request, filled: Filled[PictureForm], refusal: Refusal | None = None
) -> Response:
    site = await _own(request)
    if refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise refusal
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    found = await pictures_of(site.id, SHOWN)
    return page(request, PAGE, status=status, form=filled, site=site, pictures=found, most=MOST)


ROOT = "/operator/site/{site}/pictures"
ROUTES = [
    operator_route(ROOT, needs="calendar.edit", get=show, post=add, max_body=MOST_BODY),
    operator_route(f"{ROOT}/{{picture}}/removal", needs="calendar.edit", post=remove),
]
