"""One file for all batches of a plan: sent, judged on a page where it is put right, and taken onto every list at once."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters
from booking.stays import plan_people
from booking.web.showing.download import download
from booking.web.union.door import UPLOAD, plan_id, plan_people_path, union_route
from booking.web.union.roster_file import mended, taken_words
from booking.web.union.roster_file_view import PER_PAGE, cell_name, file_view
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.paging import number_from
from sites.foundation.words import say

PAGE = "pages/union/plan_file.html"


async def show(request: Request) -> Response:
    return await _draw(request)


async def template(_request: Request) -> Response:
    return await download(_("Who travels"), *rosters.roster_template(by_batch=True))


async def send(request: Request) -> Response:
    file = (await posted(request)).get("file")
    data = await file.read() if isinstance(file, UploadFile) else b""
    if not data:
        return await _draw(request, error=_("Choose a file"))
    try:
        sent = await rosters.read_file(data, getattr(file, "filename", "") or "", by_batch=True)
        await plan_people.send_plan_file(plan_id(request), sent, by=actor_of(request))
    except Refusal as refusal:
        return await _again(request, refusal)
    return redirect_saying(request, plan_people_path(request, "/file"), _("Read. Nothing is on a list yet."))  # fmt: skip


async def mend(request: Request) -> Response:
    cells, without = mended(await posted(request))
    try:
        await plan_people.mend_plan_file(
            plan_id(request), cells, without=without, by=actor_of(request)
        )
    except Refusal as refusal:
        return await _again(request, refusal)
    return redirect_saying(request, plan_people_path(request, "/file"), _("Looked at again."))


async def take(request: Request) -> Response:
    edition = number_from((await posted(request)).get("edition"))
    try:
        taken = await plan_people.take_plan_file(
            plan_id(request), edition=edition, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await _again(request, refusal)
    back = "/file" if taken.waiting else ""
    return redirect_saying(request, plan_people_path(request, back), taken_words(taken))


async def drop(request: Request) -> Response:
    await plan_people.drop_plan_file(plan_id(request), by=actor_of(request))
    return redirect_saying(request, plan_people_path(request), _("The file is forgotten; every list is as it was."))  # fmt: skip


async def _again(request: Request, refusal: Refusal) -> Response:
    if refusal.kind is Kind.UNKNOWN:
        raise refusal
    return await _draw(request, error=say(refusal), status=refusal.status)


async def _draw(request: Request, *, error: str = "", status: int = 422) -> Response:
    actor, number = actor_of(request), number_from(request.query_params.get("page"))
    found = await plan_people.plan_people(plan_id(request), by=actor)
    open_ = await plan_people.plan_file(plan_id(request), by=actor)
    form: Filled[Any] = Filled()
    return page(
        request, PAGE, status=status if error else 200, plan=found.plan, error=error, number=number, per_page=PER_PAGE,
        file=open_.file if open_ else None, view=file_view(open_.file, page=number) if open_ else None,
        form=form.with_error("file", error) if error else form, cell_name=cell_name,
        batches=[(line, *_counts(line, open_)) for line in found.batches],
        closed={code: _(words) for code, words in plan_people.CLOSED.items()},
    )  # fmt: skip


def _counts(line: plan_people.BatchLine, open_: rosters.OpenPlanFile | None) -> tuple[int, int, bool]:  # fmt: skip
    """How many the file adds to the batch, how many are named then, and whether that is more than are booked."""
    judged = open_.batches.get(line.number) if open_ else None
    coming = len(judged.coming) if judged else 0
    return coming, line.named + coming, line.named + coming > line.heads


FILE = "/union/plans/{plan}/people/file"
ROUTES = [
    union_route(FILE, needs="rosters.write", get=show, post=send, max_body=UPLOAD),
    union_route("/union/plan-roster-template.xlsx", needs="rosters.write", get=template),
    union_route(f"{FILE}/cells", needs="rosters.write", post=mend),
    union_route(f"{FILE}/taking", needs="rosters.write", post=take),
    union_route(f"{FILE}/removal", needs="rosters.write", post=drop),
]
