"""Who shares which room: laid by the rules, moved by hand, locked, taken back, sent to the base."""

from collections.abc import Awaitable
from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import rooming
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.rooming_page import draw_rooming
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Form, Line, NeededLine, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, page, redirect_saying

LIST = "pages/union/rooming_list.html"


class VersionForm(Form):
    seen: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class DrawForm(VersionForm):
    how: Literal["anew", "rest"] = "rest"


class MoveForm(VersionForm):
    traveller: NeededLine
    to: Line = ""


class LockForm(VersionForm):
    room: NeededLine


async def show(request: Request) -> Response:
    return await draw_rooming(request)


async def draw_up(request: Request) -> Response:
    form = (await fill(request, DrawForm)).value or DrawForm()
    try:
        drawn = await rooming.draw_up_rooming(
            stay_id(request), anew=form.how == "anew", seen=form.seen, by=actor_of(request),
            key=await form_key(request),
        )  # fmt: skip
    except Refusal as refusal:
        return await _again(request, refusal)
    if drawn.left:
        words = _("%(laid)s people have a bed; for %(left)s none was found.", laid=drawn.laid, left=drawn.left)  # fmt: skip
    else:
        words = _("Everybody has a bed: %(laid)s people.", laid=drawn.laid)
    return redirect_saying(request, stay_path(request, "/rooming"), words)


async def move(request: Request) -> Response:
    """`to` is room:KEY, swap:PERSON, or out: for no room."""
    form = (await fill(request, MoveForm)).value or MoveForm(traveller="-")
    kind, _colon, where = form.to.partition(":")
    told: dict[str, Any] = {"seen": form.seen, "by": actor_of(request)}
    if kind == "swap":
        act = rooming.swap_guests(stay_id(request), form.traveller, where, **told)
    else:
        room = "" if kind == "out" else where or "-"
        act = rooming.move_guest(stay_id(request), form.traveller, room, **told)
    return await _done(request, act, _("Moved."), picked=form.traveller)


async def lock(request: Request) -> Response:
    """`room` is lock:KEY or unlock:KEY, as the button of the room says."""
    form = (await fill(request, LockForm)).value or LockForm(room="-")
    what, _colon, key = form.room.partition(":")
    closes = what == "lock"
    words = _("The room is locked: it stays as it is.") if closes else _("The room is open again.")
    act = rooming.lock_room(
        stay_id(request), key, locked=closes, seen=form.seen, by=actor_of(request)
    )
    return await _done(request, act, words)


async def undo(request: Request) -> Response:
    form = (await fill(request, VersionForm)).value or VersionForm()
    act = rooming.undo_rooming(stay_id(request), seen=form.seen, by=actor_of(request))
    return await _done(request, act, _("The last change is taken back."))


async def send(request: Request) -> Response:
    form = (await fill(request, VersionForm)).value or VersionForm()
    act = rooming.send_rooming(stay_id(request), seen=form.seen, by=actor_of(request))
    return await _done(request, act, _("The base has this version now."))


async def show_list(request: Request) -> Response:
    """By room, by name, and the meals: to print."""
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = await rooming.rooming_of(stay_id(request), by=by)
    return page(request, LIST, line=found.line, rooming=shown, side="union")


async def _done(request: Request, act: Awaitable[Any], words: str, *, picked: str = "") -> Response:
    try:
        await act
    except Refusal as refusal:
        return await _again(request, refusal, picked=picked)
    return redirect_saying(request, stay_path(request, "/rooming"), words)


async def _again(request: Request, refusal: Refusal, *, picked: str = "") -> Response:
    if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
        raise refusal
    return await draw_rooming(request, refusal=refusal, picked=picked)


ROOMING = "/union/stays/{stay}/rooming"
ROUTES = [
    union_route(ROOMING, needs="rosters.see", get=show),
    union_route(f"{ROOMING}/drawing", needs="rosters.write", post=draw_up),
    union_route(f"{ROOMING}/move", needs="rosters.write", post=move),
    union_route(f"{ROOMING}/lock", needs="rosters.write", post=lock),
    union_route(f"{ROOMING}/undo", needs="rosters.write", post=undo),
    union_route(f"{ROOMING}/sending", needs="rosters.write", post=send),
    union_route(f"{ROOMING}/list", needs="rosters.see", get=show_list),
]
