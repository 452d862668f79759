"""What the trip's agency entered of the coach stands on the card wherever the organiser wrote nothing."""

from dataclasses import dataclass

from booking.stays.mandates.reading import coach_of


@dataclass(frozen=True, slots=True)
class AgencyCoach:
    """As the card says it; empty where no agency entered a coach."""

    coach: str = ""
    meeting_point: str = ""


async def agency_coach(trip_id: int) -> AgencyCoach:
    found = await coach_of(trip_id)
    if found is None:
        return AgencyCoach()
    return AgencyCoach(
        " · ".join(filter(None, (found.company, found.plate))),
        " ".join(filter(None, (found.leaves_at, found.meeting))),
    )
