"""Calendars of a base: a secret feed of its taken nights, and calendars of bookings made elsewhere."""

from typing import Annotated

from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from booking import people
from booking.web.operator.door import operator_route
from booking.webhooks.addresses import sound_url
from sites import calendar
from sites.calendar import CalendarUnfit
from sites.calendar.outside_reading import LARGEST_BYTES
from sites.foundation.errors import Kind, Refusal
from sites.foundation.forms import Filled, Form, Line, NeededLine, fill, posted
from sites.foundation.language import N_, _
from sites.foundation.pages import actor_of, page, redirect_saying
from sites.foundation.words import say
from sites.listings import SiteProfile, SiteUnknown, profiles_of

PAGE = "pages/operator/calendars.html"
MOST_BODY = LARGEST_BYTES + 256 * 1024
FAULTS: dict[str, str] = {
    "not_public": N_("The address leads into a private network; it is not read."),
    "unknown_host": N_("There is no such server."),
    "timeout": N_("The server did not answer in time."),
    "connection": N_("The server could not be reached."),
    "answer": N_("The server did not answer with a calendar."),
    "too_large": N_("The calendar is larger than 1 MB."),
    "unreadable": N_("What the server sent is no readable calendar."),
}


class OutsideForm(Form):
    name: Annotated[NeededLine, Field(max_length=60)]
    room_type: NeededLine
    url: Annotated[Line, Field(max_length=300)] = ""


async def show(request: Request) -> Response:
    return await _draw(request, Filled())


async def make_feed(request: Request) -> Response:
    """The address is shown this once; one that stood before answers nothing from now on."""
    site = await _own(request)
    token = await people.make_feed("site", subject_id=site.id, by=actor_of(request))
    origin = request.app.state.settings.origin
    return await _draw(request, Filled(), address=f"{origin}/calendars/bases/{token}.ics")


async def revoke_feed(request: Request) -> Response:
    site = await _own(request)
    await people.revoke_feed("site", subject_id=site.id, by=actor_of(request))
    return _back(request, site, _("Revoked: the address answers nothing any more."))


async def add(request: Request) -> Response:
    """A file is read at once; an address by a job, within minutes."""
    site, by = await _own(request), actor_of(request)
    filled = await fill(request, OutsideForm)
    form = filled.value
    if form is None:
        return await _draw(request, filled)
    try:
        content = b"" if form.url else await _sent(request)
        events = () if form.url else await run_in_threadpool(calendar.events_of, content)
        url = sound_url(form.url, allowed=()) if form.url else ""
        made = await calendar.add_outside(
            site.id, room_type=form.room_type, name=form.name, url=url, by=by
        )
        if not url:
            await calendar.take_outside(await calendar.inner_id_of_outside(made, by=by), events)
    except Refusal as refusal:
        return await _draw(request, filled, refusal)
    words = _("Kept. It is read within minutes, and then every hour.") if url else _("Kept: its bookings take their rooms.")  # fmt: skip
    return _back(request, site, words)


async def send_again(request: Request) -> Response:
    """A newer file of the same calendar: what is no longer in it returns its rooms."""
    site, by = await _own(request), actor_of(request)
    found = await calendar.inner_id_of_outside(request.path_params["calendar"], by=by)
    try:
        events = await run_in_threadpool(calendar.events_of, await _sent(request))
    except CalendarUnfit as refusal:
        return await _draw(request, Filled(), refusal)
    await calendar.take_outside(found, events)
    return _back(request, site, _("Read: what is no longer in it has returned its rooms."))


async def remove(request: Request) -> Response:
    site = await _own(request)
    await calendar.remove_outside(request.path_params["calendar"], by=actor_of(request))
    return _back(request, site, _("Removed. The rooms that it took are free again."))


def _back(request: Request, site: SiteProfile, words: str) -> Response:
    return redirect_saying(request, f"/operator/site/{site.code}/calendars", words)


async def _sent(request: Request) -> bytes:
    given = (await posted(request)).get("file")
    if not isinstance(given, UploadFile):
        raise CalendarUnfit(field="file")
    return await given.read(LARGEST_BYTES + 1)


async def _own(request: Request) -> SiteProfile:
    own = await profiles_of(actor_of(request).organisation_id)
    found = [site for site in own if site.code == request.path_params["site"]]
    if not found:
        raise SiteUnknown
    return found[0]


async def _draw(
    request: Request, filled: Filled[OutsideForm], refusal: Refusal | None = None, *, address: str = ""
) -> Response:  # fmt: skip
    site, by = await _own(request), actor_of(request)
    if refusal:
        if refusal.kind is Kind.UNKNOWN and refusal.field is None:
            raise refusal
        filled = filled.with_error(refusal.field or "", say(refusal))
    status = refusal.status if refusal else 422 if filled.errors else 200
    return page(
        request, PAGE, status=status, form=filled, site=site, address=address, faults=FAULTS,
        made_at=await people.feed_made_at("site", subject_id=site.id, by=by),
        outside=await calendar.outside_of(site.id), may_edit=by.may("calendar.edit"),
        room_types=[(kind.code, kind.name) for kind in site.room_types],
    )  # fmt: skip


ROOT = "/operator/site/{site}/calendars"
ROUTES = [
    operator_route(ROOT, needs="calendar.edit", get=show, post=add, max_body=MOST_BODY),
    operator_route(f"{ROOT}/feed", needs="calendar.edit", get=show, post=make_feed),
    operator_route(f"{ROOT}/feed/revocation", needs="calendar.edit", post=revoke_feed),
    operator_route(
        f"{ROOT}/{{calendar}}", needs="calendar.edit", get=show, post=send_again, max_body=MOST_BODY
    ),
    operator_route(f"{ROOT}/{{calendar}}/removal", needs="calendar.edit", post=remove),
]
