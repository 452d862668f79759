"""A base's taken nights as a calendar for other programs: how many rooms of which type, and nobody's name."""

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from booking import people
from sites import calendar
from sites.calendar import TakenSpan
from sites.foundation import clock
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, route
from sites.listings import profiles_of


async def show(request: Request) -> Response:
    """The address is the secret. It ends when it is revoked, or when the base goes to another operator."""
    opened = await people.open_feed("site", request.path_params["feed"])
    own = [s for s in await profiles_of(opened.organisation_id) if s.id == opened.subject_id]
    if not own:
        raise people.FeedUnknown
    names = {kind.id: kind.name for kind in own[0].room_types}
    body = written(await calendar.taken_spans(own[0].id), names, title=own[0].name)
    headers = {"Cache-Control": "no-store"}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def written(spans: Iterable[TakenSpan], names: Mapping[int, str], *, title: str) -> bytes:
    """One event for each stretch of nights; held rooms are tentative."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Tongxin//Taken nights//")
    made.add("version", "2.0")
    made.add("x-wr-calname", title)
    for span in spans:
        event = Event()
        event.add("uid", f"{span.key}@tongxin")
        event.add("dtstamp", clock.now())
        event.add("dtstart", span.first)
        event.add("dtend", span.until)
        event.add("summary", _("%(type)s: %(rooms)s taken", type=names[span.room_type_id], rooms=span.rooms))  # fmt: skip
        event.add("status", "CONFIRMED" if span.is_sold else "TENTATIVE")
        event.add("x-rooms", str(span.rooms))
        made.add_component(event)
    return bytes(made.to_ical())


ROUTES = [route("/calendars/bases/{feed}.ics", needs=PUBLIC, get=show)]
