"""What programs may ask: queries of the public operations."""

from typing import Annotated

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
RegionCode = Annotated[str, Field(pattern=r"^([0-9]{6})?$")]


class SitesAsked(Form):
    """Filters of the list. Without `check_in` and without a window nothing is judged: all bases answer."""

    district: list[RegionCode] = Field(default=[], description="GB/T 2260 codes of districts")
    check_in: MaybeComingDay = Field(default=None, description="the first night")
    nights: Nights = 4
    window_from: MaybeDay = Field(default=None, description="flexible dates: the earliest night")
    window_to: MaybeDay = Field(default=None, description="flexible dates: the latest departure")
    guests: Guests = Field(default=1, description="all heads of the group")
    max_price_per_person: MaybeFen = Field(default=None, description="fen, whole trip")
    theme: Annotated[str, Field(max_length=20)] = ""
    origin: RegionCode = Field(default="", description="GB/T 2260 code of the sending city")
    cursor: Annotated[str, Field(max_length=40)] = ""
    limit: Annotated[Number, Field(ge=1, le=100)] = 50


class NightsAsked(Form):
    """Half-open: nights from `from` until before `to`, at most 400."""

    since: Annotated[MaybeDay, Field(alias="from")] = None
    until: Annotated[MaybeDay, Field(alias="to")] = None
