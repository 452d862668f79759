"""One quota: its bar, its shares, who draws from it, and everything that was ever done to it."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import quotas, stays
from booking.quotas import Draw, QuotaPage
from booking.stays import StayLine
from booking.web.quotas.door import ROOT, federation_route, quota_id
from booking.web.quotas.history import happened
from booking.web.quotas.words import STATES, UNITS, counted_words, period_words, tree_rows
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import Page, cut, number_from
from sites.foundation.rendering import href

PAGE, SIZE = "pages/quotas/quota.html", 20


@dataclass(frozen=True, slots=True)
class DrawLine:
    """A trip with what it takes; `stay` is the first of its stays."""

    draw: Draw
    stay: StayLine


async def show(request: Request) -> Response:
    by = actor_of(request)
    found = await quotas.page_of(quota_id(request), by=by)
    shown = await _draws(found, number=number_from(request.query_params.get("page")))
    own = f"{ROOT}/{found.line.public_id}"
    return page(
        request, PAGE, quota=found, line=found.line, draws=shown, root=ROOT, own=own,
        previous=href(own, page=shown.number - 1) if shown.number > 1 else "",
        next=href(own, page=shown.number + 1) if shown.number < shown.last else "",
        may=by.may("quotas.manage") and not found.line.closed_at, **words(found),
    )  # fmt: skip


def words(found: QuotaPage) -> dict[str, Any]:
    return {
        "marks": STATES, "unit": _(UNITS[found.line.unit]), "counted": counted_words,
        "period": period_words, "shares": tree_rows(list(found.shares)),
        "history": [(version, happened(version)) for version in found.versions],
    }  # fmt: skip


async def _draws(found: QuotaPage, *, number: int) -> Page[DrawLine]:
    lines = await stays.lines_of_trips({draw.trip_id for draw in found.draws})
    every = [DrawLine(one, lines[one.trip_id]) for one in found.draws if one.trip_id in lines]
    ordered = sorted(every, key=lambda one: (one.stay.check_in, one.stay.reference), reverse=True)
    return cut(ordered, number=number, size=SIZE)


ROUTES = [federation_route(f"{ROOT}/{{quota}}", needs="quotas.see", get=show)]
