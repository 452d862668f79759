"""Who comes, for the base: names, numbers around the stay, and what differs from an earlier version of the list."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rosters import DOCUMENTS, FIELDS, KINDS, SEXES
from booking.web.operator.door import operator_route
from booking.web.operator.sight import seen
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page

PAGE = "pages/operator/roster.html"


async def show(request: Request) -> Response:
    by, public_id = actor_of(request), str(request.path_params["stay"])
    asked = request.query_params.get("since", "")
    since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
    stay = await seen(public_id, by=by)
    seen_list = await stays.list_for_base(public_id, since=since, by=by)
    return page(
        request, PAGE, line=stay.line, list=seen_list, kinds=_words(KINDS), sexes=_words(SEXES),
        documents=_words(DOCUMENTS), fields=_words(FIELDS),
    )  # fmt: skip


def _words(table: dict[str, str]) -> dict[str, str]:
    return {code: _(msgid) for code, msgid in table.items()}


ROUTES = [operator_route("/operator/stays/{stay}/roster", needs="rosters.see", get=show)]
