"""What programs send and are answered about waiting lists: models that the OpenAPI document shows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from booking.api.answered import HeadsAnswer
from booking.api.asked import Code, HeadsAsked, Rooms
from booking.stays.waiting import MOST_SITES, PlaceStanding, WaitLine, WaitOrder
from sites.foundation.forms import FIRST_DAY, LAST_DAY, clean_line
from sites.foundation.requests import Body
from sites.packages import Heads

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


class WaitAsked(Body):
    """`nights` nights between `starts_on` and the morning of `ends_on`, at the first of `sites` that has them.

    `rooms` and `package` are those of the first site. `any_rooms`: other rooms with beds for all will do, as they
    must at every other site. Without `waits_until` the entry ends the day before the last possible arrival.
    """

    sites: Annotated[list[Code], Field(min_length=1, max_length=MOST_SITES)]
    starts_on: Day
    ends_on: Day
    nights: Annotated[int, Field(ge=1, le=30)]
    heads: HeadsAsked
    rooms: Annotated[dict[Code, Rooms], Field(min_length=1, max_length=20)]
    any_rooms: bool = False
    package: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,40}$")] = ""
    programme: Annotated[str, Field(pattern=r"^[a-z_]{0,40}$")] = ""
    waits_until: Day | None = None
    contact: Annotated[str, Field(max_length=60), AfterValidator(clean_line)] = ""

    @property
    def order(self) -> WaitOrder:
        return WaitOrder(
            sites=tuple(self.sites), starts_on=self.starts_on, ends_on=self.ends_on,
            nights=self.nights, rooms=self.rooms, any_rooms=self.any_rooms, package=self.package,
            heads=Heads(self.heads.workers, self.heads.family, self.heads.crew),
            programme=self.programme, waits_until=self.waits_until, contact=self.contact,
        )  # fmt: skip


class LackAnswer(BaseModel):
    """So many rooms of the type, or people where it is empty, are missing on each night from `first` to `last`."""

    code: str
    room_type: str
    missing: int
    first: date
    last: date


class StandingAnswer(BaseModel):
    """`place` of `count` who want the same nights. `arrival` is the day that lacks least; null when none is left."""

    place: int
    count: int
    goes_first: bool
    passed: int
    rule: str
    arrival: date | None
    lacks: list[LackAnswer]
    held_up: str


class WaitSiteAnswer(BaseModel):
    """`rooms` empty: any with beds for all. `standing` only of one entry that waits, null in lists."""

    site: str
    rooms: dict[str, int]
    any_rooms: bool
    standing: StandingAnswer | None


class WaitAnswer(BaseModel):
    """`state`: waiting, offered, taken, refused, unanswered, left, lapsed. `stay` is the hold that was offered,
    to be answered until `answer_until`: submit it, or cancel it.
    """

    id: str
    state: str
    starts_on: date
    ends_on: date
    nights: int
    heads: HeadsAnswer
    programme: str
    waits_until: date
    joined_at: datetime
    sites: list[WaitSiteAnswer]
    stay: str | None
    answer_until: datetime | None


class WaitList(BaseModel):
    """At most 100."""

    items: list[WaitAnswer]


def wait_answer(line: WaitLine, standings: Iterable[PlaceStanding] = ()) -> WaitAnswer:
    by_site = {one.site_code: _standing(one) for one in standings}
    return WaitAnswer(
        id=line.public_id, state=line.fate.value, starts_on=line.starts_on, ends_on=line.ends_on,
        nights=line.nights, programme=line.programme, waits_until=line.waits_until,
        heads=HeadsAnswer(
            workers=line.heads.workers, family=line.heads.family, crew=line.heads.crew
        ),
        joined_at=line.joined_at, stay=line.stay or None, answer_until=line.answer_until,
        sites=[
            WaitSiteAnswer(
                site=one.code, rooms=one.rooms, any_rooms=one.any_rooms,
                standing=by_site.get(one.code),
            )
            for one in line.sites
        ],
    )  # fmt: skip


def wait_list(lines: Iterable[WaitLine]) -> WaitList:
    return WaitList(items=[wait_answer(line) for line in lines])


def _standing(one: PlaceStanding) -> StandingAnswer:
    return StandingAnswer(
        place=one.number, count=one.count, goes_first=one.goes_first, passed=one.passed,
        rule=one.rule.kind, arrival=one.start, held_up=one.aside,
        lacks=[
            LackAnswer(
                code=lack.code, room_type=one.codes.get(lack.room_type_id, ""),
                missing=lack.missing, first=lack.first, last=lack.last,
            )
            for lack in one.remedies
        ],
    )  # fmt: skip
