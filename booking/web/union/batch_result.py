"""What became of the batches of one form: those that are held with their groups, and the dates that were not."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import MOST_BATCHES, Batch, StayLine, StayUnknown
from booking.web.union.door import union_route
from booking.web.union.rows import row_of
from sites.foundation.errors import Refusal
from sites.foundation.formats import full_day
from sites.foundation.forms import FIRST_DAY, LAST_DAY
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page
from sites.foundation.rendering import href

PAGE = "pages/union/batch_result.html"
# Why a batch was not held, in short; by the code of its refusal.
REASONS: dict[str, str] = {
    "nights_taken": N_("too few rooms are free on one of its nights"),
    "nights_held": N_("other groups hold rooms on one of its nights for now"),
    "reception_held": N_("other groups hold places on one of its nights for now"),
    "reception_full": N_("the base receives no more people on one of its nights"),
    "night_closed": N_("the base is closed on one of its nights"),
    "nights_not_opened": N_("the base has not opened these nights yet"),
    "kept_for_waiting": N_("the free rooms are kept for groups that wait"),
    "too_many_holds": N_("your union has no open hold left"),
    "certificate_not_valid": N_("the certificate does not cover every night"),
    "date_over": N_("the day of arrival is over"),
    "quota_spent": N_("the quota is spent"),
    "plan_batch_taken": N_("a group is already held for this batch of the plan"),
    "plan_batch_unknown": N_("this batch is not in the approved plan"),
}
OTHER = N_("it was refused; enter it again to see why")


def result_path(batches: Sequence[Batch]) -> str:
    """The address says what happened, so that it can be loaded again and sent to a colleague."""
    kept = [("stay", batch.stay) for batch in batches if batch.stay]
    missed = [
        ("missed", f"{batch.order.check_in}~{batch.refusal.code}")
        for batch in batches
        if batch.refusal
    ]
    return "/union/batches/held?" + "&".join(f"{name}={text}" for name, text in [*kept, *missed])


async def show(request: Request) -> Response:
    """`?stay=` for each held one, `?missed=day~code` for each other; only the union's own are shown.

    Refused: StayUnknown where none is.
    """
    asked = request.query_params.getlist("stay")[:MOST_BATCHES]
    lines = await stays.own_lines(asked, by=actor_of(request))
    if not lines:
        raise StayUnknown
    missed = [_missed(one) for one in request.query_params.getlist("missed")[:MOST_BATCHES]]
    return page(
        request, PAGE, rows=[row_of(line) for line in lines], site=lines[0].site_name,
        missed=[one for one in missed if one], again=_again(lines[0]),
    )  # fmt: skip


def _missed(text: str) -> tuple[str, str] | None:
    day, _tilde, code = text.partition("~")
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return None
    if not FIRST_DAY <= when <= LAST_DAY or code not in Refusal.registry:
        return None
    return full_day(when), _(REASONS.get(code, OTHER))


def _again(line: StayLine) -> str:
    """The form for further dates at the same base."""
    asked: dict[str, Any] = {"site": line.site_code, "package": line.package_code, "nights": line.nights}  # fmt: skip
    return href("/union/batches", **asked)


ROUTES = [union_route("/union/batches/held", needs="stays.book", get=show)]
