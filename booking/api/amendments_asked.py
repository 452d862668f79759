"""What programs send about changes of a stay: new terms, and the answers to them."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from booking.api.asked import AmountAsked, Code, HeadsAsked, Note, Others, Rooms, known_reason
from booking.stays import DECLINE_REASONS, Lodging, NewTerms
from sites.foundation.forms import FIRST_DAY, LAST_DAY
from sites.foundation.requests import Body
from sites.packages import Heads

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
RoomsByCode = Annotated[dict[Code, Rooms], Field(min_length=1, max_length=20)]


class NightHeads(Body):
    """Everybody who sleeps there that night."""

    workers: Others = 0
    family: Others = 0
    crew: Others = 0


class NightAsked(Body):
    """A night that differs from the others."""

    date: Day
    heads: NightHeads
    rooms: RoomsByCode

    @property
    def lodging(self) -> Lodging:
        heads = self.heads
        return Lodging(Heads(heads.workers, heads.family, heads.crew), self.rooms)


class AmendmentAsked(Body):
    """The stay whole, as it should become. `heads` are all who travel; `nights_apart` those nights on which others
    sleep there, or in other rooms. `total_seen` is the price of it: another one is refused as
    amendment_price_changed, which names it.
    """

    check_in: Day
    nights: Annotated[int, Field(ge=1, le=30)]
    package: Code
    heads: HeadsAsked
    rooms: RoomsByCode
    nights_apart: Annotated[list[NightAsked], Field(max_length=30)] = []
    total_seen: AmountAsked
    note: Note = ""

    @property
    def terms(self) -> NewTerms:
        heads = Heads(self.heads.workers, self.heads.family, self.heads.crew)
        apart = {night.date: night.lodging for night in self.nights_apart}
        return NewTerms(self.check_in, self.nights, self.package, heads, self.rooms, apart)


class RefusalAsked(Body):
    reason: Annotated[
        str, Field(json_schema_extra={"enum": [*DECLINE_REASONS]}), AfterValidator(known_reason)
    ]
    note: Note = ""


class EmptyAsked(Body):
    """An empty object."""
