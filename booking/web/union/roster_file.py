"""The list of a group by file: sent, judged on a page where it is put right, and taken when it was looked at."""

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rosters import SentFile
from booking.web import showing
from booking.web.union.door import stay_id, stay_path
from booking.web.union.file_desk import FileDesk, desk_routes, reading_at
from booking.web.union.may import may_of
from booking.web.union.roster_file_view import PER_PAGE, cell_name, file_view
from sites.foundation.actor import Actor
from sites.foundation.forms import Filled
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from

PAGE = "pages/union/roster_file.html"


async def _keep(stay: str, sent: SentFile, form: FormData, by: Actor) -> None:
    await stays.send_roster_file(stay, sent, is_whole=form.get("whole") == "1", by=by)


async def _draw(request: Request, *, error: str = "", status: int = 422) -> Response:
    actor, number = actor_of(request), number_from(request.query_params.get("page"))
    found = await stays.page_of(stay_id(request), by=actor)
    file = await stays.roster_file(stay_id(request), by=actor)
    reading, stage, unread = await reading_at(DESK.place(request))
    form: Filled[Any] = Filled()
    words = error or unread
    return page(
        request, PAGE, status=status if error else 200, stay=found, line=found.line, error=words, file=file,
        may=may_of(found, by=actor), view=file_view(file, page=number) if file else None, number=number,
        per_page=PER_PAGE, form=form.with_error("file", words) if words else form, cell_name=cell_name,
        group_line=showing.group_line(found), reading=reading, stage=stage,
    )  # fmt: skip


DESK = FileDesk(
    owner="stay",
    path=lambda request, rest: stay_path(request, "/roster" + rest),
    draw=_draw,
    look=stays.roster_file,
    keep=_keep,
    mend=stays.mend_roster_file,
    take=stays.take_roster_file,
    drop=stays.drop_roster_file,
    by_batch=False,
    read=lambda: _("Read. Nothing is on the list yet."),
    forgotten=lambda: _("The file is forgotten; the list is as it was."),
)
ROUTES = desk_routes(
    DESK, file="/union/stays/{stay}/roster/file", template="/union/roster-template.xlsx"
)
