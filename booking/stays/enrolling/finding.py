"""What a link opens: the enrolment or the entry, its party, and the stays of its trip."""

from dataclasses import dataclass

from booking.rosters.enrolling import ApplicationUnknown, EnrolmentUnknown
from booking.rosters.enrolment_models import Application, Enrolment
from booking.rosters.secret_links import opened_by
from booking.stays.models import Party, Stay
from booking.stays.states import State
from sites.foundation import clock

OPEN_IN = (State.HELD, State.SUBMITTED, State.CONFIRMED)


@dataclass(frozen=True)
class Opened:
    """`stay` is the first of the trip's stays that still stands, None where none does."""

    enrolment: Enrolment
    party: Party
    stays: tuple[Stay, ...]

    @property
    def stay(self) -> Stay | None:
        return self.stays[0] if self.stays else None

    @property
    def is_open(self) -> bool:
        """Whether somebody may sign up now."""
        row = self.enrolment
        begins = min((one.check_in for one in self.stays), default=clock.today())
        return (
            row.closed_at is None
            and clock.today() <= row.closes_on
            and clock.today() < begins
            and all(State(one.state) in OPEN_IN for one in self.stays)
        )


async def enrolment_by(secret: str) -> Opened:
    """Refused: EnrolmentUnknown, also once it was closed."""
    public_id = opened_by("enrolment", secret)
    row = await Enrolment.filter(public_id=public_id, closed_at=None).first() if public_id else None
    if row is None:
        raise EnrolmentUnknown
    return await opened(row)


async def application_by(secret: str) -> tuple[Application, Opened]:
    """A member's own entry, as long as it is known. Refused: ApplicationUnknown."""
    public_id = opened_by("application", secret)
    found = Application.filter(public_id=public_id).prefetch_related("enrolment")
    row = await found.first() if public_id else None
    if row is None:
        raise ApplicationUnknown
    return row, await opened(row.enrolment)


async def opened(enrolment: Enrolment) -> Opened:
    party = await Party.get(id=enrolment.party_id).prefetch_related("organisation")
    rows = await Stay.filter(trip_id=party.trip_id, union_id=party.organisation_id).order_by(
        "check_in", "id"
    ).prefetch_related("site")  # fmt: skip
    standing = tuple(row for row in rows if not State(row.state).effects.is_over)
    return Opened(enrolment, party, standing)
