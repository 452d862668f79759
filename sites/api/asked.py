"""What programs may ask: queries of the public operations."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sites.foundation.forms import (
    Form,
    MaybeComingDay,
    MaybeDay,
    clean_number,
    empty_is_none,
)
from sites.search import MAX_HEADS, MAX_NIGHTS

MAX_FEN = 10**9

Number = Annotated[int, BeforeValidator(clean_number)]
Nights = Annotated[Number, Field(ge=1, le=MAX_NIGHTS)]
Guests = Annotated[Number, Field(ge=1, le=MAX_HEADS)]
MaybeFen = Annotated[
    Annotated[Number, Field(ge=1, le=MAX_FEN)] | None, BeforeValidator(empty_is_none)
]
Rooms = Annotated[Number, Field(ge=0, le=MAX_HEADS)]
MaybeKm = Annotated[Annotated[Number, Field(ge=1, le=5000)] | None, BeforeValidator(empty_is_none)]
MaybeMinutes = Annotated[
    Annotated[Number, Field(ge=1, le=600)] | None, BeforeValidator(empty_is_none)
]
Word = Annotated[str, Field(max_length=30)]
RegionCode = Annotated[str, Field(pattern=r"^([0-9]{6})?$")]


class SitesAsked(Form):
    """Filters of the list. Without `check_in` and without a window nothing is judged: all bases answer."""

    district: list[RegionCode] = Field(default=[], description="GB/T 2260 codes of districts")
    kind: list[Word] = Field(default=[], description="kinds of bases: hotel, village, ...")
    facility: list[Word] = Field(
        default=[], description="facilities that the base must have, all of them"
    )
    check_in: MaybeComingDay = Field(default=None, description="the first night")
    nights: Nights = 4
    window_from: MaybeDay = Field(default=None, description="flexible dates: the earliest night")
    window_to: MaybeDay = Field(default=None, description="flexible dates: the latest departure")
    guests: Guests = Field(default=1, description="all heads of the group")
    singles: Rooms = Field(default=0, description="so many of them sleep alone")
    families: Rooms = Field(default=0, description="so many rooms for three or more")
    max_price_per_person: MaybeFen = Field(default=None, description="fen, whole trip")
    theme: Annotated[str, Field(max_length=20)] = ""
    origin: RegionCode = Field(default="", description="GB/T 2260 code of the sending city")
    distance_km: Annotated[MaybeKm, Field(description="straight line from `origin`")] = None
    rail_minutes: Annotated[
        MaybeMinutes, Field(description="to the nearest station, where it is known")
    ] = None
    bookable: Annotated[
        bool,
        Field(
            description="only bases that neither a quota nor a price ceiling closes to `origin`, or to the union whose token is sent"
        ),
    ] = False
    sort: Literal["code", "recommended", "price", "rail", "distance"] = Field(
        default="code",
        description="by code no base is lost between pages, whatever changes meanwhile",
    )
    cursor: Annotated[str, Field(max_length=40)] = ""
    limit: Annotated[Number, Field(ge=1, le=100)] = 50


class NightsAsked(Form):
    """Half-open: nights from `from` until before `to`, at most 400."""

    since: Annotated[MaybeDay, Field(alias="from")] = None
    until: Annotated[MaybeDay, Field(alias="to")] = None
