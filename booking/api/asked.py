"""What programs send about stays: a hold, the acts upon it, and the question for a list."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from booking.stays import DECLINE_REASONS, HoldOrder
from sites.foundation.amounts import Money
from sites.foundation.forms import (
    FIRST_DAY,
    LAST_DAY,
    Form,
    clean_line,
    clean_number,
    clean_text,
    fault,
)
from sites.foundation.language import N_
from sites.foundation.requests import Body
from sites.packages import Heads

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Note = Annotated[str, Field(max_length=600), AfterValidator(clean_text)]
Rooms = Annotated[int, Field(ge=1, le=5000)]
Others = Annotated[int, Field(ge=0, le=2000)]
STATES = Literal[
    "inquiry", "held", "submitted", "confirmed", "in_house", "departed", "no_show", "reconciled",
    "settled", "declined", "expired", "cancelled",
]  # fmt: skip


def known_reason(reason: str) -> str:
    if reason not in DECLINE_REASONS:
        raise fault(N_("Choose one of the options"))
    return reason


class HeadsAsked(Body):
    """Everybody who sleeps there; at least one worker."""

    workers: Annotated[int, Field(ge=1, le=2000)]
    family: Others = 0
    crew: Others = 0


class AmountAsked(Body):
    """Fen, with their currency."""

    minor: Annotated[int, Field(ge=0, le=10**12)]
    currency: Literal["CNY"] = "CNY"

    @property
    def money(self) -> Money:
        return Money(self.minor, self.currency)


class LegAsked(Body):
    """Rooms by code of their type. `option` holds for the site's days, `checkout` for 30 minutes."""

    site: Code
    package: Code
    check_in: Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
    nights: Annotated[int, Field(ge=1, le=30)]
    rooms: Annotated[dict[Code, Rooms], Field(min_length=1, max_length=20)]
    heads: HeadsAsked
    hold: Literal["option", "checkout"] = "option"
    programme: Annotated[str, Field(pattern=r"^[a-z_]{0,40}$")] = ""
    contact: Annotated[str, Field(max_length=60), AfterValidator(clean_line)] = ""
    note: Note = ""

    @property
    def order(self) -> HoldOrder:
        return HoldOrder(
            site=self.site, package=self.package, check_in=self.check_in, nights=self.nights,
            rooms=self.rooms, heads=Heads(self.heads.workers, self.heads.family, self.heads.crew),
            kind=self.hold, programme=self.programme, contact=self.contact, note=self.note,
        )  # fmt: skip


class HoldAsked(LegAsked):
    """Rooms by code of their type. `option` holds for the site's days, `checkout` for 30 minutes.

    `trip`: the trip of yours that the stay joins, as its stays name it. It follows them, with at most one
    night between, and its heads are the same. Without it the stay has a trip of its own.
    """

    trip: Annotated[str, Field(max_length=40)] = ""


class SubmissionAsked(Body):
    """`agreed`: contract, cancellation terms and rules were read, as the page asks too. `reason` is needed where a verdict
    warns or is incomplete.
    """

    agreed: Literal[True]
    note: Note = ""
    reason: Note = ""


class AcceptanceAsked(Body):
    """An empty object."""


class DeclinationAsked(Body):
    reason: Annotated[
        str,
        Field(json_schema_extra={"enum": [*DECLINE_REASONS]}),
        AfterValidator(known_reason),
    ]
    note: Note = ""


class CancellationAsked(Body):
    """`fee_seen`: the fee that the preview showed. Another one by now is refused as fee_changed."""

    fee_seen: AmountAsked
    note: Note = ""


class StaysAsked(Form):
    """The newest first. `cursor` is the `next` of the page before."""

    state: Annotated[list[STATES], Field(description="only stays in one of these states")] = []
    cursor: Annotated[str, Field(max_length=40)] = ""
    limit: Annotated[int, BeforeValidator(clean_number), Field(ge=1, le=100)] = 50
