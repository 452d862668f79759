"""The form of joining waiting lists, and the same form read from an address that a search or a refused hold made."""

from collections.abc import Mapping
from datetime import timedelta
from math import cos, hypot, radians
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from starlette.datastructures import QueryParams

from booking.people import PROGRAMMES
from booking.stays.waiting import MOST_NIGHTS, WaitOrder
from booking.web.union.hold_form import ROOMS, Nights, Others, Workers
from sites.foundation.forms import Day, Filled, Form, Line, MaybeComingDay, judge
from sites.foundation.language import _
from sites.listings import SiteCard, cards
from sites.packages import Heads

NEAREST = 60
Programme = Annotated[str, BeforeValidator(lambda code: code if code in PROGRAMMES else "")]


class WaitForm(Form):
    site: Line
    starts_on: Day
    ends_on: Day
    nights: Nights
    workers: Workers
    family: Others = 0
    crew: Others = 0
    package: Line = ""
    any_rooms: Literal["", "1"] = ""
    also_2: Line = ""
    also_3: Line = ""
    also_4: Line = ""
    also_5: Line = ""
    programme: Programme = ""
    waits_until: MaybeComingDay = None
    contact: Annotated[Line, Field(max_length=60)] = ""

    @property
    def heads(self) -> Heads:
        return Heads(self.workers, self.family, self.crew)

    def order(self, rooms: Mapping[str, int]) -> WaitOrder:
        others = (self.also_2, self.also_3, self.also_4, self.also_5)
        return WaitOrder(
            sites=(self.site, *(code for code in others if code)), starts_on=self.starts_on,
            ends_on=self.ends_on, nights=self.nights, heads=self.heads, rooms=rooms,
            any_rooms=self.any_rooms == "1", package=self.package, programme=self.programme,
            waits_until=self.waits_until, contact=self.contact,
        )  # fmt: skip


def from_address(query: QueryParams) -> Filled[WaitForm]:
    """What the address says; `check_in` and `heads` are as a search or a hold has them."""
    pairs = [*query.multi_items()]
    if "heads" in query and "workers" not in query:
        pairs.append(("workers", query["heads"]))
    if "check_in" in query and "starts_on" not in query:
        pairs += _span(query)
    read = judge(QueryParams(pairs), WaitForm)
    told = {name: words for name, words in read.errors.items() if name in query}
    return Filled(read.value, read.raw, read.lists, told)


class _Span(Form):
    check_in: Day
    nights: Nights


def _span(query: QueryParams) -> list[tuple[str, str]]:
    """The first day and the last departure of exact dates."""
    span = judge(query, _Span).value
    if span is None or span.nights > MOST_NIGHTS:
        return []
    until = span.check_in + timedelta(days=span.nights)
    return [("starts_on", str(span.check_in)), ("ends_on", str(until))]


async def others_near(site: SiteCard) -> list[tuple[str, str]]:
    """The bases nearest to this one, as options; nobody picks from ten thousand."""
    others = [one for one in await cards() if one.id != site.id]
    near = sorted(others, key=lambda one: (_distance(one, site), one.code))[:NEAREST]
    return [(one.code, one.name) for one in near]


def _distance(one: SiteCard, other: SiteCard) -> float:
    """Flat, in degrees: good enough for an order of neighbours."""
    east = (one.longitude - other.longitude) * cos(radians(other.latitude))
    return hypot(east, one.latitude - other.latitude)


def programmes() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in PROGRAMMES.items()]


__all__ = ["ROOMS", "WaitForm", "from_address", "others_near", "programmes"]
