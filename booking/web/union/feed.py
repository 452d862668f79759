"""A union's groups as a calendar for other programs: dates, bases and deadlines; no person, no price."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from booking import people, stays
from booking.people import FeedUnknown
from booking.stays import State, StayLine
from sites.foundation import clock
from sites.foundation.language import _
from sites.foundation.pages import PUBLIC, route
from sites.foundation.rendering import href

if TYPE_CHECKING:  # it comes at first use
    from icalendar import Event

MOST = 500
TENTATIVE = (State.INQUIRY, State.HELD, State.SUBMITTED)
GONE = (State.DECLINED, State.EXPIRED, State.CANCELLED)
A_DAY = timedelta(days=1)


async def show(request: Request) -> Response:
    """The address is the secret. It ends when it is revoked, or when its owner leaves or loses sight of groups."""
    opened = await people.open_feed("groups", request.path_params["feed"])
    reader = await people.actor_of_member(opened.owner_id, opened.organisation_id)
    if reader is None or reader.kind != "union" or not reader.may("stays.see"):
        raise FeedUnknown
    lines = await stays.lines_of(reader, limit=MOST)
    body = calendar(lines, origin=request.app.state.settings.origin)
    return Response(
        body, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def calendar(lines: Iterable[StayLine], *, origin: str) -> bytes:
    """The text of an iCalendar: one event for each group that still stands, and one for each of its open deadlines."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Tongxin//Groups//")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Retreats of our union"))
    for line in lines:
        if line.shown_state not in GONE:
            for event in _events(line, origin=origin):
                made.add_component(event)
    return bytes(made.to_ical())


def _events(line: StayLine, *, origin: str) -> Iterator["Event"]:
    page = f"{origin}{href(f'/union/stays/{line.public_id}')}"
    name = _("%(site)s, %(reference)s", site=line.site_name, reference=line.reference)
    state = "TENTATIVE" if line.state in TENTATIVE else "CONFIRMED"
    yield _event(
        line, "stay", _("%(group)s (%(state)s)", group=name, state=_(line.shown_state.words)), page,
        since=line.check_in, until=line.check_out + A_DAY, status=state, location=line.site_name,
    )  # fmt: skip
    for what, words, due in deadlines(line):
        title = _("%(what)s: %(group)s", what=words, group=name)
        ends = due + A_DAY if not isinstance(due, datetime) else due
        yield _event(line, what, title, page, since=due, until=ends, status=state)


def deadlines(line: StayLine) -> Iterator[tuple[str, str, date | datetime]]:
    """What is due by itself in the state in which the group stands: key, words, a day or an instant."""
    if line.shown_state is State.HELD and line.hold_expires_at:
        yield "hold", _("Hold ends"), line.hold_expires_at
    if line.state is State.SUBMITTED and line.answer_due_at:
        yield "answer", _("Answer of the base is due"), line.answer_due_at
    if line.state is State.CONFIRMED and line.contract_due_on and not line.contract_sealed_at:
        yield "contract", _("Sealed contract is due"), line.contract_due_on
    if line.state is State.CONFIRMED and line.names_due_on:
        yield "names", _("Names are due"), line.names_due_on
    if line.state is State.DEPARTED and line.account_presented_at and line.dispute_until:
        yield "account", _("Account to check"), line.dispute_until


def _event(
    line: StayLine,
    what: str,
    title: str,
    page: str,
    *,
    since: date | datetime,
    until: date | datetime,
    **more: str,
) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{line.public_id}-{what}")
    event.add("dtstamp", clock.now())
    event.add("summary", title)
    event.add("dtstart", since)
    event.add("dtend", until)
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    for name, value in more.items():
        event.add(name, value)
    return event


ROUTES = [route("/calendars/{feed}.ics", needs=PUBLIC, get=show)]
