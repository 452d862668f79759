"""A member takes the own entry back by the personal link, from the list of who travels too while it is open."""

from booking import rosters
from booking.rosters import Edit, enrolling
from booking.rosters.enrolling import ApplicationAnswered
from booking.rosters.enrolment_models import Applicant, Application
from booking.rosters.models import Traveller
from booking.stays.enrolling.finding import OPEN_IN, Opened, application_by
from booking.stays.models import Party
from booking.stays.moves import record
from booking.stays.naming import count_names
from booking.stays.states import State
from sites.foundation.actor import SYSTEM
from sites.foundation.database import transaction

LIVING = ("asked", "listed", "approved")


@transaction
async def withdraw_application(secret: str) -> None:
    """What is personal of it goes at once, from the list too; the place goes to the next on the waiting list.

    Refused: ApplicationUnknown, ApplicationAnswered where it was declined or taken back, or the group has arrived.
    """
    found, opened = await application_by(secret)
    await Party.filter(id=opened.party.id).select_for_update(no_key=True).get()
    enrolment = await enrolling.locked_enrolment(found.enrolment_id)
    row = await Application.get(id=found.id)
    if row.state not in LIVING:
        raise ApplicationAnswered
    if row.state == "approved":
        await _leave(row, opened)
    await enrolling.close_application(row, "withdrawn")
    await enrolling.fill_places(enrolment)


async def _leave(row: Application, opened: Opened) -> None:
    """Off the list of who travels. Refused: ApplicationAnswered, once the group has arrived."""
    if not all(State(one.state) in OPEN_IN for one in opened.stays):
        raise ApplicationAnswered
    named = await Applicant.filter(application_id=row.id).values_list("traveller", flat=True)
    standing = Traveller.filter(party_id=opened.party.id, public_id__in=[*named], removed_at=None)
    leaving = tuple(str(one) for one in await standing.values_list("public_id", flat=True))
    await rosters.write(opened.party.id, Edit("removed", leaving=leaving), by=SYSTEM)
    if opened.stay is not None:
        on_list = await count_names(opened.stay, opened.party)
        await record(opened.stay, act="withdrew", by=SYSTEM, facts={"named": on_list.total})
