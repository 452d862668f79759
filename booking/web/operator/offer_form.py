"""The form of a counter-offer: what the operator would rather have, beginning with what was asked for."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams

from booking.stays import CounterOffer, StayPage
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.formats import day, weekday
from sites.foundation.forms import (
    Day,
    Filled,
    Form,
    Line,
    MaybeFen,
    clean_number,
    clean_text,
    judge,
)
from sites.foundation.language import _
from sites.listings import SiteProfile

ROOMS = "rooms-"
ENDS, DAYS = time(17), 7


class OfferForm(Form):
    check_in: Day
    nights: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=30)]
    package: Line
    per_night: MaybeFen = None
    until: Line = ""
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""
    total_seen: Annotated[int, BeforeValidator(clean_number), Field(ge=0)] = 0

    def offer(self, rooms: Mapping[str, int]) -> CounterOffer:
        price = None if self.per_night is None else Money(self.per_night)
        return CounterOffer(
            self.check_in, self.nights, rooms, self.package, price, _instant(self.until), self.note
        )


class _RoomsForm(Form):
    rooms: Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=5000)] = 0


def as_asked(stay: StayPage, package: str) -> Filled[OfferForm]:
    """The form before anything was typed: the request itself, two days for the union."""
    line = stay.line
    raw = {
        "check_in": line.check_in.isoformat(),
        "nights": str(line.nights),
        "package": package,
        "until": next(iter([value for value, _words in deadlines(stay)][1:2]), ""),
        **{ROOMS + room.code: str(room.rooms) for room in stay.rooms},
    }
    return Filled(None, raw)


def rooms_of(
    filled: Filled[OfferForm], site: SiteProfile
) -> tuple[dict[str, int], Filled[OfferForm]]:
    """Rooms by code without zeros; what is wrong with them stands at their fields."""
    rooms: dict[str, int] = {}
    for kind in site.room_types:
        name = ROOMS + kind.code
        typed = filled.raw.get(name, "").strip()
        read = judge(QueryParams({"rooms": typed} if typed else {}), _RoomsForm)
        if read.value is None:
            filled = filled.with_error(name, read.errors["rooms"])
        elif read.value.rooms:
            rooms[kind.code] = read.value.rooms
    return rooms, filled


def deadlines(stay: StayPage) -> list[tuple[str, str]]:
    """The days at whose 17:00 an offer may end, as options."""
    now = clock.now()
    days = [clock.today() + timedelta(days=n) for n in range(DAYS)]
    ends = [clock.at(one, ENDS) for one in days]
    arrival = clock.at(stay.line.check_in, time(12))
    fit = [end for end in ends if now + timedelta(hours=1) <= end <= arrival]
    return [(end.isoformat(), spoken(end)) for end in fit]


def spoken(end: datetime) -> str:
    """As a button says it: the day, its weekday and the hour."""
    local = clock.day_of(end)
    clock_time = end.astimezone(clock.SHANGHAI).strftime("%H:%M")
    return _(
        "%(day)s %(weekday)s %(time)s", day=day(local), weekday=weekday(local), time=clock_time
    )


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
