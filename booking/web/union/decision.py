"""How the base was chosen: the way with its reasons, what was compared, minutes, budget line, and the internal notice."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import documents, stays
from booking.stays import deciding
from booking.stays.deciding import DecisionDraft
from booking.web.people.again import again
from booking.web.union.door import UPLOAD, stay_id, stay_path, union_route
from booking.web.uploads import kept_file
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, MaybeDay, Text, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying

PAGE = "pages/union/decision.html"
WORDS = tuple(DecisionDraft.__dataclass_fields__)


class DecisionForm(Form):
    method: Literal["", "negotiated", "inquiry", "invited", "open", "framework", "direct"] = ""
    reason: Annotated[Text, Field(max_length=600)] = ""
    budget_line: Line = ""
    decided_on: MaybeDay = None
    notice_from: MaybeDay = None
    notice_until: MaybeDay = None
    notice_place: Line = ""
    objections_to: Line = ""


async def show(request: Request) -> Response:
    context = await _context(request)
    said = context["decision"]
    raw = {name: str(getattr(said, name) or "") for name in WORDS}
    return page(request, PAGE, form=Filled[DecisionForm](None, raw), **context)


async def keep(request: Request) -> Response:
    filled = await fill(request, DecisionForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    draft = DecisionDraft(**filled.value.model_dump())
    try:
        await deciding.write_decision(stay_id(request), draft, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(request, stay_path(request, "/decision"), _("Kept with the group."))


async def add_minutes(request: Request) -> Response:
    """Minutes are the union's own; the base never sees them."""
    await stays.page_of(stay_id(request), by=actor_of(request))
    try:
        file = await kept_file(request)
    except Refusal as refusal:
        context = await _context(request)
        raw = {name: str(getattr(context["decision"], name) or "") for name in WORDS}
        return again(request, PAGE, Filled[DecisionForm](None, raw), refusal, **context)
    await stays.add_paper(
        stay_id(request), kind="minutes", by=actor_of(request), **file._asdict()
    )  # fmt: skip
    return redirect_saying(
        request, stay_path(request, "/decision"), _("The minutes are kept with the group.")
    )


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    decision = await deciding.decision_of(stay_id(request), by=by)
    return {
        "line": found.line,
        "decision": decision,
        "methods": [(code, _(words)) for code, words in deciding.METHODS.items()],
        "kinds": {code: _(words) for code, words in deciding.KINDS.items()},
        "writes": by.may("stays.book") and not by.is_agent,
        "compared": documents.compared_table(decision.compared) if decision.compared else None,
    }


DECISION = "/union/stays/{stay}/decision"
ROUTES = [
    union_route(DECISION, needs="stays.see", get=show),
    union_route(f"{DECISION}/writing", needs="stays.book", post=keep),
    union_route(f"{DECISION}/minutes", needs="stays.book", post=add_minutes, max_body=UPLOAD),
]
