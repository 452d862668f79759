"""What the participants of a stay said, for its union and its base: sums alone, and only once enough people answered."""

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import surveying
from booking.web.operator.door import operator_route
from booking.web.showing import survey
from booking.web.union.door import stay_id, union_route
from sites.foundation.pages import actor_of, page

PAGE = "pages/union/survey.html"


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    sums = await surveying.survey_of(stay_id(request), by=by)
    return page(
        request, PAGE, line=found.line, sums=sums, rows=survey.rows(sums) if sums.may_be_shown else [], side=by.kind
    )  # fmt: skip


ROUTES = [
    union_route("/union/stays/{stay}/survey", needs="stays.see", get=show),
    operator_route("/operator/stays/{stay}/survey", needs="stays.see", get=show),
]
