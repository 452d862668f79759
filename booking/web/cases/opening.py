"""Opening a case: a union about its own group or a base, a clerk for somebody who called."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import cases, stays
from booking.cases import NewCase
from booking.web.cases.listing import root_of
from booking.web.people.again import again
from booking.web.showing import span
from booking.web.side import Side
from sites import listings
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, NeededText, fill
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

PAGE = "pages/cases/new.html"


class SiteNotFound(Refusal):
    code = "case_site_not_found"
    kind = Kind.BAD_INPUT
    words = N_("No base has this code. It stands on the base's page.")


class CaseForm(Form):
    kind: Literal["question", "complaint", "incident"]
    subject: NeededLine
    text: Annotated[NeededText, Field(max_length=2000)]
    stay: Line = ""
    site: Line = ""
    caller: Line = ""


async def show(request: Request) -> Response:
    asked = {name: request.query_params.get(name, "")[:40] for name in ("kind", "stay", "site")}
    return page(request, PAGE, form=Filled[CaseForm](None, asked), **await _context(request))


async def act(request: Request) -> Response:
    by, filled = actor_of(request), await fill(request, CaseForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    try:
        new = await _new(filled.value, by=by)
        made = await cases.open_case(new, by=by, key=await form_key(request))
    except Refusal as refusal:
        if refusal.kind in {Kind.UNKNOWN, Kind.FORBIDDEN}:
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    return redirect_saying(
        request, f"{root_of(by)}/{made}", _("The case is open; its number stands on top.")
    )


async def _new(form: CaseForm, *, by: Actor) -> NewCase:
    """A union names its group by the page's choice, a clerk by the reference that was said."""
    stay_id = union_id = None
    if form.stay and by.kind == "federation":
        spoken = await stays.spoken_of(form.stay, by=by)
        stay_id, union_id = spoken.stay_id, spoken.union_id
    elif form.stay:
        stay_id = await stays.inner_id(form.stay, by=by)
    site_id = await _site(form.site.upper()) if form.site and stay_id is None else None
    return NewCase(form.kind, form.subject, form.text, stay_id, site_id, union_id, form.caller)


async def _site(code: str) -> int:
    try:
        return (await listings.profile(code)).card.id
    except listings.SiteUnknown:
        raise SiteNotFound(field="site") from None


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    own = await stays.lines_of(by, limit=60) if by.kind == "union" else []
    return {
        "root": root_of(by),
        "for_call": by.kind == "federation",
        "kinds": [(kind, _(words), _due(kind)) for kind, words in cases.KINDS.items()],
        "own": [
            (
                one.public_id,
                f"{one.site_name}, {span(one.check_in, one.check_out)} · {one.reference}",
            )
            for one in own
        ],
    }


def _due(kind: str) -> str:
    return _("answered within %(days)s calendar days", days=cases.DAYS[kind])


ROUTES = [
    Side(kind)(f"/{kind}/cases/new", needs="cases.write", get=show, post=act)
    for kind in ("union", "federation")
]
