"""Who came, for the union: person by person, night by night; its signature under each count; the codes for the door."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import attending
from booking.web.showing.squares import square
from booking.web.union.door import stay_id, stay_path, union_route
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Form, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying
from sites.foundation.words import say

PAGE, CODES = "pages/union/attendance.html", "pages/union/codes.html"


class SignatureForm(Form):
    night: date
    heads: Annotated[int, Field(ge=0, le=100_000)]


async def show(request: Request) -> Response:
    return page(request, PAGE, **await _context(request))


async def show_codes(request: Request) -> Response:
    """A slip for everybody to cut out: name, code, and the code as a square to scan."""
    return page(request, CODES, square=square, **await _context(request))


async def sign(request: Request) -> Response:
    form = (await fill(request, SignatureForm)).value
    if form is None:
        raise PageUnknown
    address = stay_path(request, "/attendance")
    try:
        await attending.sign_night(
            stay_id(request), form.night, heads=form.heads, by=actor_of(request)
        )
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return redirect_saying(request, address, say(refusal), kind="refused")
    return redirect_saying(
        request, address, _("Signed. The base sees it beside its own signature.")
    )


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = await attending.attendance_of(stay_id(request), by=by)
    return {"line": found.line, "shown": shown, "signs": by.may("rosters.write")}


ATTENDANCE = "/union/stays/{stay}/attendance"
ROUTES = [
    union_route(ATTENDANCE, needs="rosters.see", get=show),
    union_route(f"{ATTENDANCE}/codes", needs="rosters.see", get=show_codes),
    union_route(f"{ATTENDANCE}/signature", needs="rosters.write", post=sign),
]
