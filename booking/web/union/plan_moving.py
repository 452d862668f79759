"""People who were ticked on a plan's list, on the way to another batch: what each batch says, and one button for all."""

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import plans
from booking.stays import plan_people
from booking.web.union.door import plan_id, plan_people_path, union_route
from booking.web.union.plan_words import tables
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, clean_number, fill
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, form_key, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/union/plan_moving.html"
MOST = 500


def _pairs(text: str) -> dict[int, int]:
    return {int(batch): int(version) for batch, version in re.findall(r"([0-9]{1,3}):([0-9]{1,6})", text)}  # fmt: skip


class MoveForm(Form):
    """`seen` are the versions of the lists that were looked at: batch:version, parted by spaces."""

    who: Annotated[list[str], Field(min_length=1, max_length=MOST)]
    to: Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=1000)]
    seen: Annotated[str, Field(max_length=600), AfterValidator(str.strip)]


async def show(request: Request) -> Response:
    """`?who=` for each who was ticked. Refused: PlanUnknown."""
    await plans.found_plan(plan_id(request), by=actor_of(request))
    who = request.query_params.getlist("who")[:MOST]
    if not who:
        return redirect_saying(request, plan_people_path(request), _("Tick who goes with another batch first."))  # fmt: skip
    return await _draw(request, who)


async def move(request: Request) -> Response:
    filled = await fill(request, MoveForm)
    if filled.value is None:
        return await _draw(request, filled.lists.get("who", ()), filled)
    form = filled.value
    try:
        count = await plan_people.move_to_batch(
            plan_id(request), form.who, to=form.to, seen=_pairs(form.seen), by=actor_of(request),
            key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await _draw(request, form.who, filled.with_error("", say(refusal)), status=refusal.status)  # fmt: skip
    words = ngettext(
        "%(num)s person moved to batch %(number)s; each list has a new version.",
        "%(num)s people moved to batch %(number)s; each list has a new version.", count, number=form.to,
    )  # fmt: skip
    return redirect_saying(request, plan_people_path(request), words)


async def _draw(
    request: Request, who: Sequence[str], filled: Filled[Any] | None = None, *, status: int = 0
) -> Response:
    actor, form = actor_of(request), filled or Filled[Any]()
    found = await plan_people.move_preview(plan_id(request), who, by=actor)
    return page(
        request, PAGE, status=status or (422 if form.errors else 200), form=form, found=found, base=plan_people_path(request),
        writes=actor.may("rosters.write") and not actor.is_agent, gone=len({*who}) - len(found.people),
        seen=" ".join(f"{batch}:{version}" for batch, version in found.seen.items()), **tables(),
    )  # fmt: skip


MOVING = "/union/plans/{plan}/people/moving"
ROUTES = [
    union_route(MOVING, needs="rosters.see", get=show),
    union_route(f"{MOVING}/batch", needs="rosters.write", post=move),
]
