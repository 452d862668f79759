"""The trip card, for its organiser: what stands on it, its link and square, who has opened it."""

from datetime import datetime, time
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import trip_card
from booking.stays.trip_card import CardDraft, OwnCard
from booking.web.people.again import again
from booking.web.showing.squares import square
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.may import may_of
from sites.foundation import clock
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, MaybeDay, clean_text, empty_is_none, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.rendering import href

PAGE, SHEET = "pages/union/trip_card.html", "pages/union/trip_card_sheet.html"
MORNING = time(8)


class CardForm(Form):
    meets_on: MaybeDay = None
    meets_time: Annotated[time | None, BeforeValidator(empty_is_none)] = None
    meeting_point: Line = ""
    coach: Line = ""
    leader: Line = ""
    leader_phone: Line = ""
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""


async def show(request: Request) -> Response:
    shown = await trip_card.card_of(stay_id(request), by=actor_of(request))
    form = Filled[CardForm](None, _raw(shown))
    return page(request, PAGE, form=form, **await _context(request, shown))


async def write(request: Request) -> Response:
    filled = await fill(request, CardForm)
    if filled.value is None:
        return again(request, PAGE, filled, **await _context(request))
    form = filled.value
    meets = clock.at(form.meets_on, form.meets_time or MORNING) if form.meets_on else None
    draft = CardDraft(meets, form.meeting_point, form.coach, form.leader, form.leader_phone, form.note)  # fmt: skip
    try:
        await trip_card.write_card(stay_id(request), draft, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind in (Kind.UNKNOWN, Kind.FORBIDDEN):
            raise
        if refusal.field == "phone":
            refusal.field = "leader_phone"
        return again(request, PAGE, filled, refusal, **await _context(request))
    return _said(request, _("Kept. Everybody who opens the card reads it so from now on."))


async def close(request: Request) -> Response:
    await trip_card.close_card(stay_id(request), by=actor_of(request))
    return _said(request, _("The card is closed; its link and its square are dead."))


async def sheet(request: Request) -> Response:
    """To print: the square, and what is the same for everybody."""
    return page(request, SHEET, **{**await _context(request), "square": partial(square, scale=7)})


async def _context(request: Request, shown: OwnCard | None = None) -> dict[str, Any]:
    by = actor_of(request)
    found = await stays.page_of(stay_id(request), by=by)
    shown = shown or await trip_card.card_of(stay_id(request), by=by)
    origin = request.app.state.settings.origin
    return {
        "line": found.line, "may": may_of(found, by=by), "writes": by.may("rosters.write"), "shown": shown,
        "square": square, "phone": found.site_phone,
        "link": f"{origin}{href(f'/trip-card/{shown.secret}')}" if shown.secret else "",
    }  # fmt: skip


def _raw(shown: OwnCard) -> dict[str, str]:
    at: datetime | None = shown.meets_at.astimezone(clock.SHANGHAI) if shown.meets_at else None
    return {
        "meets_on": at.date().isoformat() if at else "", "meets_time": f"{at:%H:%M}" if at else "",
        "meeting_point": shown.meeting_point, "coach": shown.coach, "leader": shown.leader,
        "leader_phone": shown.leader_phone.removeprefix("+86"), "note": shown.note,
    }  # fmt: skip


def _said(request: Request, words: str) -> Response:
    return redirect_saying(request, stay_path(request, "/card"), words)


CARD = "/union/stays/{stay}/card"
ROUTES = [
    union_route(CARD, needs="rosters.see", get=show),
    union_route(f"{CARD}/text", needs="rosters.write", post=write),
    union_route(f"{CARD}/closing", needs="rosters.write", post=close),
    union_route(f"{CARD}/sheet", needs="rosters.see", get=sheet),
]
