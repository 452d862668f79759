"""Insurance of a group: policies with their papers, what lacks, and the union's own rule."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.rosters.insurance import LACKING, Asked, Policy
from booking.stays import insuring
from booking.stays.papers import StoredUpload
from booking.web.people.again import again
from booking.web.union.door import UPLOAD, stay_id, stay_path, union_route
from booking.web.union.may import may_of
from booking.web.uploads import kept_file
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, MaybeFen, NeededLine, fill, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

PAGE = "pages/union/insurance.html"


class PolicyForm(Form):
    insurer: NeededLine
    number: NeededLine
    heads: Annotated[int, Field(ge=1, le=9999)]
    cover: MaybeFen = None
    medical: MaybeFen = None
    starts_on: date
    ends_on: date


class WithdrawalForm(Form):
    policy: NeededLine


class RuleForm(Form):
    stops: bool = False
    cover: MaybeFen = None
    medical: MaybeFen = None


async def show(request: Request) -> Response:
    context = await _context(request)
    line = context["line"]
    raw = {
        "heads": str(line.heads),
        "starts_on": str(line.check_in),
        "ends_on": str(line.check_out),
    }
    return page(request, PAGE, form=Filled[PolicyForm](None, raw), **context)


async def add(request: Request) -> Response:
    filled = await fill(request, PolicyForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    form = filled.value
    policy = Policy(
        "", form.insurer[:80], form.number[:60], form.heads, form.cover or 0, form.medical or 0,
        form.starts_on, form.ends_on,
    )  # fmt: skip
    try:
        await insuring.record_insurance(
            stay_id(request), policy, paper=await _paper(request), by=actor_of(request), key=await form_key(request)
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(request, stay_path(request, "/insurance"), _("The policy is on record; the base sees it."))  # fmt: skip


async def withdraw(request: Request) -> Response:
    form = (await fill(request, WithdrawalForm)).value or WithdrawalForm(policy="-")
    await insuring.withdraw_insurance(stay_id(request), form.policy, by=actor_of(request))
    return redirect_saying(request, stay_path(request, "/insurance"), _("The policy counts no more."))  # fmt: skip


async def rule(request: Request) -> Response:
    context, filled = await _context(request), await fill(request, RuleForm)
    if filled.value is None:
        return again(request, PAGE, filled, **context)
    asked = Asked(filled.value.stops, filled.value.cover or 0, filled.value.medical or 0)
    await insuring.set_insurance_rule(asked, by=actor_of(request))
    return redirect_saying(request, stay_path(request, "/insurance"), _("The rule counts for all stays of your union from now on."))  # fmt: skip


async def _paper(request: Request) -> StoredUpload | None:
    """The policy as a file, where one was chosen. Refused: PaperUnfit."""
    given = (await posted(request)).get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        return None
    await stays.page_of(stay_id(request), by=actor_of(request))
    return StoredUpload(**(await kept_file(request))._asdict())


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    return {
        "line": found.line, "may": may_of(found, by=by), "insured": await insuring.insured(stay_id(request), by=by),
        "lacking": {code: _(words) for code, words in LACKING.items()},
    }  # fmt: skip


INSURANCE = "/union/stays/{stay}/insurance"
ROUTES = [
    union_route(INSURANCE, needs="rosters.see", get=show),
    union_route(f"{INSURANCE}/policies", needs="rosters.write", post=add, max_body=UPLOAD),
    union_route(f"{INSURANCE}/withdrawal", needs="rosters.write", post=withdraw),
    union_route(f"{INSURANCE}/rule", needs="team.manage", post=rule),
]
