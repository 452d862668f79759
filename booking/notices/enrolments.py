"""The organiser is told that signing up ends, and that members wait for an answer: numbers alone, nobody's name."""

from booking.notices.telling import Case, tell_party
from booking.notices.words import TELLINGS
from booking.rosters import enrolling
from booking.rosters.enrolment_models import Application, Enrolment
from booking.stays.models import Stay
from sites.foundation import clock
from sites.foundation.database import transaction


@transaction
async def remind_of_enrolment(enrolment_id: int) -> int:
    """Once for each day of closing and person; how many notices were new."""
    row = await Enrolment.get(id=enrolment_id)
    facts = {
        "ends_on": row.closes_on.isoformat(),
        "places": row.places,
        "taken": await enrolling.places_taken(row),
    }
    return await _tell(row, "enrolment_closing", f"{row.closes_on}", facts)


@transaction
async def tell_of_members(enrolment_id: int) -> int:
    """Once a day and person, as long as somebody waits; how many notices were new."""
    row = await Enrolment.get(id=enrolment_id)
    waiting = await Application.filter(enrolment_id=row.id, state="asked").count()
    if not waiting:
        return 0
    return await _tell(row, "members_signed_up", f"{clock.today()}", {"waiting": waiting})


async def _tell(row: Enrolment, topic: str, mark: str, facts: dict[str, object]) -> int:
    stay = await _stay(row)
    if stay is None:
        return 0
    case = Case(f"{topic}:{row.id}:{mark}", topic, stay, 0, facts)
    path = f"/union/stays/{stay.public_id}/enrolment"
    return await tell_party(case, stay.union_id, TELLINGS[topic].union, path)


async def _stay(row: Enrolment) -> Stay | None:
    party = await row.party
    own = Stay.filter(trip_id=party.trip_id, union_id=party.organisation_id)
    return await own.order_by("check_in", "id").first()
