"""Check-in at the door, on the phone: by list, by name, by the code of a person; offline by a tick list, sent once."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from booking.rosters.ticks import NewTick
from booking.stays import StayLine, attending
from booking.stays.attending import AttendancePage
from booking.stays.refusals import TooEarly
from booking.web.operator.door import operator_route
from booking.web.operator.names import masked_name
from booking.web.operator.sight import seen
from booking.web.people.again import again
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import full_day
from sites.foundation.forms import Filled, Form, Line, NeededLine, fill
from sites.foundation.identifiers import public_id
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect
from sites.foundation.rendering import href
from sites.foundation.words import say

PAGE, SHEET = "pages/operator/check_in.html", "pages/operator/sign_in_sheet.html"
RESULTS = ("came", "already", "unknown", "left", "absent", "undone")
MOST_BYTES = 400_000


class TickForm(Form):
    who: NeededLine
    act: Literal["came", "left", "absent", "undone"] = "came"
    way: Literal["list", "code", "qr"] = "list"
    tick: Line = ""


class SyncForm(Form):
    ticks: Annotated[str, Field(max_length=MOST_BYTES)]


class SentTick(BaseModel):
    id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    who: Annotated[str, Field(min_length=1, max_length=64)]
    act: Literal["came", "left", "absent", "undone"]
    way: Literal["list", "code", "qr"]
    at: datetime


SENT = TypeAdapter(Annotated[list[SentTick], Field(max_length=attending.MOST)])


async def show(request: Request) -> Response:
    return page(request, PAGE, form=Filled[TickForm](), **await _context(request))


async def tick(request: Request) -> Response:
    """One tick without a script; the page answers loudly what became of it."""
    filled = await fill(request, TickForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    form = filled.value
    made = NewTick(form.tick or public_id(), form.who, form.act, clock.now(), form.way)
    try:
        answers = await attending.tick(_stay(request), [made], by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        return again(request, PAGE, filled, refusal, **await _context(request))
    result, who = (answers[0].result, answers[0].who) if answers else ("unknown", "")
    return redirect(f"{_address(request)}?result={result}&who={who}#result")


async def sync(request: Request) -> Response:
    """What a phone kept while it was offline: each tick with its own id and time, answered one by one."""
    await seen(_stay(request), by=actor_of(request))
    filled = await fill(request, SyncForm)
    try:
        sent = SENT.validate_json(filled.value.ticks if filled.value else "")
    except ValidationError:
        return JSONResponse({"code": "ticks_unreadable"}, 422)
    ticks = [NewTick(one.id, one.who, one.act, _instant(one.at), one.way) for one in sent]
    try:
        answers = await attending.tick(_stay(request), ticks, by=actor_of(request))
    except Refusal as refusal:
        return JSONResponse({"code": refusal.code, "detail": say(refusal)}, refusal.status)
    told = [
        {
            "id": one.id,
            "result": one.result,
            "who": one.who,
            "at": one.at.isoformat() if one.at else None,
        }
        for one in answers
    ]
    return JSONResponse({"answers": told}, headers={"Cache-Control": "no-store"})


async def sheet(request: Request) -> Response:
    """To sign on paper: everybody once, with a line for each night."""
    by = actor_of(request)
    stay = await seen(_stay(request), by=by)
    shown = await attending.door_list(_stay(request), by=by)
    return page(request, SHEET, line=stay.line, shown=shown)


def _instant(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


async def _context(request: Request) -> dict[str, Any]:
    by = actor_of(request)
    stay = await seen(_stay(request), by=by)
    shown = await attending.door_list(_stay(request), by=by)
    result = request.query_params.get("result", "")
    return {
        "line": stay.line, "shown": shown, "masked": masked_name, "today": clock.today(),
        "closed": _closed(stay.line),
        "result": result if result in RESULTS else "", "who": _one(shown, request.query_params.get("who", "")),
        "address": href(_address(request)), "find": request.query_params.get("find", "")[:40],
    }  # fmt: skip


def _closed(line: StayLine) -> str:
    """Said before anybody tries; the page opens all the same, for a phone may be made ready the evening before."""
    refusal = attending.door_refusal(line.state, line.check_in)
    if refusal is None:
        return ""
    if isinstance(refusal, TooEarly):
        return _("Check-in begins on %(day)s.", day=full_day(line.check_in))
    return _("Nobody is checked in to this group: it is %(state)s.", state=_(line.state.words))


def _one(shown: AttendancePage, who: str) -> attending.PersonHere | None:
    return next((one for one in shown.people if one.person.public_id == who), None)


def _stay(request: Request) -> str:
    return str(request.path_params["stay"])


def _address(request: Request) -> str:
    return f"/operator/stays/{_stay(request)}/check-in"


CHECK_IN = "/operator/stays/{stay}/check-in"
ROUTES = [
    operator_route(CHECK_IN, needs="rosters.see", get=show, post=tick),
    operator_route(f"{CHECK_IN}/ticks", needs="rosters.see", post=sync),
    operator_route(f"{CHECK_IN}/sheet", needs="rosters.see", get=sheet),
]
