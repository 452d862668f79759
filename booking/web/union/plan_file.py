"""One file for all batches of a plan: sent, judged on a page where it is put right, and taken onto every list at once."""

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters
from booking.rosters import SentFile
from booking.stays import plan_people
from booking.web.union.door import plan_id, plan_people_path
from booking.web.union.file_desk import FileDesk, desk_routes, reading_at
from booking.web.union.roster_file_view import PER_PAGE, cell_name, file_view
from sites.foundation.actor import Actor
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from

PAGE = "pages/union/plan_file.html"


async def _keep(plan: str, sent: SentFile, _form: FormData, by: Actor) -> None:
    await plan_people.send_plan_file(plan, sent, by=by)


async def _draw(request: Request, *, error: str = "", status: int = 422) -> Response:
    actor, number = actor_of(request), number_from(request.query_params.get("page"))
    found = await plan_people.plan_people(plan_id(request), by=actor)
    open_ = await plan_people.plan_file(plan_id(request), by=actor)
    reading, stage, unread = await reading_at(DESK.place(request))
    form: Filled[Any] = Filled()
    words = error or unread
    return page(
        request, PAGE, status=status if error else 200, plan=found.plan, error=words, number=number, per_page=PER_PAGE,
        file=open_.file if open_ else None, view=file_view(open_.file, page=number) if open_ else None,
        form=form.with_error("file", words) if words else form, cell_name=cell_name,
        batches=[(line, *_counts(line, open_)) for line in found.batches],
        closed={code: _(told) for code, told in plan_people.CLOSED.items()}, reading=reading, stage=stage,
    )  # fmt: skip


def _counts(line: plan_people.BatchLine, open_: rosters.OpenPlanFile | None) -> tuple[int, int, bool]:  # fmt: skip
    """How many the file adds to the batch, how many are named then, and whether that is more than are booked."""
    judged = open_.batches.get(line.number) if open_ else None
    coming = len(judged.coming) if judged else 0
    return coming, line.named + coming, line.named + coming > line.heads


DESK = FileDesk(
    owner="plan",
    path=plan_people_path,
    draw=_draw,
    look=plan_people.plan_file,
    keep=_keep,
    mend=plan_people.mend_plan_file,
    take=plan_people.take_plan_file,
    drop=plan_people.drop_plan_file,
    by_batch=True,
    read=lambda: _("Read. Nothing is on a list yet."),
    forgotten=lambda: _("The file is forgotten; every list is as it was."),
)
ROUTES = desk_routes(
    DESK, file="/union/plans/{plan}/people/file", template="/union/plan-roster-template.xlsx"
)
