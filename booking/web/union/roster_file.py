"""The list by file: sent, judged on a page where it is put right, and taken when it was looked at."""

import re
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.stays import Taken
from booking.web import showing
from booking.web.showing.download import download
from booking.web.union.door import UPLOAD, stay_id, stay_path, union_route
from booking.web.union.may import may_of
from booking.web.union.roster_file_view import PER_PAGE, cell_name, file_view
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, posted
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.paging import number_from
from sites.foundation.words import say

PAGE = "pages/union/roster_file.html"
CELL = re.compile(r"cell-([0-9]{1,6})-([a-z]{1,10})")
ROW = re.compile(r"without-([0-9]{1,6})")


async def show(request: Request) -> Response:
    return await _draw(request)


async def template(_request: Request) -> Response:
    return await download(_("Who travels"), *rosters.roster_template())


async def send(request: Request) -> Response:
    form = await posted(request)
    file = form.get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    if not data:
        return await _draw(request, error=_("Choose a file"))
    try:
        sent = await rosters.read_file(data, getattr(file, "filename", "") or "")
        is_whole = form.get("whole") == "1"
        await stays.send_roster_file(
            stay_id(request), sent, is_whole=is_whole, by=actor_of(request)
        )
    except Refusal as refusal:
        return await _again(request, refusal)
    return redirect_saying(request, stay_path(request, "/roster/file"), _("Read. Nothing is on the list yet."))  # fmt: skip


async def mend(request: Request) -> Response:
    cells, without = mended(await posted(request))
    try:
        await stays.mend_roster_file(stay_id(request), cells, without=without, by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, refusal)
    return redirect_saying(request, stay_path(request, "/roster/file"), _("Looked at again."))


async def take(request: Request) -> Response:
    edition = number_from((await posted(request)).get("edition"))
    try:
        taken = await stays.take_roster_file(
            stay_id(request), edition=edition, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await _again(request, refusal)
    back = "/roster/file" if taken.waiting else "/roster"
    return redirect_saying(request, stay_path(request, back), taken_words(taken))


async def drop(request: Request) -> Response:
    await stays.drop_roster_file(stay_id(request), by=actor_of(request))
    return redirect_saying(request, stay_path(request, "/roster"), _("The file is forgotten; the list is as it was."))  # fmt: skip


def taken_words(taken: Taken) -> str:
    words = _(
        "On the list: %(added)s added, %(changed)s changed, %(left)s taken off.",
        added=taken.added, changed=taken.changed, left=taken.left,
    )  # fmt: skip
    waiting = ngettext("%(num)s row waits to be put right.", "%(num)s rows wait to be put right.", taken.waiting)  # fmt: skip
    return f"{words} {waiting}" if taken.waiting else words


def mended(form: FormData) -> tuple[dict[tuple[int, str], str], list[int]]:
    """Cells in which something was typed, and rows to leave out. What is no field of ours is passed over."""
    cells, without = {}, []
    for name, value in form.multi_items():
        if not isinstance(value, str) or not value.strip():
            continue
        if cell := CELL.fullmatch(name):
            cells[int(cell[1]), cell[2]] = value
        elif row := ROW.fullmatch(name):
            without.append(int(row[1]))
    return cells, without


async def _again(request: Request, refusal: Refusal) -> Response:
    if refusal.kind is Kind.UNKNOWN:
        raise refusal
    return await _draw(request, error=say(refusal), status=refusal.status)


async def _draw(request: Request, *, error: str = "", status: int = 422) -> Response:
    actor, number = actor_of(request), number_from(request.query_params.get("page"))
    found = await stays.page_of(stay_id(request), by=actor)
    file = await stays.roster_file(stay_id(request), by=actor)
    form: Filled[Any] = Filled()
    return page(
        request, PAGE, status=status if error else 200, stay=found, line=found.line, error=error, file=file,
        may=may_of(found, by=actor), view=file_view(file, page=number) if file else None, number=number,
        per_page=PER_PAGE, form=form.with_error("file", error) if error else form, cell_name=cell_name,
        group_line=showing.group_line(found),
    )  # fmt: skip


FILE = "/union/stays/{stay}/roster/file"
ROUTES = [
    union_route(FILE, needs="rosters.write", get=show, post=send, max_body=UPLOAD),
    union_route("/union/roster-template.xlsx", needs="rosters.write", get=template),
    union_route(f"{FILE}/cells", needs="rosters.write", post=mend),
    union_route(f"{FILE}/taking", needs="rosters.write", post=take),
    union_route(f"{FILE}/removal", needs="rosters.write", post=drop),
]
