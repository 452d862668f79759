"""The work list: lines that no program could place, and what two people must agree to."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import money
from booking.money import FINDINGS
from booking.web.banking.door import root_of
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page
from sites.foundation.paging import number_from
from sites.foundation.rendering import href

LINES = "pages/banking/lines.html"


async def show(request: Request) -> Response:
    by, root = actor_of(request), root_of(request)
    counts = await money.open_counts(by.organisation_id)
    kind = request.query_params.get("kind", "")
    kind = kind if kind in counts else ""
    number = number_from(request.query_params.get("page"))
    found = await money.open_lines(by.organisation_id, finding=kind, number=number)
    proposed = await money.waiting_decisions(by.organisation_id)
    batches = [
        one for one in await money.refund_batches_of(by.organisation_id) if not one.approved_at
    ]
    every = [(_("All"), href(f"{root}/lines"), not kind, sum(counts.values()))]
    tabs = every + [
        (one.say(), href(f"{root}/lines", kind=one.code), one.code == kind, counts[one.code])
        for one in FINDINGS
        if one.code in counts
    ]
    return page(
        request, LINES, root=root, found=found, tabs=tabs, proposed=proposed, batches=batches,
        findings=money.FINDING, **_turning(found.number, found.last, root, kind),
    )  # fmt: skip


def _turning(number: int, last: int, root: str, kind: str) -> dict[str, Any]:
    def to(wanted: int) -> str:
        return href(f"{root}/lines", kind=kind, page=wanted)

    return {
        "previous": to(number - 1) if number > 1 else "",
        "following": to(number + 1) if number < last else "",
    }
