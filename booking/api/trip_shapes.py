"""What programs ask and are answered about trips."""

from typing import Annotated

from pydantic import BaseModel, Field

from booking.api.amendments_answered import StayWhole
from booking.api.asked import LegAsked
from booking.stays import MOST_BATCHES, MOST_LEGS
from sites.foundation.requests import Body


class TripAsked(Body):
    """Stays that follow one another with at most one night between, of the same heads and programme. All are held
    until the earliest of their ends, or none is held; the refusal says about which site and day.
    """

    stays: Annotated[list[LegAsked], Field(min_length=1, max_length=MOST_LEGS)]


class BatchesAsked(Body):
    """Batches of one plan: each becomes a trip of its own and one open hold, in this order. All are held or none is; the
    refusal says about which site and day.
    """

    batches: Annotated[list[LegAsked], Field(min_length=1, max_length=MOST_BATCHES)]


class BatchesAnswer(BaseModel):
    """The stay of each batch, in the order in which they were asked; each names its trip."""

    batches: list[StayWhole]


class TripAnswer(BaseModel):
    """`id` is what `trip` names when another stay joins. The stays in the order in which they were asked."""

    id: str
    stays: list[StayWhole]
