"""A document is written or changed: the form, what would follow for upcoming trips, and then the version."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from booking import people, rules, stays
from booking.rules import Document, Timeline
from booking.web.rules.door import both, policy_id, root_of
from booking.web.rules.fields import kinds
from booking.web.rules.form import Written, read_form, standing
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.foundation.forms import Day, Form, Line, fill, filled_in, posted
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE = "pages/rules/form.html"


class WithdrawalForm(Form):
    first_day: Day
    seen: Annotated[int, Field(ge=1)]
    why: Annotated[Line, AfterValidator(filled_in)]


async def new(request: Request) -> Response:
    return await _draw(request, standing(None))


async def record(request: Request) -> Response:
    """Looked at first; stored where `act` says so."""
    form = await posted(request)
    written = read_form(form, kept=None, own=await _own(request))
    if form.get("act") != "save" or written.document is None:
        return await _draw(request, written, looks=True)
    verb = rules.record_document(written.document, why=_why(form), by=actor_of(request))
    return await _done(request, written, verb, words=_("The document is on record."))


async def edit(request: Request) -> Response:
    found = await _found(request)
    return await _draw(request, standing(found.last.document), policy=found)


async def change(request: Request) -> Response:
    found, form = await _found(request), await posted(request)
    own = await _own(request)
    written = read_form(form, kept=found.last.document, own=own)
    if form.get("act") != "save" or written.document is None:
        return await _draw(request, written, policy=found, looks=True)
    seen = str(form.get("seen", ""))
    verb = rules.change_document(
        found.public_id, written.document, seen=int(seen) if seen.isdecimal() else 0, why=_why(form),
        by=actor_of(request),
    )  # fmt: skip
    return await _done(request, written, verb, policy=found, words=_("A new version is on record."))


async def withdraw(request: Request) -> Response:
    found, filled = await _found(request), await fill(request, WithdrawalForm)
    if filled.value is None:
        return await _draw(
            request, standing(found.last.document), policy=found, wrong=filled.errors
        )
    given = filled.value
    verb = rules.withdraw_document(
        found.public_id, first_day=given.first_day, seen=given.seen, why=given.why, by=actor_of(request)
    )  # fmt: skip
    return await _done(
        request, standing(found.last.document), verb, policy=found,
        words=_("From that day on the document says nothing any more."),
    )  # fmt: skip


async def _done(
    request: Request, written: Written, verb: Any, *, words: str, policy: Timeline | None = None
) -> Response:
    try:
        await verb
    except Refusal as refusal:
        wrong = {refusal.field or "": say(refusal)}
        return await _draw(request, written, policy=policy, looks=True, wrong=wrong, status=refusal.status)  # fmt: skip
    root = root_of(request)
    return redirect_saying(request, f"{root}/{policy.public_id}" if policy else root, words)


async def _draw(
    request: Request, written: Written, *, policy: Timeline | None = None, looks: bool = False,
    wrong: dict[str, str] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    actor, errors = actor_of(request), {**written.errors, **(wrong or {})}
    changed, looked = await _follows(request, written.document, policy) if looks and written.document else ([], 0)  # fmt: skip
    return page(
        request, PAGE, status=422 if errors and status == 200 else status, root=root_of(request),
        written=written, errors=errors, policy=policy, kinds=kinds(), today=clock.today(),
        is_union=actor.kind == "union", looked=looked, changed=changed, looks=looks and written.document is not None,
    )  # fmt: skip


async def _follows(
    request: Request, draft: Document, policy: Timeline | None
) -> tuple[list[stays.Rejudged], int]:
    actor = actor_of(request)
    holder = (
        actor.organisation_id if actor.kind == "union" else policy.holder_id if policy else None
    )
    return await stays.trips_rejudged(draft, holder_id=holder, by=actor)


async def _found(request: Request) -> Timeline:
    """Refused: PolicyUnknown, and PolicyNotYours for a document that somebody else keeps."""
    found = await rules.policy_seen(policy_id(request), by=actor_of(request))
    last = found.last.document
    if not await rules.may_write(last, holder_id=found.holder_id, by=actor_of(request)):
        raise rules.PolicyNotYours
    return found


async def _own(request: Request) -> tuple[str, str, str] | None:
    """Code, name and region of the union whose own measures are written; None at a federation's desk."""
    actor = actor_of(request)
    if actor.kind != "union":
        return None
    unit = await people.particulars_of(actor.organisation_id)
    return unit.credit_code.lower() or "unit", unit.name, unit.area_code


def _why(form: FormData) -> str:
    why = form.get("why")
    return why.strip()[:300] if isinstance(why, str) else ""


ROUTES = [
    *both("/new", needs="rules.write", get=new, post=record),
    *both("/{policy}/change", needs="rules.write", get=edit, post=change),
    *both("/{policy}/withdrawal", needs="rules.write", get=edit, post=withdraw),
]
