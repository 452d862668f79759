"""Papers of a stay: the sealed contract is uploaded, and both sides' papers are fetched."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from booking import stays
from booking.web.operator.door import operator_route
from booking.web.operator.stay_page import draw_refused, draw_stay
from booking.web.uploads import MAX_BODY, UPLOADS
from sites.foundation.errors import Refusal
from sites.foundation.forms import posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, redirect_saying


async def add(request: Request) -> Response:
    """The file is looked at before anything is kept. Refused: StayUnknown, PaperUnfit."""
    stay, by = request.path_params["stay"], actor_of(request)
    await stays.page_of(stay, by=by)
    upload = (await posted(request)).get("paper")
    name = upload.filename or "" if isinstance(upload, UploadFile) else ""
    content = await upload.read() if isinstance(upload, UploadFile) else b""
    try:
        media_type = stays.media_type_of(content)
    except Refusal as refusal:
        return await draw_refused(request, refusal)
    stored = stays.store(request.app.state.settings.data_dir / UPLOADS, content)
    await stays.add_paper(
        stay, kind="contract", shown_name=name or _("contract"), stored_name=stored,
        media_type=media_type, size=len(content), by=by,
    )  # fmt: skip
    return redirect_saying(request, f"/operator/stays/{stay}", _("The paper is kept."))


async def fetch(request: Request) -> Response:
    paper = await stays.paper_of(
        request.path_params["stay"], request.path_params["paper"], by=actor_of(request)
    )
    folder = request.app.state.settings.data_dir / UPLOADS
    return FileResponse(
        folder / paper.stored_name,
        media_type=paper.media_type,
        filename=paper.shown_name,
        headers={"Cache-Control": "no-store"},
    )


ROUTES = [
    operator_route(
        "/operator/stays/{stay}/papers",
        needs="stays.answer",
        get=draw_stay,
        post=add,
        max_body=MAX_BODY,
    ),
    operator_route("/operator/stays/{stay}/papers/{paper}", needs="stays.see", get=fetch),
]
