"""Whom to telephone today: requests that their operator has hardly any time left to answer, checked off with a note."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from booking import stays
from booking.stays import CallLine, StayLine
from booking.web.federation.door import federation_route
from booking.web.operator.requests import time_left
from sites import listings
from sites.foundation import clock
from sites.foundation.forms import Form, Line, fill
from sites.foundation.language import _
from sites.foundation.pages import actor_of, form_key, redirect_saying
from sites.listings import SiteProfile


@dataclass(frozen=True, slots=True)
class ToCall:
    """`left` is open desk time; `calls` are the earlier ones, the newest first."""

    stay: StayLine
    phone: str
    left: timedelta
    calls: tuple[CallLine, ...]

    @property
    def words(self) -> str:
        return time_left(self.left)


class CallForm(Form):
    note: Annotated[Line, Field(max_length=120)] = ""


async def to_call() -> tuple[ToCall, ...]:
    """Those that nobody called about first, then by the time that is left."""
    lines = await stays.lines_by_id(await stays.to_telephone())
    earlier = await stays.calls_about(lines)
    calls = [
        _call(line, await listings.profile(line.site_code), earlier.get(stay_id, ()))
        for stay_id, line in lines.items()
    ]
    return tuple(sorted(calls, key=lambda call: (bool(call.calls), call.left)))


def _call(line: StayLine, site: SiteProfile, earlier: tuple[CallLine, ...]) -> ToCall:
    now = clock.now()
    due = line.answer_due_at or now
    left = stays.open_time(now, due, opens=site.opens, closes=site.closes)
    return ToCall(line, site.phone, left, earlier)


async def note(request: Request) -> Response:
    """A note that is too long is cut: the call itself must not be lost."""
    said = (await fill(request, CallForm)).raw.get("note", "").strip()[:120]
    await stays.note_call(
        request.path_params["stay"], note=said, by=actor_of(request), key=await form_key(request)
    )
    return redirect_saying(request, "/federation#calls", _("Noted as called."))


ROUTES = [federation_route("/federation/calls/{stay}", needs="calls.note", post=note)]
