"""Who travels: typed one by one or pasted in lines, shown masked, revealed with a reason."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from booking import rosters, stays
from booking.web.showing.download import download
from booking.web.union.door import stay_id, stay_path, union_route
from booking.web.union.person_page import draw_person
from booking.web.union.roster_forms import PasteForm, PersonForm, RemovalForm, RevealForm
from booking.web.union.roster_page import draw_roster
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, fill, posted
from sites.foundation.language import _, ngettext
from sites.foundation.pages import actor_of, form_key, redirect_saying
from sites.foundation.spreadsheet import Sheet
from sites.foundation.words import say


async def show(request: Request) -> Response:
    return await draw_roster(request)


async def add(request: Request) -> Response:
    filled = await fill(request, PersonForm)
    if filled.value is None:
        return await draw_roster(request, filled=filled)
    form = filled.value
    try:
        person = _drafted(form)
        await stays.name_travellers(
            stay_id(request), [person], by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await draw_roster(request, filled=filled, refusal=refusal)
    return _said(request, _("Added to the list."))


async def paste(request: Request) -> Response:
    """All lines or none: one faulty line keeps all of them in the field, with every fault told."""
    filled = await fill(request, PasteForm)
    if filled.value is None:
        return await draw_roster(request, filled=filled)
    try:
        people, faults = rosters.read_lines(
            filled.value.lines, guardians_agree=filled.value.guardian
        )
        if faults:
            return await draw_roster(request, filled=filled, faults=faults)
        added = await stays.name_travellers(
            stay_id(request), people, by=actor_of(request), key=await form_key(request)
        )
    except Refusal as refusal:
        return await draw_roster(request, filled=filled, refusal=refusal)
    return _said(request, ngettext("%(num)s person added.", "%(num)s people added.", added))


async def show_person(request: Request) -> Response:
    return await draw_person(request)


async def remove(request: Request) -> Response:
    filled = await fill(request, RemovalForm)
    traveller = filled.value.traveller if filled.value else ""
    try:
        await stays.unname_traveller(stay_id(request), traveller, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await draw_roster(request, refusal=refusal)
    return _said(request, _("Taken off the list; number and telephone are deleted."))


async def replace(request: Request) -> Response:
    """Another person in this one's place; what was typed stays on the page where it is faulty."""
    traveller = str(request.path_params["traveller"])
    filled = await fill(request, PersonForm)
    if filled.value is None:
        return await draw_person(request, filled=filled)
    try:
        await stays.replace_traveller(
            stay_id(request), traveller, _drafted(filled.value), by=actor_of(request), key=await form_key(request)
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await draw_person(request, filled=filled.with_error(refusal.field or "name", say(refusal)))  # fmt: skip
    return _said(request, _("Replaced. Number and telephone of who left are deleted."))


async def eligibility(request: Request) -> Response:
    """Whether another retreat stands in somebody's way; the answer stands on this one page alone."""
    agreed = (await posted(request)).get("agreed") == "1"
    try:
        found = await stays.check_eligibility(stay_id(request), agreed=agreed, by=actor_of(request))
    except Refusal as refusal:
        if refusal.kind is Kind.UNKNOWN:
            raise
        return await draw_roster(request, refusal=refusal)
    return await draw_roster(request, eligibility=found)


async def erase(request: Request) -> Response:
    """On the person's request, also after the trip: what is known of them goes from the list and its versions."""
    if (await posted(request)).get("asked_for") != "1":
        unsaid = Filled[Any]().with_error("asked_for", _("Say that the person asked for it."))
        return await draw_person(request, filled=unsaid)
    await stays.erase_person(
        stay_id(request), str(request.path_params["traveller"]), by=actor_of(request)
    )
    return _said(request, _("Deleted: name, numbers and needs, in earlier versions too."))


async def copy(request: Request) -> Response:
    """A copy of what is held about a person, for that person; that it was made is logged like any look."""
    actor = actor_of(request)
    found = await stays.page_of(stay_id(request), by=actor)
    traveller = str(request.path_params["traveller"])
    held = await rosters.copy_of(traveller, party=found.party_id, by=actor)
    rows = [(_(words), value) for words, value in held]
    return await download(_("What is held"), Sheet(_("What is held"), (_("Field"), _("Value")), rows))  # fmt: skip


def _drafted(form: PersonForm) -> rosters.TravellerDraft:
    """Refused: as `rosters.draft`."""
    return rosters.draft(
        name=form.name, kind=form.kind, sex=form.sex, document=form.document, number=form.number,
        phone=form.phone, guardian_agrees=form.guardian,
    )  # fmt: skip


async def reveal(request: Request) -> Response:
    """The full number stands in this one answer alone, never in an address or on a page that can be shared."""
    filled = await fill(request, RevealForm)
    if filled.value is None:
        return await draw_person(request, filled=filled)
    form = filled.value
    seen = await rosters.reveal_id(form.traveller, reason=form.reason, by=actor_of(request))
    return await draw_roster(request, revealed=seen)


def _said(request: Request, words: str) -> Response:
    return redirect_saying(request, stay_path(request, "/roster"), words)


ROSTER = "/union/stays/{stay}/roster"
ROUTES = [
    union_route(ROSTER, needs="rosters.see", get=show),
    union_route(f"{ROSTER}/people", needs="rosters.write", post=add),
    union_route(f"{ROSTER}/lines", needs="rosters.write", post=paste),
    union_route(f"{ROSTER}/removal", needs="rosters.write", post=remove),
    union_route(f"{ROSTER}/eligibility", needs="rosters.write", post=eligibility),
    union_route(f"{ROSTER}/reveal", needs="rosters.reveal", post=reveal),
    union_route(f"{ROSTER}/{{traveller}}/place", needs="rosters.write", post=replace),
    union_route(f"{ROSTER}/{{traveller}}/erasure", needs="rosters.write", post=erase),
    union_route(f"{ROSTER}/{{traveller}}/copy", needs="rosters.reveal", post=copy),
    union_route(f"{ROSTER}/{{traveller}}", needs="rosters.see", get=show_person),
]
