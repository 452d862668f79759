"""The union's first page: what to do next over all stays, then the stays by state."""

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.web.union.desk_tasks import asks_for_names, desk_tasks
from booking.web.union.door import union_route
from booking.web.union.groups import GROUPS, OPEN, group_of, tabs
from booking.web.union.rows import row_of
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import cut, number_from
from sites.foundation.rendering import href

PAGE = "pages/union/desk.html"
SIZE = 20
MOST = 500


async def show(request: Request) -> Response:
    """`?show=` is one of the groups, anything else the open ones; `?page=` from 1."""
    actor = actor_of(request)
    lines = await stays.lines_of(actor, limit=MOST)
    wanted = request.query_params.get("show", "")
    chosen = wanted if wanted in GROUPS else OPEN
    fitting = [line for line in lines if chosen in group_of(line)]
    shown = cut(fitting, number=number_from(request.query_params.get("page")), size=SIZE)
    asked = await stays.asked_of(actor) if actor.may("stays.approve") else []
    named = await stays.fully_named(line.public_id for line in lines if asks_for_names(line))
    return page(
        request, PAGE, standing=await people.standing_of(actor.organisation_id),
        tasks=desk_tasks(lines, asked=len(asked), books=actor.may("stays.book"), named=named, offers=await stays.open_counter_offers(actor)), tabs=tabs(lines, chosen),
        rows=[row_of(line) for line in shown.items], shown=shown, has_any=bool(lines), chosen=chosen,
        books=actor.may("stays.book"), previous=_page(chosen, shown.number - 1) if shown.number > 1 else "",
        following=_page(chosen, shown.number + 1) if shown.number < shown.last else "",
    )  # fmt: skip


def _page(chosen: str, number: int) -> str:
    return href("/union", show=chosen, page=number)


ROUTES = [union_route("/union", needs="stays.see", get=show)]
