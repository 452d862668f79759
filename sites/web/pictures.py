"""Photographs of bases from our own address: what is approved may be kept for good by every browser."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sites.foundation.pages import PUBLIC, route, viewer_of
from sites.listings.pictures import FOLDER, SIZES, PictureUnknown, picture_file

CACHED = "public, max-age=31536000, immutable"


async def show(request: Request) -> Response:
    """What still waits for the federation is shown to those alone who answer for it, and never kept."""
    size = request.path_params["size"]
    if size not in SIZES:
        raise PictureUnknown
    viewer = viewer_of(request)
    name, is_public = await picture_file(
        request.path_params["picture"], by=viewer.actor if viewer else None
    )
    path = request.app.state.settings.data_dir / FOLDER / f"{name}.{size}"
    if not await run_in_threadpool(path.is_file):
        raise PictureUnknown
    headers = {
        "Cache-Control": CACHED if is_public else "no-store",
        "Content-Disposition": "inline",
    }
    return FileResponse(path, media_type="image/jpeg", headers=headers)


ROUTES = [route("/pictures/{picture}/{size}.jpg", needs=PUBLIC, get=show)]
