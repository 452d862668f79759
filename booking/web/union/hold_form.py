"""The form of a hold, and the same form read from an address that a search or a base's page made."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams

from booking.stays import HoldOrder
from sites.foundation.forms import Day, Filled, Form, Line, clean_number, clean_text, judge
from sites.listings import RoomTypeProfile
from sites.packages import Heads

ROOMS, EXTRA = "rooms-", "extra-"
MOST_ROOMS = 5000
Nights = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=30)]
Workers = Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=2000)]
Others = Annotated[
    int, BeforeValidator(lambda value: clean_number(value) if value else 0), Field(ge=0, le=2000)
]


class HoldForm(Form):
    site: Line
    check_in: Day
    nights: Nights
    workers: Workers
    family: Others = 0
    crew: Others = 0
    package: Line = ""
    programme: Literal["", "model_workers", "front_line", "sanitation", "new_year"] = ""
    kind: Literal["option", "checkout"] = "option"
    contact: Annotated[Line, Field(max_length=60)] = ""
    note: Annotated[str, BeforeValidator(clean_text), Field(max_length=600)] = ""
    trip: Line = ""
    batch: Line = ""

    @property
    def check_out(self) -> date:
        return self.check_in + timedelta(days=self.nights)

    @property
    def heads(self) -> Heads:
        return Heads(self.workers, self.family, self.crew)

    def order(self, rooms: Mapping[str, int]) -> HoldOrder:
        return HoldOrder(
            site=self.site, package=self.package, check_in=self.check_in, nights=self.nights,
            rooms=rooms, heads=self.heads, kind=self.kind, programme=self.programme,
            contact=self.contact, note=self.note, batch=self.batch,
        )  # fmt: skip


def from_address(query: QueryParams) -> Filled[HoldForm]:
    """What the address says; what it does not say is not called wrong yet. A search's `heads` are workers."""
    if "heads" in query and "workers" not in query:
        query = QueryParams([*query.multi_items(), ("workers", query["heads"])])
    read = judge(query, HoldForm)
    told = {name: words for name, words in read.errors.items() if name in read.raw}
    return Filled(read.value, read.raw, read.lists, told)


def rooms_typed(
    filled: Filled[Any], kinds: tuple[RoomTypeProfile, ...]
) -> tuple[dict[str, int], dict[str, str]]:
    """Rooms by code as typed, without zeros, and what is wrong with them by field."""
    rooms: dict[str, int] = {}
    errors: dict[str, str] = {}
    for kind in kinds:
        name = ROOMS + kind.code
        typed = filled.raw.get(name, "").strip()
        count, wrong = _count(typed)
        if wrong:
            errors[name] = wrong
        elif count:
            rooms[kind.code] = count
    return rooms, errors


class _RoomsForm(Form):
    rooms: Annotated[int, BeforeValidator(clean_number), Field(ge=0, le=MOST_ROOMS)] = 0


def _count(typed: str) -> tuple[int, str]:
    read = judge(QueryParams({"rooms": typed} if typed else {}), _RoomsForm)
    return (read.value.rooms, "") if read.value else (0, read.errors["rooms"])
