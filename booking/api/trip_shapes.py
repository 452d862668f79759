"""What programs ask and are answered about trips."""

from typing import Annotated

from pydantic import BaseModel, Field

from booking.api.amendments_answered import StayWhole
from booking.api.asked import LegAsked
from booking.stays import MOST_LEGS
from sites.foundation.requests import Body


class TripAsked(Body):
    """Stays that follow one another with at most one night between, of the same heads and programme. All are held
    until the earliest of their ends, or none is held; the refusal says about which site and day.
    """

    stays: Annotated[list[LegAsked], Field(min_length=1, max_length=MOST_LEGS)]


class TripAnswer(BaseModel):
    """`id` is what `trip` names when another stay joins. The stays in the order in which they were asked."""

    id: str
    stays: list[StayWhole]
