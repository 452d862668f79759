"""Counting who came, on the phone at the desk: one night, three numbers, the rooms. Counting again replaces."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import create_model
from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.stays import CountedMeanwhile, NightCount, StayPage, attending, insuring
from booking.web.operator.door import operator_route
from booking.web.operator.names import masked_name
from booking.web.operator.sight import seen
from booking.web.people.again import again
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind, Refusal
from sites.foundation.formats import day
from sites.foundation.forms import Count, Filled, Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import PageUnknown, actor_of, page, redirect_saying
from sites.foundation.rendering import href
from sites.packages import Heads

ARRIVALS = "pages/operator/arrivals.html"
WHO = ("workers", "family", "crew")
STEP = {"+": 1, "-": -1}


class CountForm(Form):
    workers: Count
    family: Count
    crew: Count
    # The count that the page showed; without it nobody had counted.
    seen: Line = ""


async def show(request: Request) -> Response:
    night = _night(request, counts := await _counts(request))
    filled = Filled[CountForm](None, _drawn(night))
    context = await _context(request, counts, night)
    return page(request, ARRIVALS, form=filled, **context)


async def count(request: Request) -> Response:
    """Write the count, or only take one step of a number where scripts do not run."""
    night = _night(request, counts := await _counts(request))
    filled = await fill(request, _form_of(night))
    context = await _context(request, counts, night)
    if "step" in filled.raw:
        return page(request, ARRIVALS, form=_stepped(filled, night), **context)
    if filled.value is None:
        return again(request, ARRIVALS, filled, **context)
    try:
        heads = await _record(request, night, filled.value)
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        if isinstance(refusal, CountedMeanwhile):
            return await _side_by_side(request, filled, refusal)
        return again(request, ARRIVALS, filled, refusal, **context)
    words = _("Night of %(night)s: %(heads)s people counted.", night=day(night.date), heads=heads)
    return redirect_saying(request, f"{_address(request)}?night={night.date}", words)


async def _side_by_side(
    request: Request, filled: Filled[CountForm], refusal: CountedMeanwhile
) -> Response:
    """Both counts on one page: what somebody else wrote, and what was typed here; kept again, it replaces."""
    night = _night(request, counts := await _counts(request))
    mine = Filled[CountForm](None, {**filled.raw, "seen": night.mark})
    context = await _context(request, counts, night)
    return again(request, ARRIVALS, mine, refusal, **{**context, "meanwhile": night})


async def _record(request: Request, night: NightCount, counted: CountForm) -> int:
    heads = Heads(counted.workers, counted.family, counted.crew)
    rooms = {
        room.room_type_id: getattr(counted, field_of(place))
        for place, room in enumerate(night.rooms)
    }
    await stays.record_arrivals(
        request.path_params["stay"],
        night=night.date,
        heads=heads,
        rooms=rooms,
        seen=counted.seen,
        by=actor_of(request),
    )
    return heads.total


async def _counts(request: Request) -> tuple[NightCount, ...]:
    return await stays.counts_of(request.path_params["stay"], by=actor_of(request))


def _night(request: Request, counts: Sequence[NightCount]) -> NightCount:
    """The night that the address names; else tonight, or the last night that has come."""
    wanted, today = request.query_params.get("night"), clock.today().isoformat()
    if wanted:
        found = [night for night in counts if night.date.isoformat() == wanted]
        if not found:
            raise PageUnknown
        return found[0]
    come = [night for night in counts if night.date.isoformat() <= today]
    return come[-1] if come else counts[0]


def field_of(place: int) -> str:
    return f"rooms_{place}"


def _form_of(night: NightCount) -> type[CountForm]:
    rooms: dict[str, Any] = {
        field_of(place): (Count, ...) for place, _room in enumerate(night.rooms)
    }
    return create_model("NightForm", __base__=CountForm, **rooms)


def _drawn(night: NightCount) -> dict[str, str]:
    """What stands in the fields at first: the count where there is one, else what was booked."""
    heads = night.arrived or night.booked
    rooms = {
        field_of(place): room.booked if room.arrived is None else room.arrived
        for place, room in enumerate(night.rooms)
    }
    drawn = {who: getattr(heads, who) for who in WHO} | rooms | {"seen": night.mark}
    return {name: str(value) for name, value in drawn.items()}


def _stepped(filled: Filled[CountForm], night: NightCount) -> Filled[CountForm]:
    """One more or one less of the number whose button was pressed; nothing is written yet."""
    name, sign = filled.raw["step"][:-1], filled.raw["step"][-1:]
    drawn = {**_drawn(night), **filled.raw}
    old = drawn.get(name, "")
    if sign in STEP and old.isascii() and old.isdigit() and len(old) < 6:
        drawn[name] = str(max(0, int(old) + STEP[sign]))
    return Filled(None, drawn)


async def _context(
    request: Request, counts: Sequence[NightCount], night: NightCount
) -> dict[str, Any]:
    by = actor_of(request)
    stay = await seen(request.path_params["stay"], by=by)
    people = await _names(stay.party_id) if by.may("rosters.see") else ()
    return {
        "stay": stay, "night": night, "counts": counts, "today": clock.today(),
        "address": href(f"{_address(request)}?night={night.date}"), "field_of": field_of,
        "roster": people, "meanwhile": None, "uninsured": await _lacks_a_reason(stay, by=by),
        "attendance": await attending.attendance_of(stay.line.public_id, by=by) if people else None,
    }  # fmt: skip


async def _lacks_a_reason(stay: StayPage, *, by: Actor) -> bool:
    """The group is here, its insurance lacks something, and nobody wrote why it is received."""
    if not (by.may("rosters.see") and stay.line.arrivals_known):
        return False
    insured = await insuring.insured(stay.line.public_id, by=by)
    return bool(insured.lacking) and not insured.reason


async def _names(party_id: str) -> tuple[rosters.Person, ...]:
    people = (await rosters.roster_of(party_id)).people
    return tuple(replace(person, name=masked_name(person.name)) for person in people)


def _address(request: Request) -> str:
    return f"/operator/stays/{request.path_params['stay']}/arrivals"


ROUTES = [
    operator_route("/operator/stays/{stay}/arrivals", needs="stays.receive", get=show, post=count),
]
